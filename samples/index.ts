import type { ExchangeRecord } from '../contracts/exchange.ts';
import { INSTITUTIONS } from '../institutions/index.ts';
import { fuzhou2013 } from './fuzhou/index.ts';
import { recentLife } from './month/life.ts';
import { standing } from './month/standing.ts';
import { samplePersons } from './persons.ts';
import { readPlaces } from './places.ts';
import { restOfRoster } from './roster.ts';
import { subdistrict2005 } from './subdistrict/index.ts';
import { sampleUnits } from './units.ts';

/**
 * The whole sample world (样例) as exchange records, parents before children, units before people before lines:
 * the year 2013 of Fuzhou, the first half of 2005 of an invented sub-district, and the life of the last weeks.
 * `today` is a day such as 2026-11-21; the same day gives the same records. Nobody in it exists.
 */
export function* sampleWorld(today: string): Generator<ExchangeRecord> {
  const region = readPlaces(['3501', '652301']);
  yield* sampleUnits(region);
  yield* samplePersons(region);
  yield* restOfRoster(region);
  yield* fuzhou2013(region);
  yield* subdistrict2005();
  yield* standing(region, today);
  yield* recentLife(
    region,
    today,
    INSTITUTIONS.flatMap((i) => i.ledgers),
  );
}

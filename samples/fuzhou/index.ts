import type { LineRecord } from '../../contracts/exchange.ts';
import type { Region } from '../places.ts';
import { activities } from './activities.ts';
import { care } from './care.ts';
import { development } from './development.ts';
import { honours } from './honours.ts';
import { petitions } from './petitions.ts';
import { rightsPoints } from './rights-points.ts';
import { training } from './training.ts';
import { venues } from './venues.ts';

/** All lines of Fuzhou's year 2013 (after 004), and those of 2012 that it is compared with. */
export function* fuzhou2013(region: Region): Generator<LineRecord> {
  yield* training(region);
  yield* development(region);
  yield* petitions(region);
  yield* rightsPoints(region);
  yield* activities(region);
  yield* honours(region);
  yield* care(region);
  yield* venues(region);
}

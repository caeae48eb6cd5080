import type { LineRecord } from '../../contracts/exchange.ts';
import { basics } from './basics.ts';
import { care } from './care.ts';
import { honours } from './honours.ts';
import { labour } from './labour.ts';
import { people } from './people.ts';
import { publicity } from './publicity.ts';
import { training } from './training.ts';

/** All lines of the sample sub-district's first half of 2005 (after 001-K). */
export function* subdistrict2005(): Generator<LineRecord> {
  yield* basics();
  yield* people();
  yield* training();
  yield* publicity();
  yield* labour();
  yield* honours();
  yield* care();
}

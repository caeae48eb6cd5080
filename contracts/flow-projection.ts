import { z } from 'zod';
import { keySchema as key } from './ledger.ts';

/** An expression over the matter's fields and derived values; `contracts/expression.ts` parses it. */
const expression = z.string();

/** What a projection may ask beside the flow's countable fields: nothing here tells who somebody is. */
export const PROJECTION_NAMES = [
  'state',
  'closed-day', // 办结的那一天; empty while it is open
  'outcome', // done, refused, withdrawn; empty while it is open
  'on-time', // its clocks were kept; empty while it is open and none is past
  'transfers',
  'urgent',
  'place', // name of the unit where it happened
] as const;
/** Types of fields that may stand in a line of a ledger: choices, days and numbers, never words about somebody. */
export const COUNTABLE_TYPES = ['choice', 'choices', 'date', 'integer', 'yesno'] as const;

/**
 * What is counted of a matter (DESIGN §5: Matters become lines): one line of a ledger, without identity, that the platform
 * writes and corrects by itself.
 */
export const projectionSchema = z.strictObject({
  ledger: key,
  /** It counts from the first of these steps on, on that step's day; each later step corrects the line. */
  begins: z.array(key).min(1),
  /** Where this is false there is no line, and one that stood is withdrawn. */
  when: expression.optional(),
  /** The clocks that `on-time` means: each of them, in each of its runs. */
  clocks: z.array(key).min(1).optional(),
  /** Of definitions of before: one clock, as it last ran. */
  clock: key.optional(),
  /** Field of the ledger → expression over countable fields and PROJECTION_NAMES. */
  sets: z.record(key, expression),
  /** Words of hers that are looked through for grave ones while they lie open; only the class of a word is kept. */
  listens: z.array(key).optional(),
});
export type Projection = z.infer<typeof projectionSchema>;

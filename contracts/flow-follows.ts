import { z } from 'zod';
import { keySchema as key } from './ledger.ts';

/** An expression over the matter's fields and derived values; `contracts/expression.ts` parses it. */
const expression = z.string();

/** How a matter may come from another one (由来): a petition from a first contact, a review from an answer. */
export const followSchema = z.strictObject({
  /** Flow of the matter it comes from. */
  flow: key,
  /** The words on the button there: 转为信访件. */
  name: z.string(),
  /** Own field → field there, shown to who begins it before anything is kept. */
  carries: z.record(key, key),
  /** By somebody who never had that one in hand (另由他人办理). */
  apart: z.boolean().optional(),
  /** What is urgent there begins urgent here; that she is safe is a step of its own, never a choice in passing. */
  keepsUrgency: z.boolean().optional(),
  /** Those who have that one do not see that there is this one. */
  hidden: z.boolean().optional(),
  /** Own field in which that one's number may be written instead. */
  number: key.optional(),
  /** Own field that names that one's unit: with number and unit it is linked also by who may not read it (复查). */
  unit: key.optional(),
  /** Field there → how this one stands, over own choices, `state` and `outcome`: written back by a step there that is `on: followed`. */
  tells: z.record(key, expression).optional(),
});
export type Follow = z.infer<typeof followSchema>;

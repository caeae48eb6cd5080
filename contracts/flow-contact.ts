import { z } from 'zod';
import { keySchema as key } from './ledger.ts';
import { contactWaySchema } from './safe-contact.ts';

/** An expression over the matter's fields and derived values; `contracts/expression.ts` parses it. */
const expression = z.string();

/** Where a matter reaches her (安全联系): each of these obeys how she said that she may be reached. */
export const contactRuleSchema = z.strictObject({
  /**
   * Choices that are ways of reaching her: option → way; `page`: also good where she has a receipt code and reads on her
   * own page. Options that are not here (she came, with the police) reach her by no way of ours.
   */
  ways: z.array(
    z.strictObject({ field: key, by: z.record(z.string(), contactWaySchema), page: z.boolean().optional() }),
  ),
  /** Days on which she is to be visited or called. */
  planned: z.array(key),
  /** Steps after which she is to be told something: a message is drafted for the responsible person and never sent by itself. */
  tells: z.array(
    z.strictObject({
      step: key,
      what: z.enum(['answer', 'rate', 'remind']),
      /** Only where this is true. */
      when: expression.optional(),
      /** Not before the day that this field names. */
      from: key.optional(),
      /** Only where she wrote by the public pages: at the counter she was told. */
      letters: z.boolean().optional(),
    }),
  ),
});
export type ContactRule = z.infer<typeof contactRuleSchema>;

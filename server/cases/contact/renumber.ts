import type { Matter } from '../../flows/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { keepPlan } from './change-plan.ts';
import { plansFor } from './known.ts';

/** Fields of a matter that hold how she is called. */
const FIELDS = ['phone', 'contact'] as const;
const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');
/** What is dialled: shorter ones are extensions and house numbers. */
const isNumber = (text: string): boolean => digits(text).length >= 7;

/**
 * After a wrong number was put right (更正), how she is reached says the right one too: else the wrong one, which may be
 * anybody's, would still be dialled. Only where the plan has that very number; a plan with another is left to who knows her.
 */
export async function renumberPlan(
  kit: CaseKit,
  before: Pick<Matter, 'data'>,
  after: Matter,
  by: { readonly accountId: string; readonly postId: string; readonly name: string },
): Promise<void> {
  for (const key of FIELDS) {
    const [wrong, right] = [before.data[key], after.data[key]];
    if (typeof wrong !== 'string' || typeof right !== 'string' || wrong === right) continue;
    if (!isNumber(wrong) || !isNumber(right) || right.length > 40) continue;
    const [last] = await plansFor(kit, after.id, 1);
    if (!last || digits(last.plan.number) !== digits(wrong)) continue;
    try {
      await keepPlan(kit, after, {
        plan: { ...last.plan, number: right },
        seen: last.id,
        requestKey: `corrected/${after.id}/${after.seq}/${key}`,
        by,
      });
    } catch (error) {
      // Changed by her in this very moment: hers stands, and the card says that the two differ.
      if (!(error instanceof AppError) || error.code !== 'contact.moved') throw error;
    }
  }
}

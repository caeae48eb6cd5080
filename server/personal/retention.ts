import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { numberOf } from '../settings/index.ts';

/** What is answered and over with it: a call, a letter. Everything else is a case with a file of its own. */
const CONTACTS: readonly string[] = ['first-asked', 'complaint'];

/**
 * Until the end of which day a closed matter must be kept (保存期限): the last day of the year, so many years after the one in
 * which it was closed, as archives count. Null when nothing holds it any longer. Pure.
 */
export function keptUntil(closedDay: string, years: number, today: string): string | null {
  if (years === 0) return null;
  const last = `${Number(closedDay.slice(0, 4)) + years}-12-31`;
  return last < today ? null : last;
}

/** The same by the settings of the office that has it; null too while it is open, which stops an erasure by itself. */
export async function keptUntilOf(
  tx: Tx,
  m: { readonly flow: string; readonly unitPath: string; readonly closedAt: Date | null },
  at: Date,
): Promise<string | null> {
  if (m.closedAt === null) return null;
  const today = chinaDay(at);
  const key = CONTACTS.includes(m.flow) ? 'personal.keep-contact-years' : 'personal.keep-case-years';
  const years = await numberOf(tx, { path: m.unitPath }, key, today);
  return keptUntil(chinaDay(m.closedAt), years, today);
}

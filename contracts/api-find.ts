import { z } from 'zod';

/** Finding anything (Ctrl K): what the server knows; names of ledgers, figures and pages are matched by the desk itself. */
export const findQuery = z.object({ q: z.string().trim().min(1, '请输入要找的字。').max(60) });

export interface FoundLine {
  readonly id: string;
  readonly ledger: string;
  readonly ledgerName: string;
  readonly title: string;
  readonly day: string;
  readonly unitName: string;
}
export interface FoundPaper {
  readonly kind: string;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly from: string;
  readonly to: string;
}
export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  /** Unit and title in one. */
  readonly post: string;
}
export interface FindView {
  readonly people: readonly FoundPerson[];
  readonly lines: readonly FoundLine[];
  readonly papers: readonly FoundPaper[];
}

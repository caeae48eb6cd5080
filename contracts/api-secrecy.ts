import { z } from 'zod';
import type { MatterRow } from './api-flows.ts';

/** Who looked at a case (谁看过), and urgent views of it (紧急查看), over the wire. */

const id = z.uuid('编号不对。');

export const urgentViewBody = z.strictObject({
  /** The federation or department that has it. */
  unit: id,
  /** 首问〔2026〕12号, as it is written or said. */
  number: z.string().trim().min(1, '请写编号。').max(40, '编号太长。'),
  reason: z.string().trim().min(10, '请写明为什么现在必须看,至少 10 个字。').max(500, '理由最多 500 字。'),
});
export const urgentViewParams = z.object({ id });
/** Ending or acknowledging one says nothing more. */
export const urgentViewAct = z.strictObject({});

/** Looks of one person that stand close together, as one line. */
export interface ReadView {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Her part in the matter then; `urgent`: by an urgent view; `personal`: for a copy of her own data that she asked for. */
  readonly why: MatterRow['why'] | 'urgent' | 'personal';
  readonly what: 'look' | 'export';
  /** For whom she stood in. */
  readonly forName: string | null;
  readonly from: string;
  readonly until: string;
  readonly times: number;
}

/** An urgent view as it stands on the case, with those whom it concerns. */
export interface UrgentView {
  readonly id: string;
  readonly matterId: string;
  readonly number: string;
  readonly flowName: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly reason: string;
  readonly at: string;
  /** When it ends or ended. */
  readonly until: string;
  readonly isOpen: boolean;
}
export interface ReadsView {
  readonly reads: readonly ReadView[];
  readonly urgent: readonly UrgentView[];
}
export interface UrgentViews {
  /** Hers that are open. */
  readonly mine: readonly UrgentView[];
  /** Of matters that she is responsible for or has to watch over, not yet acknowledged. `opens`: she may open the matter. */
  readonly notices: readonly (UrgentView & { readonly opens: boolean })[];
}

/** How an earlier call for help was recognised. */
export const SIGN_NAMES = { phone: '同一个电话', id: '同一个身份证号', home: '同一个住处' } as const;
export type SignKind = keyof typeof SIGN_NAMES;
/** That the same person or household has asked before (再次求助), without what it was about. */
export interface RepeatView {
  readonly count: number;
  readonly signs: readonly SignKind[];
  /** The last one: how the place is called, who to ask there, whether it is the same office. */
  readonly last: { readonly place: string; readonly unit: string; readonly here: boolean };
  /** One of them was urgent: her danger is asked anew, first. */
  readonly wasUrgent: boolean;
}

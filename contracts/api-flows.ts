import { z } from 'zod';
import type { Flow } from './flow.ts';
import { contactPlanSchema } from './safe-contact.ts';

/** Matters (事项) over the wire: begin one, take a step, the inbox, a matter's page, counts for superiors, absences. */

const id = z.uuid('编号不对。');
const requestKey = z.string().min(8).max(100);
const words = z.string().trim().max(2000, '意见最多 2000 字。');
const posts = z.array(id).max(50, '一次最多选 50 位。').default([]);

const step = {
  requestKey,
  data: z.record(z.string().max(60), z.unknown()).default({}),
  opinion: words.nullable().default(null),
  /** Post to whom it goes, where the step hands over to somebody chosen. */
  to: id.nullable().default(null),
  readers: posts,
  signers: posts,
  /** The state chosen for a return. */
  backTo: z.string().max(60).nullable().default(null),
};
export const beginMatterBody = z.strictObject({
  ...step,
  flow: z.string().max(60),
  parent: id.nullable().default(null),
  /** The matter that it comes from (由来); its fields were carried over on the page. */
  from: id.nullable().default(null),
  /** Why it is another matter though she has an open one of this kind. */
  another: words.nullable().default(null),
  /** How she may be reached without danger, asked at the counter; null: not asked yet. */
  safe: contactPlanSchema.nullable().default(null),
});
export const takeStepBody = z.strictObject({
  ...step,
  version: z.number().int().positive(),
  step: z.string().max(60),
});
export const matterParams = z.object({ id });

export const BOXES = ['todo', 'read', 'past', 'late'] as const;
export type Box = (typeof BOXES)[number];
export const inboxQuery = z.object({
  box: z.enum(BOXES).default('todo'),
  flow: z.string().max(60).optional(),
  q: z.string().trim().max(60).optional(),
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const candidatesQuery = z.object({
  step: z.string().max(60),
  list: z.enum(['to', 'readers', 'signers']).default('to'),
});
export const countsQuery = z.object({ unit: id });
const moment = z.iso.datetime({ offset: true, message: '时间要写成 2026-11-03T08:00:00+08:00 这样。' });
export const absenceBody = z.strictObject({
  requestKey,
  from: moment,
  until: moment,
});
export const inChargeBody = z.strictObject({ unitId: id, postId: id });

export interface MatterRow {
  readonly id: string;
  readonly flow: string;
  readonly flowName: string;
  readonly number: string;
  /** Empty before acceptance of a case: number, kind and urgency only. */
  readonly title: string;
  readonly state: string;
  readonly why: 'hold' | 'offer' | 'sign' | 'read' | 'late' | 'own' | 'past';
  readonly urgent: boolean;
  readonly dueAt: string | null;
  readonly isLate: boolean;
  readonly movedAt: string;
  /** For whom she stands in. */
  readonly forName: string | null;
}
export interface InboxPage {
  readonly rows: readonly MatterRow[];
  readonly next: string | null;
  /** How many in each box; 99 stands for 99 or more in `past`. */
  readonly counts: Readonly<Record<Box, number>>;
}

export interface ClockView {
  readonly key: string;
  readonly name: string;
  readonly unit: 'calendar' | 'working' | 'hours' | 'until';
  readonly length: number;
  readonly ceiling: number | null;
  /** The first day is day one. */
  readonly countsFirst: boolean;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly ceilingAt: string | null;
  readonly pausedAt: string | null;
  readonly stoppedAt: string | null;
  readonly isLate: boolean;
}
export interface MatterStepView {
  readonly seq: number;
  readonly at: string;
  readonly step: string;
  readonly name: string;
  readonly by: string;
  readonly title: string;
  readonly forName: string | null;
  readonly fromState: string | null;
  readonly toState: string;
  readonly holder: string;
  readonly offered: string | null;
  readonly opinion: string | null;
  readonly data: readonly { readonly label: string; readonly value: string }[];
}
/** A step that she may take now, with all that it asks. */
export interface MatterAct {
  readonly key: string;
  readonly name: string;
  readonly asks: readonly {
    readonly field: string;
    readonly required: boolean;
    readonly when?: string | undefined;
  }[];
  readonly opinion: 'required' | 'offered' | 'none';
  readonly chooses: readonly ('to' | 'readers' | 'signers')[];
  /** States that may be chosen for a return. */
  readonly backTo: readonly string[];
  readonly returns: boolean;
  /** For whom she would stand in. */
  readonly forName: string | null;
}
export interface MatterView {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly flow: Flow;
  readonly unit: string;
  readonly state: string;
  readonly starter: string;
  readonly holder: string;
  readonly holderSince: string;
  readonly offered: string | null;
  readonly urgent: boolean;
  readonly version: number;
  /** False before acceptance of a case: nothing of its content is here then. */
  readonly known: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly derived: readonly { readonly name: string; readonly value: string }[];
  readonly clocks: readonly ClockView[];
  readonly steps: readonly MatterStepView[];
  readonly parts: readonly { readonly name: string; readonly why: MatterRow['why'] }[];
  readonly parent: { readonly id: string } | null;
  readonly subs: readonly { readonly id: string; readonly number: string; readonly closed: boolean }[];
  readonly links: readonly MatterLinkView[];
  readonly closedAt: string | null;
  readonly now: string;
  /** Until when she may look by an urgent view (紧急查看); null where she has a part in it. */
  readonly urgentUntil: string | null;
  readonly may: readonly MatterAct[];
}
/** A matter that this one came from, or that came of it; another one of the same person. */
export interface MatterLinkView {
  readonly side: 'from' | 'to';
  readonly why: 'came' | 'same';
  /** Null where she may not read that one. */
  readonly id: string | null;
  readonly number: string;
  readonly flow: string;
  readonly state: string | null;
}
export interface CandidateView {
  readonly post: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly awayUntil: string | null;
}
/** When she is away without anybody who stands in; `byLeave`: a leave says so, and ends it. */
export interface AwayView {
  readonly from: string;
  readonly until: string;
  readonly byLeave: boolean;
}
/** A flow that she may begin. */
export interface FlowView {
  readonly flow: Flow;
  readonly mayBegin: boolean;
}
/** A number; or of cases `few`: some, but fewer than the threshold; `withheld`: not told, or few could be reckoned from it. */
export type CountSeen = number | 'few' | 'withheld';
export interface MatterCounts {
  readonly counts: readonly MatterCount[];
  /** The threshold below which numbers of cases are not told: 少于5. */
  readonly fewerThan: number;
}
export interface MatterCount {
  readonly flow: string;
  readonly name: string;
  readonly open: CountSeen;
  readonly late: CountSeen;
  readonly done: CountSeen;
  readonly refused: CountSeen;
  readonly withdrawn: CountSeen;
}

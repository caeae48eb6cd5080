import { z } from 'zod';
import type { ReportView, UnitView } from './api.ts';
import { type Slot, type Slots, slotChangeSchema } from './api-paper-slots.ts';
import { daySchema } from './day.ts';

/** Reports as kept papers (报告文稿): written, read by a second person, final, replaced. What is written by hand: api-paper-slots. */
const id = z.uuid('编号不对。');
const why = z.string().trim().min(4, '请写明原因,至少四个字。').max(500, '原因请在 500 字以内。');

const when = {
  year: z.number().int().min(1949).max(2100).optional(),
  half: z.enum(['1', '2']).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
};
export const beginPaperBody = z.strictObject({
  kind: z.string().max(80),
  unitId: id,
  ...when,
  /** Why a final version is to be replaced; asked for only then. */
  reason: z.string().trim().max(500).optional(),
});
export const savePaperBody = z.strictObject({
  /** The revision that the changes were made on. */
  base: z.number().int().min(0),
  changes: z.array(slotChangeSchema).min(1, '没有要存的内容。').max(200),
});
const revision = z.number().int().min(0);
export const submitPaperBody = z.strictObject({
  revision,
  /** Another person of the own unit, or somebody of the unit above. */
  to: z.enum(['unit', 'superior']),
  note: z.string().trim().max(500).default(''),
});
export const returnPaperBody = z.strictObject({ revision, reason: why });
export const approvePaperBody = z.strictObject({ revision, note: z.string().trim().max(500).default('') });
export const paperStepBody = z.strictObject({ revision });
export const commentBody = z.strictObject({
  /** Key of the sentence, or of the hand-written place. */
  block: z.string().min(1).max(120),
  quote: z.string().max(300),
  text: z.string().trim().min(1, '请写下意见。').max(1_000, '意见请在一千字以内。'),
});
export const settleCommentBody = z.strictObject({
  open: z.boolean(),
  answer: z.string().trim().max(500).default(''),
});

export interface PaperComment {
  readonly id: string;
  readonly block: string;
  readonly quote: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
  readonly open: boolean;
  readonly answer: string;
  readonly settledBy: string | null;
}
export type PaperStepKind =
  | 'begin'
  | 'submit'
  | 'take-back'
  | 'return'
  | 'approve'
  | 'final'
  | 'replaced'
  | 'drop';
export interface PaperStep {
  readonly kind: PaperStepKind;
  readonly by: string;
  readonly at: string;
  readonly words: string;
}
export type PaperState = 'draft' | 'reading' | 'approved';

/** A part of the template with the places in it where a person may write. */
export interface PaperPart {
  readonly key: string;
  /** As it stands on the paper, with its number; without one while nothing of it is written. */
  readonly heading: string;
  readonly level: 1 | 2;
  readonly blocks: readonly {
    readonly key: string;
    readonly kind: 'sentence' | 'prose' | 'table';
    /** What the template suggests, for prose; why it is not there, for a sentence that is left out. */
    readonly words: string;
    readonly holds: 'problems' | 'plan' | 'last-plan' | null;
  }[];
}
export interface LastPlan {
  readonly title: string;
  readonly version: number;
  readonly items: readonly { readonly id: string; readonly text: string }[];
}
export interface PaperDraft {
  readonly id: string;
  readonly state: PaperState;
  readonly revision: number;
  readonly report: Omit<ReportView, 'may'>;
  readonly parts: readonly PaperPart[];
  readonly slots: Slots;
  readonly last: LastPlan | null;
  readonly comments: readonly PaperComment[];
  readonly steps: readonly PaperStep[];
  /** With whom it lies now. */
  readonly holder: string;
  readonly savedAt: string;
  readonly savedBy: string;
  /** Which version it replaces when final, and why. */
  readonly replaces: { readonly version: number; readonly reason: string } | null;
  /** 'write' 'submit' 'take-back' 'return' 'approve' 'finalise' 'comment' 'drop' */
  readonly may: readonly string[];
  /** Why she may not read it as the second: a sentence, where she would otherwise expect to. */
  readonly mayNot: string | null;
}
/** What became of a save: conflicts were not saved, somebody else changed the same place in between. */
export interface PaperSaved {
  readonly draft: PaperDraft;
  readonly conflicts: readonly { readonly slot: string; readonly theirs: Slot }[];
}

export interface PaperVersion {
  readonly version: number;
  readonly at: string;
  readonly by: string | null;
  /** The second reader. */
  readonly readBy: string | null;
  /** Why it replaced the one before; empty for the first. */
  readonly reason: string;
}
/** How a unit's report of a period stands, for whoever opens it. */
export interface PaperStanding {
  /** The one being written; null where there is none or it is not hers to see. */
  readonly draft: { readonly id: string; readonly state: PaperState; readonly holder: string } | null;
  /** Final versions, newest first. */
  readonly versions: readonly PaperVersion[];
  /** 'begin' 'replace' */
  readonly may: readonly string[];
}
export type ReportPageView = ReportView & { readonly standing: PaperStanding };

/** A sentence that stands in one of two texts or differs between them; null = it is not there. */
export interface ChangedBlock {
  readonly block: string;
  readonly heading: string;
  readonly was: string | null;
  readonly now: string | null;
}
export interface PaperMoved {
  readonly at: string;
  readonly changes: readonly ChangedBlock[];
}
export const compareQuery = z.object({
  a: z.coerce.number().int().positive(),
  /** A version, or 'now': what would be written today. */
  b: z.union([z.literal('now'), z.coerce.number().int().positive()]),
});

export interface PaperRow {
  readonly kind: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly from: string;
  readonly to: string;
  readonly state: PaperState | 'final';
  readonly version: number;
  readonly draftId: string | null;
  readonly holder: string;
  readonly at: string;
  /** It waits for her as its second reader. */
  readonly waits: boolean;
}
export interface PapersView {
  readonly rows: readonly PaperRow[];
}
export const handedInQuery = z.object({
  unit: id,
  year: z.coerce.number().int().min(1949).max(2100).optional(),
  half: z.enum(['1', '2']).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
});
/** Who of the units below has a final report of the period, and who has not. Drafts below are not shown. */
export interface HandedIn {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly {
    readonly unit: UnitView;
    readonly final: { readonly version: number; readonly at: string } | null;
  }[];
}

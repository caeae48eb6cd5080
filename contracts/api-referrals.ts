import { z } from 'zod';
import { daySchema } from './day.ts';

/** Referrals (转办) to agencies outside our tree: what goes, on what ground, by a link of its own, and what comes back. */

/** Kinds of agency (issue 5 §3), as they are called. */
export const AGENCY_KINDS = {
  police: '公安机关',
  court: '人民法院',
  procuratorate: '人民检察院',
  justice: '司法行政、法律援助机构',
  'civil-affairs': '民政部门',
  hospital: '医疗机构',
  school: '学校、教育部门',
  counsel: '妇女维权律师',
} as const;
export type AgencyKind = keyof typeof AGENCY_KINDS;
const agencyKind = z.enum(Object.keys(AGENCY_KINDS) as [AgencyKind, ...AgencyKind[]], '请选交给哪一类单位。');

/** How she said that she agrees (怎么同意的). */
export const CONSENT_WAYS = {
  face: '当面说的',
  phone: '电话里说的',
  written: '书面签字',
  online: '在网上页面写的',
} as const;
export type ConsentWay = keyof typeof CONSENT_WAYS;

/** What an agency answers (答复的结果). */
export const ANSWERS = {
  done: '已经处理',
  'not-ours': '不归我们管',
  refused: '不予处理',
} as const;
export type AnswerKind = keyof typeof ANSWERS;

/** A law under which is reported without her consent (强制报告): pure data of institutions/rights. */
export interface MustReport {
  readonly key: string;
  readonly law: string;
  readonly article: string;
  /** When it applies, in a plain sentence. */
  readonly when: string;
  /** To whom it allows to report. */
  readonly to: readonly AgencyKind[];
  /** Parameter with the days in which they tell what became of it; null = the kind's own days. */
  readonly days: string | null;
}

const id = z.uuid('编号不对。');
const requestKey = z.string().min(8).max(100);
const fieldKeys = z.array(z.string().max(60)).max(60);
const words = (most: number) => z.string().trim().max(most, `最多 ${most} 个字。`);
const said = (most: number, ask: string) => words(most).min(2, ask);

export const referralParams = z.object({ id });
export const sendReferralBody = z.strictObject({
  requestKey,
  kind: agencyKind,
  agency: said(60, '请写清是哪个单位,例如:鼓楼区公安分局水部派出所。'),
  ask: said(1000, '请写清要对方办什么。'),
  /** Telephone of the responsible person for questions. */
  callBack: words(60).default(''),
  /** Keys of the matter's fields that go. */
  fields: fieldKeys,
  /** Days until the answer; left out: the setting of the kind. */
  days: z.number().int().min(1, '至少 1 天。').max(60, '最多 60 天。').nullable().default(null),
  consent: z
    .strictObject({
      /** What she agreed may go. */
      fields: fieldKeys,
      way: z.enum(Object.keys(CONSENT_WAYS) as [ConsentWay, ...ConsentWay[]], '请选她是怎么同意的。'),
      day: daySchema,
      words: words(300).default(''),
    })
    .nullable()
    .default(null),
  /** In place of consent: a law that says so, and the facts that make it so. */
  law: z
    .strictObject({ key: z.string().max(60), why: said(500, '请写清是什么情况必须报告。') })
    .nullable()
    .default(null),
});
export type SendReferral = z.output<typeof sendReferralBody>;

export const tendReferralBody = z.strictObject({
  requestKey,
  version: z.number().int().positive(),
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('withdraw'), words: said(300, '请写一句为什么收回。') }),
    z.strictObject({ kind: z.literal('reply'), words: said(1000, '请写回复的话。') }),
    z.strictObject({ kind: z.literal('chase'), words: said(300, '请写怎么催的、谁接的。') }),
    z.strictObject({ kind: z.literal('read') }),
    z.strictObject({
      kind: z.literal('answered'),
      day: daySchema,
      way: said(40, '请写怎么答复的,例如:来函、电话。'),
      outcome: z.enum(Object.keys(ANSWERS) as [AnswerKind, ...AnswerKind[]], '请选结果。'),
      words: said(2000, '请写答复的内容。'),
    }),
    z.strictObject({ kind: z.literal('paper-sent'), day: daySchema, number: words(60) }),
  ]),
});
export type TendReferral = z.output<typeof tendReferralBody>;
export const renewLinkBody = z.strictObject({ requestKey, version: z.number().int().positive() });
export const referralPaperBody = z.strictObject({
  /** Why it is written: they said nothing, refused, or what they did is not proper (处理不当). */
  reason: z.enum(['silent', 'refused', 'improper']),
  words: words(500).default(''),
  /** Labels of shared fields that stand in the paper. */
  fields: z.array(z.string().max(120)).max(60),
});
export type ReferralPaper = z.output<typeof referralPaperBody>;
export const referralCountsQuery = z.object({ unit: id });

export type ReferralState = 'sent' | 'accepted' | 'answered' | 'withdrawn' | 'expired';
/** What waits for our person: answer their question, read their answer, chase them, write the paper. */
export type ReferralNeeds = 'reply' | 'read' | 'chase' | 'urge';
export type ReferralEventKind =
  | 'sent'
  | 'opened'
  | 'wrong-pin'
  | 'locked'
  | 'accepted'
  | 'asked'
  | 'replied'
  | 'chased'
  | 'due'
  | 'silent'
  | 'answered'
  | 'read'
  | 'withdrawn'
  | 'expired'
  | 'renewed'
  | 'paper-made'
  | 'paper-sent';

export interface SharedField {
  readonly label: string;
  readonly value: string;
}
export interface ReferralEventView {
  readonly at: string;
  readonly kind: ReferralEventKind;
  /** What was said, with who and how where that belongs to it. */
  readonly words: string;
}
export interface ReferralView {
  readonly id: string;
  readonly version: number;
  readonly kind: AgencyKind;
  readonly agency: string;
  readonly ask: string;
  readonly fields: readonly SharedField[];
  /** On what ground it went, in a sentence. */
  readonly ground: string;
  readonly at: string;
  /** Last day on which an answer is in time, and last day of the link. */
  readonly dueDay: string;
  readonly lastDay: string;
  readonly state: ReferralState;
  readonly isLate: boolean;
  readonly needs: ReferralNeeds | null;
  readonly opens: number;
  readonly isLocked: boolean;
  readonly accepted: { readonly person: string; readonly phone: string } | null;
  /** What they answered; null while they have not. */
  readonly outcome: AnswerKind | null;
  readonly events: readonly ReferralEventView[];
  readonly may: readonly (
    | 'withdraw'
    | 'renew'
    | 'reply'
    | 'chase'
    | 'read'
    | 'answered'
    | 'paper'
    | 'paper-sent'
  )[];
  /** What is written when they are silent: 督促处理意见, or a letter that asks (函) where the law names no such opinion. */
  readonly paper: 'urge' | 'ask';
  /** Labels of what went that may stand in it: nothing by which she is recognised. */
  readonly paperFields: readonly string[];
}
export interface ReferralsView {
  readonly maySend: boolean;
  /** What could go: the matter's filled fields; `isPersonal` = by it she is recognised. */
  readonly offer: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: string;
    readonly isPersonal: boolean;
  }[];
  readonly kinds: readonly { readonly kind: AgencyKind; readonly name: string; readonly days: number }[];
  readonly laws: readonly MustReport[];
  readonly referrals: readonly ReferralView[];
}
/** Shown once: the address and, by another way, the PIN. */
export interface ReferralLink {
  readonly id: string;
  readonly path: string;
  readonly pin: string;
  readonly lastDay: string;
}
/** Numbers only (只数件数). */
export interface ReferralCounts {
  readonly sent: number;
  readonly inTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly silent: number;
  readonly withdrawn: number;
}

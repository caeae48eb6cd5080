import { z } from 'zod';

/**
 * How a woman may be reached without danger (安全联系): ways, hours of weekdays, what may be left with whom, under what
 * harmless name we speak. Everything that the house says to her obeys it (R-21; SECURITY 20).
 */
export const CONTACT_WAYS = {
  call: '打电话',
  sms: '发短信',
  wechat: '发微信',
  letter: '寄信',
  visit: '上门',
} as const;
export type ContactWay = keyof typeof CONTACT_WAYS;
const WAYS = Object.keys(CONTACT_WAYS) as [ContactWay, ...ContactWay[]];
export const contactWaySchema = z.enum(WAYS);

/** What is done when somebody else answers. */
export const CONTACT_COVER = {
  silent: '不是本人接,就挂断,什么也别说',
  disguised: '不是本人接,就用无害的名义说',
  open: '可以说是妇联',
} as const;
export type ContactCover = keyof typeof CONTACT_COVER;

/** Where she names no cover of her own: nothing that anybody would ask about. */
export const HARMLESS = { name: '社区图书角', words: '您借的书有消息了,方便时请来一趟' } as const;
export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const clock = z.string().regex(CLOCK, '时间要写成 09:30 这样。');
const line = (most: number) => z.string().trim().max(most, `最多写 ${most} 个字。`);
/** One stretch of hours on some weekdays, 1 = Monday; `to` not after `from` runs past midnight into the next day. */
const hoursSchema = z
  .strictObject({
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1, '请选是周几。')
      .max(7)
      .transform((days) => [...new Set(days)].sort()),
    from: clock,
    to: clock,
  })
  .refine((h) => h.from !== h.to, {
    message: '开始和结束是同一个时间。全天都行的,请选“什么时候都行”。',
    path: ['to'],
  });
export type ContactHours = z.infer<typeof hoursSchema>;

export const contactPlanSchema = z
  .strictObject({
    /** None: nobody reaches out to her; she comes herself, or looks by her receipt code. */
    ways: z
      .array(contactWaySchema)
      .max(WAYS.length)
      .transform((ways) => WAYS.filter((w) => ways.includes(w))),
    number: line(40),
    /** WeChat name, address for letters and visits. */
    address: line(120),
    anytime: z.boolean(),
    hours: z.array(hoursSchema).max(7, '最多写 7 段时间。'),
    /** Also on legal holidays, when the family is at home. */
    holidays: z.boolean(),
    /** With whom a message may be left; empty: with nobody. */
    leaveWith: line(40),
    cover: z.enum(['silent', 'disguised', 'open']),
    coverName: line(20),
    coverWords: line(60),
    /** By which she says that somebody is listening. */
    codeWord: line(30),
    note: line(200),
  })
  .superRefine((p, context) => {
    const say = (field: string, message: string): void => {
      context.addIssue({ code: 'custom', message, path: [field] });
    };
    const timed = p.ways.some((w) => w !== 'letter');
    if (timed && !p.anytime && p.hours.length === 0)
      say('hours', '请写什么时候可以;什么时候都行的,请选“什么时候都行”。');
    if (p.ways.some((w) => w === 'call' || w === 'sms') && p.number === '')
      say('number', '打电话、发短信要写号码。');
    if (p.ways.includes('letter') && p.address === '') say('address', '寄信要写地址。');
  });
export type ContactPlan = z.infer<typeof contactPlanSchema>;
/** Nobody reaches out to her: she comes herself, or looks by her receipt code. */
export const NO_CONTACT: ContactPlan = {
  ways: [],
  number: '',
  address: '',
  anytime: false,
  hours: [],
  holidays: false,
  leaveWith: '',
  cover: 'silent',
  coverName: '',
  coverWords: '',
  codeWord: '',
  note: '',
};

const requestKey = z.string().min(8).max(100);
export const changeContactBody = z.strictObject({
  requestKey,
  /** The version that she saw; null: none was there. */
  seen: z.uuid().nullable(),
  plan: contactPlanSchema,
});
const moment = z.iso.datetime({ offset: true, message: '时间要写成 2026-11-03T08:00:00+08:00 这样。' });
export const OUTCOMES = {
  reached: '联系上她本人',
  nobody: '没人接、没回',
  other: '是别人接的',
  stopped: '她用暗语,不方便',
} as const;
export type ContactOutcome = keyof typeof OUTCOMES;
export const contactEventBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attempt'),
    requestKey,
    /** `she`: she came or called by herself. */
    way: z.enum([...WAYS, 'she']),
    at: moment,
    outcome: z.enum(['reached', 'nobody', 'other', 'stopped']),
    words: line(500),
    reason: line(200),
    /** The message that was given by it. */
    message: z.uuid().nullable(),
  }),
  z.strictObject({ kind: z.literal('message'), requestKey, words: line(300).min(2, '请写要告诉她什么。') }),
  z.strictObject({
    kind: z.literal('drop'),
    requestKey,
    message: z.uuid(),
    reason: line(200).min(2, '请写为什么不用告诉她了。'),
  }),
]);
export type ContactEventBody = z.infer<typeof contactEventBody>;

export const MESSAGES = {
  answer: '您问的事有答复了',
  rate: '请您说说满意不满意',
  remind: '保护令快到期了,要不要延长',
  own: '有话要告诉您',
} as const;
export type MessageKind = keyof typeof MESSAGES;

/** Whether she may be reached at this moment, and what to say; worked out by the server. */
export interface ContactView {
  /** The version that a change is made from. */
  readonly seen: string | null;
  readonly plan: ContactPlan | null;
  /** How she is reached as the matter has it, where the plan names none. */
  readonly number: string;
  /** Violence: what is not known to be safe is refused. */
  readonly strict: boolean;
  readonly standing: ContactStanding;
  readonly hoursInWords: string;
  readonly wording: ContactWording;
  /** She has a receipt code, and reads on her page what waits for her. */
  readonly hasPage: boolean;
  readonly mine: boolean;
  readonly messages: readonly ContactMessage[];
  readonly attempts: readonly {
    readonly id: string;
    readonly at: string;
    readonly way: ContactWay | 'she' | 'page';
    readonly outcome: ContactOutcome | null;
    readonly words: string;
    readonly reason: string;
    readonly by: string;
  }[];
  readonly history: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string;
    readonly words: string;
  }[];
  readonly now: string;
}
export interface ContactMessage {
  readonly id: string;
  readonly at: string;
  readonly what: MessageKind;
  readonly words: string;
  /** Not to be told before; null: at once. */
  readonly from: string | null;
  /** The next moment at which it may be told; null: no safe way, it waits for her. */
  readonly next: string | null;
}
export type ContactStanding =
  | { readonly now: true; readonly until: string | null }
  | { readonly now: false; readonly why: 'unknown' | 'none' | 'hours'; readonly next: string | null };
export interface ContactWording {
  /** How a call begins; what is said when somebody else answers; the one sentence that may be written. */
  readonly spoken: string;
  readonly other: string;
  readonly written: string;
}

import {
  AGENCY_KINDS,
  CONSENT_WAYS,
  type MustReport,
  type SendReferral,
} from '../../contracts/api-referrals.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { FieldProblem } from '../platform/errors/index.ts';
import type { Referral, Sent } from './referral.ts';

/** Wrong PINs after which a link is locked: six of a million guesses, ever. */
export const MOST_WRONG_PINS = 6;
const LONGER = 10;

/** Midnight in China at which a day begins. */
const beginOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000);
/** The last day before a first moment that is too late. */
export const lastDayOf = (moment: Date): string => chinaDay(new Date(moment.getTime() - 1));

/** First moments too late, of calendar days counted whole from the day after sending (民法典 201). Pure. */
export function momentsOf(
  at: Date,
  o: { readonly days: number; readonly urgeDays: number; readonly linkDays: number },
): Pick<Referral, 'dueAt' | 'urgeAt' | 'expiresAt'> {
  const today = chinaDay(at);
  const after = (days: number): Date => beginOf(addDays(today, days + 1));
  return {
    dueAt: after(o.days),
    urgeAt: after(o.days + o.urgeDays),
    expiresAt: after(Math.max(o.linkDays, o.days + o.urgeDays + LONGER)),
  };
}

/** True while the agency may still do something by it. */
export const isOpen = (r: Pick<Referral, 'state'>): boolean => r.state === 'sent' || r.state === 'accepted';
export const isLate = (r: Referral, at: Date): boolean =>
  (r.answeredAt ?? r.askedAt ?? at).getTime() >= r.dueAt.getTime();

/** When the sweep must look at it next; null = never again. While their question waits for us, only for the link's end. */
export function nextOf(r: Referral): Date | null {
  if (!isOpen(r)) return null;
  if (r.askedAt) return r.expiresAt;
  const moments = [r.dueToldAt ? null : r.dueAt, r.silentAt ? null : r.urgeAt, r.expiresAt];
  return moments.reduce<Date | null>((a, b) => (a && b ? (a < b ? a : b) : (a ?? b)), null);
}

/** Our days to answer their question are given back to them, whole (like a clock that was stopped). */
export function answered(r: Referral, at: Date): Referral {
  if (!r.askedAt) return r;
  const days = Math.round((Date.parse(chinaDay(at)) - Date.parse(chinaDay(r.askedAt))) / 86_400_000);
  const later = (moment: Date): Date => new Date(moment.getTime() + days * 86_400_000);
  return {
    ...r,
    askedAt: null,
    dueAt: later(r.dueAt),
    urgeAt: later(r.urgeAt),
    expiresAt: later(r.expiresAt),
  };
}

export interface Offer {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly isPersonal: boolean;
}

/**
 * What stands in the way of sending (all at once): only what the matter holds, only what she agreed to, agreed not after
 * today; without her consent only under a law that names this kind of agency. Pure.
 */
export function problemsOf(
  body: SendReferral,
  o: { readonly offer: readonly Offer[]; readonly laws: readonly MustReport[]; readonly today: string },
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  const label = (key: string): string => o.offer.find((f) => f.key === key)?.label ?? key;
  const unknown = [...body.fields, ...(body.consent?.fields ?? [])].filter(
    (key) => !o.offer.some((f) => f.key === key),
  );
  if (unknown.length > 0) say('fields', '有的内容这件事里没有,或者还没有填。请刷新页面再选。');
  if (!body.consent && !body.law)
    say('consent', '没有她的同意,不能交出去。请先问她,记下怎么同意的;依法必须报告的,选法律依据。');
  if (body.consent && body.law)
    say('consent', '她同意的,不用再选法律依据;依法报告的,不用写同意。请只留一样。');
  if (body.consent) {
    const beyond = body.fields.filter((key) => !body.consent?.fields.includes(key)).map(label);
    if (beyond.length > 0) say('fields', `她没有同意交出:${beyond.join('、')}。请去掉,或者再问她。`);
    if (body.consent.day > o.today) say('consent.day', '同意的日期还没有到,请核对。');
  }
  if (body.law) {
    const law = o.laws.find((l) => l.key === body.law?.key);
    if (!law) say('law', '请选法律依据。');
    else if (!law.to.includes(body.kind))
      say(
        'law',
        `${law.law}${law.article}的报告只能交给:${law.to.map((k) => AGENCY_KINDS[k]).join('、')}。交给别的单位要她同意。`,
      );
  }
  return problems;
}

/** On what ground it went, in a sentence. Pure. */
export function groundOf(sent: Sent): string {
  if (sent.law) return `依法报告,不以本人同意为前提:${sent.law.name}。情况:${sent.law.why}`;
  const c = sent.consent;
  if (!c) return '';
  const what = c.labels.length > 0 ? `交出:${c.labels.join('、')}` : '不交出登记的内容,只转要办的事';
  return `她 ${dayWords(c.day)} 同意(${CONSENT_WAYS[c.way]}),${what}。${c.words}`;
}

export const dayWords = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

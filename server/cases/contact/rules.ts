import { CONTACT_WAYS, type ContactPlan, type ContactWay } from '../../../contracts/safe-contact.ts';
import type { Matter } from '../../flows/index.ts';
import { type IsHoliday, standingAt, whyNot } from './hours.ts';
import { hoursInWords, waysInWords } from './wording.ts';

/**
 * Whether what is not known to be safe is refused and not only explained: a case of violence, whatever kind of matter it is
 * kept in, or one where there was danger. Pure.
 */
export const isStrict = ({ flow, data }: Pick<Matter, 'flow' | 'data'>): boolean =>
  flow === 'violence' ||
  data['cause'] === '家庭暴力' ||
  (typeof data['violence-there'] === 'string' && data['violence-there'] !== '没有') ||
  data['hardship'] === '遭受家庭暴力、虐待、遗弃' ||
  (typeof data['danger'] === 'string' && data['danger'] !== '没有');

/** 11月3日 20:00, of China. */
export function momentInWords(at: Date): string {
  const clock = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${Number(clock.slice(5, 7))}月${Number(clock.slice(8, 10))}日 ${clock.slice(11, 16)}`;
}

/**
 * Why she must not be reached in a way at a moment, in a sentence that says what to do; null: she may. Pure.
 */
export function refusalOf(
  plan: ContactPlan | null,
  way: ContactWay,
  at: Date,
  isHoliday: IsHoliday,
): string | null {
  const why = whyNot(plan, way, at, isHoliday);
  if (why === null || (why !== 'unknown' && !plan)) return null;
  if (why === 'unknown' || !plan)
    return '还没有问过她怎么联系才安全,不能联系她。等她来或打来时先问;她现在有危险的,打 110。';
  if (why === 'way')
    return plan.ways.length === 0
      ? '她说过不要联系她:等她自己来,或者凭回执码看。她改了主意的,先改「怎么联系她才安全」。'
      : `她没有说可以${CONTACT_WAYS[way]},只能${waysInWords(plan)}。她改了主意的,先改「怎么联系她才安全」。`;
  const standing = standingAt(plan, at, isHoliday);
  const next = standing.now || !standing.next ? '' : `最近能联系的时间是 ${momentInWords(standing.next)}。`;
  return `${momentInWords(at)} 不在她说的时间里(${hoursInWords(plan)})。${next}她有危险的,打 110。`;
}

/** What stands in the way of a day on which she is to be visited; null: nothing. Pure. */
export function dayRefusal(plan: ContactPlan, day: string, hasHours: boolean, today: string): string | null {
  if (plan.ways.length === 0 || plan.ways.every((w) => w === 'letter') || hasHours || day < today)
    return null;
  return `那一天没有她觉得安全的时间(${hoursInWords(plan)})。请换一天,或者先问她。`;
}

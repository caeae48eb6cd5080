import type { Box, MatterRow } from '../../../../contracts/api-flows.ts';

export const BOX_NAMES: Readonly<Record<Box, string>> = {
  todo: '待办',
  read: '传阅',
  late: '超期',
  past: '经手',
};
export const BOX_EMPTY: Readonly<Record<Box, string>> = {
  todo: '没有要您办的事',
  read: '没有传给您看的',
  late: '没有超期的',
  past: '还没有经手过的事',
};
export const WHY_NAMES: Readonly<Record<MatterRow['why'], string>> = {
  hold: '由您负责',
  offer: '等您接收',
  sign: '请您会签',
  read: '请您阅',
  late: '超期,请您过问',
  own: '您发起的',
  past: '您经手过',
};
export const PART_NAMES: Readonly<Record<MatterRow['why'], string>> = {
  hold: '责任人',
  offer: '待接收',
  sign: '待会签',
  read: '待阅',
  late: '领导(因超期)',
  own: '发起人',
  past: '经手',
};

/** How far a moment is, in words people use: '还有 2 天', '今天到期', '超期 3 天'. Days of China. */
export function howFar(due: string, now: string): { text: string; tone: 'late' | 'soon' | 'calm' } {
  const day = (iso: string, shift: number): number =>
    Math.floor((Date.parse(iso) + shift + 8 * 3_600_000) / 86_400_000);
  // The due moment is the first that is too late: the last good day is a millisecond before it.
  const left = day(due, -1) - day(now, 0);
  if (Date.parse(due) <= Date.parse(now)) {
    const past = day(now, 0) - day(due, -1);
    return { text: past > 0 ? `超期 ${past} 天` : '已过时限', tone: 'late' };
  }
  if (left === 0) return { text: '今天到期', tone: 'soon' };
  if (left === 1) return { text: '明天到期', tone: 'soon' };
  return { text: `还有 ${left} 天`, tone: left <= 3 ? 'soon' : 'calm' };
}

/** The same for a clock of hours: '还有 58 分钟', '还有 23 小时', '已过 2 小时'. */
export function hoursLeft(due: string, now: string): { text: string; tone: 'late' | 'soon' | 'calm' } {
  const minutes = Math.ceil((Date.parse(due) - Date.parse(now)) / 60_000);
  const words = (n: number): string => (n < 120 ? `${n} 分钟` : `${Math.floor(n / 60)} 小时`);
  if (minutes <= 0) return { text: `已过 ${words(Math.max(1, -minutes))}`, tone: 'late' };
  return { text: `还有 ${words(minutes)}`, tone: minutes <= 24 * 60 ? 'soon' : 'calm' };
}

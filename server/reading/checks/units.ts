/**
 * Families of unit words: figures of one family can be added and compared. 人、名、位 are one family, 人次 another (one person
 * may come twice). Words of no family stand for themselves.
 */
const FAMILIES: Record<string, string> = {};
const put = (family: string, words: string) => {
  for (const word of words.split(' ')) FAMILIES[word] = family;
};
put('person', '人 名 位 口 个人');
put('attendance', '人次 人(次) 人（次）');
put('case', '件 起 宗 例 案 件次 案件 件(次) 起次 批次 件/次');
put('event', '场 场次 次 场(次) 场（次） 次数 回');
put('class', '期 班 期次 期(次)');
put('household', '户');
put('money', '元 万元 亿元 元钱 块');
put('percent', '%');
put('permille', '‰');
put('point', '个百分点 百分点 个千分点 千分点');
put('per100k', '/10万 /十万 /100000');
put('per10k', '/万 ‱');
put('fold', '倍 番');
put('place', '个 家 所 处 支 座 间 站');
put('paper', '份 册 本 张 条');
put('time', '年 个月 月 天 日 周 小时 分钟 学时 课时 季度 年度 岁 周岁 周年 工作日 个工作日');
put('area', '亩 万亩');

/** The family of a unit word; an unwritten unit has the family ''. */
export function familyOf(unit: string): string {
  const word = unit.replace(/\s/g, '').replace('（', '(').replace('）', ')');
  return FAMILIES[word] ?? word;
}

/** Whether two figures count the same kind of thing, as far as their unit words tell. An unwritten unit fits any count. */
export function fits(a: string, b: string): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return !RATES.has(a) && !RATES.has(b);
  return false;
}

const RATES = new Set(['percent', 'permille', 'point', 'fold', 'per100k', 'per10k']);

/** Rates cannot be added up like counts. */
export const isRate = (family: string) => RATES.has(family);

/** Spans of time are no parts and no wholes of what is counted. */
export const isTime = (family: string) => family === 'time';

/** Persons may be a part of attendances (3200 women of 8500 人次); the other way round nothing follows. */
export function partFits(part: string, whole: string): boolean {
  return fits(part, whole) || (part === 'person' && whole === 'attendance');
}

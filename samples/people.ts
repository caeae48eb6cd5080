/** Names of persons who do not exist, marked as such wherever they show: 样例甲01（样例）… No name is taken from a source. */
const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/** The n-th invented person: 样例甲01 … 样例癸99, then 样例甲100 and so on. */
export function inventedName(n: number): string {
  const stem = STEMS[n % STEMS.length] ?? '甲';
  return `样例${stem}${String(Math.floor(n / STEMS.length) + 1).padStart(2, '0')}`;
}

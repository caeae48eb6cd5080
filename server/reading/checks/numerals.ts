const DIGIT: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** Small whole numbers as they count items: 三, 两, 十二, 4. Null when it is none. */
export function numeral(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const hit = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(word);
  if (!hit || word === '') return null;
  const [, tens, ten, ones] = hit;
  if (!ten) return ones ? null : (DIGIT[tens ?? ''] ?? null);
  return (tens ? (DIGIT[tens] ?? 1) : 1) * 10 + (ones ? (DIGIT[ones] ?? 0) : 0);
}

const PERIOD =
  /(?:(?:19|20)(?:\d\d|[xX*_]{2}|\d[xX*_])年(?:度)?(?:上半年|下半年|\d{1,2}月(?:份|底|末)?|[一二三四]季度|第[一二三四]季度|以来|底|末|初)?(?:(?:-{1,2}|至|到)(?:(?:19|20)\d\d年|\d{1,2}月(?:份)?))?|\d{1,2}(?:-|至)\d{1,2}月(?:份)?|(?:今年|去年|上年|本年|前年|明年)(?:以来|来|全年|上半年|下半年|[一二三四五六七八九十\d]{1,3}月(?:份|底|初)?|底|初|末)?|一年来|近年来|几年来|五年来|三年来|近[一两二三四五]年|上半年|下半年|全年|[一二三四]季度|目前|截[至止](?:到)?(?:目前|今年|去年|本月|上月|\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年底|底|末|中旬|上旬|下旬)?|到目前为止|年初|年底|本月|上月|\d{1,2}月份|“?十[一二三四五]?五”?期间)/g;

/** The stated times of a sentence, in order. */
export function periodsOf(sentence: string): { at: number; words: string }[] {
  return [...sentence.matchAll(PERIOD)].map((hit) => ({ at: hit.index, words: hit[0] }));
}

/** The last stated time of a text, or null. */
export const lastPeriod = (text: string): string | null => periodsOf(text).at(-1)?.words ?? null;

/** Words of every report; two nouns that share only these speak of different things. */
const COMMON = /妇女|人员|工作|活动|农村|全县|全市|组织|各级|参加|实现|建设|开展|女性|群众|服务/;

/** Whether two nouns have a word of two characters in common that says something. */
export function shareWord(x: string, y: string): boolean {
  for (let k = 0; k + 2 <= x.length; k++) {
    const two = x.slice(k, k + 2);
    if (y.includes(two) && !COMMON.test(two)) return true;
  }
  return false;
}

/** Numbers of like length that differ in one digit. */
export const oneDigitApart = (a: string, b: string) =>
  a.length === b.length && [...a].filter((digit, k) => digit !== b[k]).length === 1;

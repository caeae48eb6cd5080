/**
 * Pinyin initials without a dictionary: the browser's own Chinese collation is in pinyin order, so a character belongs
 * to the letter whose first character sorts just before it. Good enough for names of ledgers and figures, where a
 * wrong reading of one rare character costs nothing; names of units are searched by the server with real readings.
 */
const FIRST: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '扨'],
  ['t', '它'],
  ['w', '穵'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
];
const order = new Intl.Collator('zh-CN-u-co-pinyin');

/** '富余劳动力' → 'fyldl'; letters and digits stay, signs fall out. */
export function initialsOf(text: string): string {
  let initials = '';
  for (const char of text) {
    if (/[a-z0-9]/i.test(char)) initials += char.toLowerCase();
    else if (/[\u4e00-\u9fff]/.test(char))
      initials += FIRST.findLast(([, first]) => order.compare(first, char) <= 0)?.[0] ?? '';
  }
  return initials;
}

/**
 * How well what was typed finds a text: by its beginning, by words in it, by the beginning of its initials, by initials in
 * it, by some of the initials in order ('fldl' finds 富余劳动力). Smaller is better; null is not at all.
 */
export function rank(typed: string, text: string): number | null {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return 0;
  const at = text.toLowerCase().indexOf(wanted);
  if (at >= 0) return at === 0 ? 0 : 1;
  if (!/^[a-z0-9]+$/.test(wanted)) return null;
  const initials = initialsOf(text);
  const place = initials.indexOf(wanted);
  if (place >= 0) return place === 0 ? 2 : 3;
  return wanted.length >= 2 && inOrder(wanted, initials) ? 4 : null;
}

export const matches = (typed: string, text: string): boolean => rank(typed, text) !== null;

/** Those that match, best first; equals keep their order. */
export function bestFirst<T>(typed: string, all: readonly T[], name: (one: T) => string): T[] {
  return all
    .map((one) => ({ one, place: rank(typed, name(one)) }))
    .filter((x): x is { one: T; place: number } => x.place !== null)
    .sort((a, b) => a.place - b.place)
    .map((x) => x.one);
}

function inOrder(wanted: string, initials: string): boolean {
  let at = 0;
  for (const letter of initials) if (letter === wanted[at]) at += 1;
  return at === wanted.length;
}

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

/** Does the text, or do its initials, hold what was typed? Initials may be typed with others between them: 'fldl' finds 富余劳动力. */
export function matches(typed: string, text: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  if (text.toLowerCase().includes(wanted)) return true;
  return /^[a-z0-9]+$/.test(wanted) && inOrder(wanted, initialsOf(text));
}

function inOrder(wanted: string, initials: string): boolean {
  let at = 0;
  for (const letter of initials) if (letter === wanted[at]) at += 1;
  return wanted.length >= 2 ? at === wanted.length : initials.startsWith(wanted);
}

import { COMMON_PASSWORDS } from './common-passwords.ts';

/**
 * Rules for a new password (SECURITY 2): long and unlike what everybody takes. `plain` is ours (ASVS 6.2: no classes of
 * signs, no ageing); `classified` is for an office whose inspection asks for classes and a change every ninety days
 * (GB/T 22239-2019 8.1.4.1 a).
 */
export interface PasswordProfile {
  readonly least: number;
  /** Of small letters, capitals, digits, other signs: how many kinds at least. */
  readonly kinds: number;
  /** Days after which a new one must be chosen; null = never. */
  readonly days: number | null;
}
export const PASSWORD_PROFILES = {
  plain: { least: 10, kinds: 1, days: null },
  classified: { least: 10, kinds: 3, days: 90 },
} as const satisfies Record<string, PasswordProfile>;

const MOST = 128;
const CONTEXT = ['妇联', 'fulian', 'funv', 'funü', 'halfsky', 'banbiantian', '半边天', '12338'];
/** Rows of keys and of the alphabet, both ways: a piece of five signs or more is no secret. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz', '!@#$%^&*()'];
const WALKS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]).flatMap((row) =>
  Array.from({ length: row.length - 4 }, (_, size) => size + 5).flatMap((size) =>
    Array.from({ length: row.length - size + 1 }, (_, at) => row.slice(at, at + size)),
  ),
);

/** Why a password is refused, as a sentence; null when it is fine. `own` are her login, name, unit, phone. */
export function passwordProblem(
  password: string,
  own: readonly string[],
  profile: PasswordProfile = PASSWORD_PROFILES.plain,
): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const size = [...password].length;
  if (size < profile.least)
    return `密码至少 ${profile.least} 位,现在是 ${size} 位。几个不相干的词连起来,又长又好记。`;
  if (size > MOST) return `密码最多 ${MOST} 位。`;
  if (kindsIn(password) < profile.kinds)
    return `密码要有小写字母、大写字母、数字、符号中的至少 ${profile.kinds} 种。`;
  if (isCommon(plain)) return '这个密码太常见,容易被猜到,请换一个。';
  const words = [...CONTEXT, ...own.map((o) => o.trim().toLowerCase())].filter((w) => [...w].length >= 2);
  if (lettersLeft(plain, words) < 5) return '密码里不要用账号、姓名、单位或“妇联”这类词,换几个不相干的词。';
  return null;
}

/** What has to be guessed when these words are taken out: letters and characters, since digits are years and counts. */
function lettersLeft(plain: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), plain);
  return rest === plain ? Number.POSITIVE_INFINITY : [...rest.replace(/[\s\d\p{P}\p{S}]/gu, '')].length;
}

function kindsIn(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{Ll}\p{Lu}\d]/u].filter((kind) => kind.test(password)).length;
}

/** Made of few signs, one piece repeated, digits alone, a walk over the keys, or a word that everybody takes. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 4 || /^(.{1,4})\1+$/u.test(plain)) return true;
  if (/^\d{1,15}$|^1[3-9]\d{9}\D?$|^\d{17}[\dx]$/.test(plain)) return true;
  return lettersLeft(plain, [...COMMON_PASSWORDS, ...WALKS.filter((walk) => plain.includes(walk))]) < 5;
}

import type { InitialsTable, ReadInitials } from './initials.ts';
import { initialsReader } from './initials.ts';

/** A slow reader that knows phrases: one letter a–z for each character of the text, '' where it knows none. */
export type Teacher = (text: string) => readonly string[];

interface Lesson {
  readonly characters: readonly string[];
  readonly letters: readonly string[];
}

const FIRST = 0x3400;
const LAST = 0x9fff;
const CJK = /^[\u3400-\u9fff]+$/;

/**
 * Learns a table from the teacher: a letter per character, phrases of two to four characters that are read
 * one way wherever they stand in `names`, and the whole names that remain. Reads each of `names` as taught.
 */
export function learnInitials(names: Iterable<string>, teach: Teacher): InitialsTable {
  const distinct = [...new Set(names)].sort();
  const alone = { ...singleCharacters(distinct, teach), phrases: {}, names: {} };
  const readAlone = initialsReader(alone);
  const lessons = distinct.map((name) => lessonOf(name, teach(name), readAlone));
  const phrases: Record<string, string> = {};
  for (const size of [2, 3, 4]) {
    const read = initialsReader({ ...alone, phrases });
    const wrong = lessons.filter((lesson) => !isRead(lesson, read));
    for (const [phrase, letters] of phrasesOf(size, wrong, lessons, readAlone)) phrases[phrase] = letters;
  }
  const read = initialsReader({ ...alone, phrases });
  const rest = lessons.filter((lesson) => !isRead(lesson, read));
  return {
    ...alone,
    phrases: sorted(Object.entries(phrases)),
    names: sorted(rest.map(({ characters, letters }) => [characters.join(''), letters.join('')])),
  };
}

function singleCharacters(
  names: readonly string[],
  teach: Teacher,
): Pick<InitialsTable, 'letters' | 'others'> {
  let letters = '';
  for (let code = FIRST; code <= LAST; code++) letters += teach(String.fromCharCode(code))[0] || '?';
  const strange = new Set(
    names.flatMap((name) => [...name]).filter((c) => c.charCodeAt(0) > 0x7f && !CJK.test(c)),
  );
  const known = [...strange].map((c): [string, string] => [c, teach(c)[0] ?? '']);
  return { letters, others: sorted(known.filter(([, letter]) => letter !== '')) };
}

function lessonOf(name: string, taught: readonly string[], alone: ReadInitials): Lesson {
  const characters = [...name];
  return { characters, letters: characters.map((character, at) => taught[at] || alone(character)) };
}

const isRead = ({ characters, letters }: Lesson, read: ReadInitials): boolean =>
  read(characters.join('')) === letters.join('');

/** For each letter of a wrong lesson that its character alone does not explain: its most used sure window. */
function phrasesOf(
  size: number,
  wrong: readonly Lesson[],
  all: readonly Lesson[],
  alone: ReadInitials,
): Map<string, string> {
  const candidates = new Map<string, { letters: string; uses: number; sure: boolean }>();
  const odd = wrong.flatMap((lesson) =>
    lesson.characters.flatMap((character, at) => {
      const windows = lesson.letters[at] === alone(character) ? [] : windowsOf(lesson, size, at);
      for (const { phrase, letters } of windows) candidates.set(phrase, { letters, uses: 0, sure: true });
      return windows.length > 0 ? [windows] : [];
    }),
  );
  for (const lesson of all) {
    for (let from = 0; from + size <= lesson.characters.length; from++) {
      const candidate = candidates.get(lesson.characters.slice(from, from + size).join(''));
      if (!candidate) continue;
      candidate.uses++;
      candidate.sure &&= candidate.letters === lesson.letters.slice(from, from + size).join('');
    }
  }
  const chosen = new Map<string, string>();
  for (const windows of odd) {
    const sure = windows.filter(({ phrase }) => candidates.get(phrase)?.sure);
    const uses = ({ phrase }: { phrase: string }): number => candidates.get(phrase)?.uses ?? 0;
    const best = sure.sort((a, b) => uses(b) - uses(a))[0];
    if (best) chosen.set(best.phrase, best.letters);
  }
  return chosen;
}

/** The windows of `size` Chinese characters that hold the place `at`. */
function windowsOf(
  { characters, letters }: Lesson,
  size: number,
  at: number,
): { phrase: string; letters: string }[] {
  const found = [];
  for (let from = Math.max(0, at - size + 1); from <= at && from + size <= characters.length; from++) {
    const phrase = characters.slice(from, from + size).join('');
    if (CJK.test(phrase)) found.push({ phrase, letters: letters.slice(from, from + size).join('') });
  }
  return found;
}

const sorted = (entries: readonly [string, string][]): Record<string, string> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

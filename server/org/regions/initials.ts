import { readFileSync } from 'node:fs';

/** What the derive script learned from pinyin-pro about the names of the shipped tree. */
export interface InitialsTable {
  /** One letter for each character from U+3400 on; '?' where no reading is known. */
  readonly letters: string;
  /** Characters outside that range. */
  readonly others: Readonly<Record<string, string>>;
  /** Two to four characters whose letters differ from those of the characters alone: 重庆 → cq, 长乐 → cl. */
  readonly phrases: Readonly<Record<string, string>>;
  /** Whole names that phrases cannot explain. */
  readonly names: Readonly<Record<string, string>>;
}

export type ReadInitials = (name: string) => string;

const FIRST = 0x3400;
const LONGEST_PHRASE = 4;
const TABLE_FILE = new URL('../../../data/regions/initials.json', import.meta.url);
let shipped: ReadInitials | undefined;

/**
 * Initials of a name for search, lower case: 福州市 → fzs, 重庆市 → cqs, 长乐区 → clq. Letters and digits stay,
 * punctuation goes. Equal to pinyin-pro with our place readings for every name of the shipped tree (the derive
 * script makes sure), and by its phrases for any other; about a microsecond a name.
 */
export function pinyinInitials(name: string): string {
  shipped ??= initialsReader(JSON.parse(readFileSync(TABLE_FILE, 'utf8')) as InitialsTable);
  return shipped(name);
}

/** Makes the reader of a table: whole names, then the longest phrase at each place, then single characters. */
export function initialsReader(table: InitialsTable): ReadInitials {
  const phrases = new Map(Object.entries(table.phrases));
  const names = new Map(Object.entries(table.names));
  const starts = new Set([...phrases.keys()].map((phrase) => phrase.charCodeAt(0)));
  return (name) => {
    const whole = names.get(name);
    if (whole !== undefined) return whole;
    let out = '';
    for (let at = 0; at < name.length; ) {
      const phrase = starts.has(name.charCodeAt(at)) ? longestPhrase(phrases, name, at) : undefined;
      if (phrase !== undefined) {
        out += phrase;
        at += phrase.length;
        continue;
      }
      const code = name.codePointAt(at) ?? 0;
      out += letterOf(code, table);
      at += code > 0xffff ? 2 : 1;
    }
    return out;
  };
}

function longestPhrase(phrases: Map<string, string>, name: string, at: number): string | undefined {
  for (let length = Math.min(LONGEST_PHRASE, name.length - at); length > 1; length--) {
    const letters = phrases.get(name.slice(at, at + length));
    if (letters !== undefined) return letters;
  }
  return undefined;
}

function letterOf(code: number, table: InitialsTable): string {
  const letter = table.letters[code - FIRST];
  if (letter !== undefined) return letter === '?' ? '' : letter;
  const character = String.fromCodePoint(code);
  const other = table.others[character];
  if (other !== undefined) return other;
  const plain = character.normalize('NFKC').toLowerCase();
  return /^[a-z0-9]$/.test(plain) ? plain : '';
}

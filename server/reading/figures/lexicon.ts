/** Word lists that are asked at a place in a text: which of these words begins here, which ends here? Longest first. */
export type Lexicon = { byFirst: Map<string, string[]>; byLast: Map<string, string[]> };

/** Makes a lexicon from words written with blanks and line ends between them; text after # is a remark. */
export function lexicon(...lists: string[]): Lexicon {
  const words = new Set(
    lists
      .join('\n')
      .split('\n')
      .flatMap((line) => (line.split('#')[0] ?? '').trim().split(/\s+/))
      .filter((word) => word !== ''),
  );
  const byFirst = new Map<string, string[]>();
  const byLast = new Map<string, string[]>();
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    put(byFirst, word.charAt(0), word);
    put(byLast, word.charAt(word.length - 1), word);
  }
  return { byFirst, byLast };
}

function put(map: Map<string, string[]>, key: string, word: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [word]);
  else known.push(word);
}

/** The longest word that begins at `at`, or ''. */
export function wordAt(words: Lexicon, text: string, at: number): string {
  for (const word of words.byFirst.get(text.charAt(at)) ?? []) if (text.startsWith(word, at)) return word;
  return '';
}

/** The longest word that ends just before `end`, or ''. */
export function wordBefore(words: Lexicon, text: string, end: number): string {
  for (const word of words.byLast.get(text.charAt(end - 1)) ?? []) {
    if (text.startsWith(word, end - word.length)) return word;
  }
  return '';
}

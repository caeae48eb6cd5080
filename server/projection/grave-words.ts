import type { GraveWords } from './kit.ts';

/**
 * Which classes of grave words stand in a text (R-34 重话), in the order of the list. Only the class leaves: it is asked while
 * the text lies open for its line, and the text goes no further. Widths, case and spaces between signs do not hide a word.
 * A word is taken as it stands, "没有想死" too: a person decides what it means. Pure.
 */
export function graveClasses(text: string, words: GraveWords): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return Object.entries(words)
    .filter(([, list]) => list.some((word) => plain.includes(word)))
    .map(([name]) => name);
}

import type { View } from './view.ts';

/** Where a text is cut: `clause` ，：、… `semi` ； `sentence` 。 `paragraph` a line that ends a thought. Positions are code points. */
export type Mark = { at: number; kind: 'clause' | 'semi' | 'sentence' | 'paragraph' };

const CUT = /[。！？!?；;，,：:\n.．]/g;
const FINAL = /[。！？!?；;：:.]\s*$/;
/** What a new item of a list looks like at the start of a line. */
const ITEM =
  /^[\s　]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）]|[①-⑳⑴-⒇]|第[一二三四五六七八九十\d]{1,3}[章节篇部条])/;
const NUMBERED = /^[\s　]*\d{1,3}[、.．]/;
/** A line this long that stops without punctuation was cut by a page, and the number that follows is the page's. */
const PAGE_LINE = 60;
/** A line shorter than this and without commas is a heading or a cell of a table. */
const HEADING = 60;

/** All cuts of a text in order, in one pass. A line break inside a sentence (page break, wrapped line) is none. */
export function marksOf(view: View): Mark[] {
  const { text } = view;
  const marks: Mark[] = [];
  let lineStart = 0;
  for (const hit of text.matchAll(CUT)) {
    const at = hit.index;
    const char = hit[0];
    if (char === '\n') {
      const line = text.slice(Math.max(lineStart, at - 200), at);
      const long = at - lineStart >= PAGE_LINE;
      const next = text.slice(at + 1, at + 16);
      const previousStart = lineStart;
      lineStart = at + 1;
      const pageBreak = long && !FINAL.test(line) && NUMBERED.test(next);
      const heading = at - previousStart < HEADING && !/[，,。；;、]/.test(line.replace(ITEM, ''));
      if (
        !pageBreak &&
        (FINAL.test(line) ||
          /^[\s　]*(?:\n|$)/.test(next) ||
          ITEM.test(next) ||
          line.trim() === '' ||
          heading)
      )
        marks.push({ at: view.pointOf(at), kind: 'paragraph' });
      continue;
    }
    if (char === '.' || char === '．') {
      if (/[\dA-Za-z.]/.test(text[at - 1] ?? '') || /[\d.]/.test(text[at + 1] ?? '')) continue;
      marks.push({ at: view.pointOf(at), kind: 'sentence' });
      continue;
    }
    if (
      (char === ',' || char === '，') &&
      /\d/.test(text[at - 1] ?? '') &&
      /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5))
    )
      continue;
    const kind = '。！？!?'.includes(char) ? 'sentence' : '；;'.includes(char) ? 'semi' : 'clause';
    marks.push({ at: view.pointOf(at), kind });
  }
  return marks;
}

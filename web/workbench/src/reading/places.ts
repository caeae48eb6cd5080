/** Places in a text: the server counts characters (code points), a page cuts strings (UTF-16 units). */

/** Turns a place in characters into one in string units. Without rare characters both are the same and nothing is kept. */
export function unitPlaces(text: string): (place: number) => number {
  if (!/[\uD800-\uDBFF]/.test(text)) return (place) => Math.min(place, text.length);
  const starts = new Uint32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; points += 1) {
    starts[points] = unit;
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  }
  starts[points] = text.length;
  return (place) => starts[Math.min(place, points)] ?? text.length;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}
/** Some paragraphs that are drawn together, so that a book of reports is drawn a screen at a time. */
export interface Sheet extends Stretch {
  readonly paragraphs: readonly Stretch[];
}

const SHEET = 4_000;

/** Cuts a text at its line ends into sheets of some four thousand units. */
export function sheetsOf(text: string): Sheet[] {
  const sheets: Sheet[] = [];
  let paragraphs: Stretch[] = [];
  const close = (): void => {
    const [first, last] = [paragraphs[0], paragraphs.at(-1)];
    if (first && last) sheets.push({ start: first.start, end: last.end, paragraphs });
    paragraphs = [];
  };
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    paragraphs.push({ start, end });
    if (end - (paragraphs[0]?.start ?? 0) >= SHEET) close();
    start = end + 1;
  }
  close();
  return sheets;
}

/** Index of the first sheet or mark of an ascending list that ends after a place. */
export function firstAfter(list: readonly Stretch[], place: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle]?.end ?? 0) <= place) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A piece of a paragraph that looks the same all along. */
export interface Piece<M> extends Stretch {
  readonly mark: M | null;
  readonly glows: boolean;
}

/** Cuts a paragraph where marks and the glowing stretch begin and end. Marks ascend; one that overlaps another is left out. */
export function piecesOf<M extends Stretch>(
  paragraph: Stretch,
  marks: readonly M[],
  glow: Stretch | null,
): Piece<M>[] {
  const pieces: Piece<M>[] = [];
  const add = (start: number, end: number, mark: M | null): void => {
    for (const edge of [glow?.start, glow?.end])
      if (edge !== undefined && edge > start && edge < end) {
        add(start, edge, mark);
        add(edge, end, mark);
        return;
      }
    if (end > start)
      pieces.push({ start, end, mark, glows: glow !== null && start >= glow.start && end <= glow.end });
  };
  let at = paragraph.start;
  for (let i = firstAfter(marks, paragraph.start); i < marks.length; i += 1) {
    const mark = marks[i];
    if (!mark || mark.start >= paragraph.end) break;
    const start = Math.max(mark.start, paragraph.start);
    if (start < at) continue;
    add(at, start, null);
    at = Math.min(mark.end, paragraph.end);
    add(start, at, mark);
  }
  add(at, paragraph.end, null);
  return pieces;
}

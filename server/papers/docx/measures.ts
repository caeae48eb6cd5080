/**
 * The numbers of GB/T 9704-2012 (党政机关公文格式) in the units of a Word file.
 *
 * A twip is 1/20 point. 1 mm = 56.6929 twips. Margins are rounded to whole twips; the block stays 156 × 225 mm.
 */
const mm = (length: number): number => Math.round(length * 56.6929);

/** A4, 210 × 297 mm. */
export const PAGE = { width: 11906, height: 16838 } as const;

/** White margins (5.2.1): top 37 mm, binding side 28 mm; the block of 156 × 225 mm leaves right 26 and bottom 35. */
export const MARGIN = { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35) } as const;

export const BLOCK = {
  width: PAGE.width - MARGIN.left - MARGIN.right,
  height: PAGE.height - MARGIN.top - MARGIN.bottom,
} as const;

export const LINES_PER_PAGE = 22;
export const CHARS_PER_LINE = 28;

/** Font sizes in half points: 2号 22 pt, 3号 16 pt, 4号 14 pt. */
export const SIZE = { two: 44, three: 32, four: 28 } as const;

/** Height of one line, rounded down: 22 × 580 twips would already be higher than the block and give 21 lines. */
export const LINE = Math.floor(BLOCK.height / LINES_PER_PAGE);

/** Width of one character cell. 28 × 16 pt is 158 mm and does not fit, so a cell is a little narrower than its glyph. */
export const CELL = BLOCK.width / CHARS_PER_LINE;

/** Word's grid: what a cell differs from the body size of 16 pt, in 1/4096 pt, rounded so that 28 cells still fit. */
export const CHAR_SPACE = Math.floor((CELL / 20 - SIZE.three / 2) * 4096);

/**
 * Tightening of a body character in twips: an advance of 15.7 pt, just under a cell, so that 28 fit without any grid help.
 * Word narrows glyphs by CHAR_SPACE, but LibreOffice (7.4, measured) gives a 16 pt glyph in a 15.79 pt cell two cells,
 * which is 14 characters a line, and with 15.75 pt it still breaks after 27. Body text therefore says its own pitch and
 * stays off the character grid; justification then spreads full lines to the cells.
 */
export const TIGHTEN = Math.floor(CELL) - SIZE.three * 10 - 1;

/** Footer: the dashes of the page number stand 7 mm under the block (7.5), which is 28 mm above the paper's edge. */
export const FOOTER = { fromEdge: mm(25.2), line: 320, inset: SIZE.four * 10 } as const;

/** Top of the issuer mark under the top of the block (7.2.4; the 25 and 80 mm of the 1999 edition are void). */
export const MARK_DROP = mm(35);

/** Twips of `count` characters of body text. */
export const cells = (count: number): number => Math.round(CELL * count);

import type { BookSheet } from '../book/hucre.ts';

/** How the house's tables look: the tokens of the desk, printed. */
type Look = NonNullable<NonNullable<BookSheet['columns']>[number]['style']>;

const FONT = { name: '宋体', size: 11 } as const;
const line = { style: 'thin', color: { rgb: 'EFEAE6' } } as const;
const BORDER = { top: line, bottom: line, left: line, right: line } as const;
const fill = (rgb: string): NonNullable<Look['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
});

export const HEAD: Look = {
  font: { ...FONT, bold: true, color: { rgb: '1E2733' } },
  fill: fill('EFEAE6'),
  border: BORDER,
  alignment: { vertical: 'center', wrapText: true },
};
/** A column that must be filled. */
export const MUST_HEAD: Look = { ...HEAD, font: { ...FONT, bold: true, color: { rgb: 'A32A5A' } } };
export const BODY: Look = { font: FONT, alignment: { vertical: 'top' } };
export const TEXT_BODY: Look = { font: FONT, alignment: { vertical: 'top', wrapText: true } };
export const EXAMPLE: Look = {
  font: { ...FONT, italic: true, color: { rgb: '8A94A0' } },
  fill: fill('FCFAF8'),
  alignment: { vertical: 'top' },
};
export const TITLE: Look = { font: { ...FONT, size: 14, bold: true } };
export const HINT: Look = {
  font: { ...FONT, color: { rgb: '55606E' } },
  alignment: { wrapText: true, vertical: 'top' },
};
export const PROBLEM: Look = {
  font: { ...FONT, color: { rgb: 'B3261E' } },
  alignment: { wrapText: true, vertical: 'top' },
};

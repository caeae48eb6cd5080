import type { ReportBlock, ReportView } from '../../../contracts/api.ts';

type Written = Pick<ReportView, 'title' | 'parts'>;

/** A report as running text (报告的文字), with the place of each block in it: code points, end exclusive. */
export interface TextOfReport {
  readonly text: string;
  readonly blocks: readonly { readonly key: string; readonly start: number; readonly end: number }[];
}

/** Title, headings and sentences as they are read aloud; a table row by row. One paragraph a line, as on the paper. */
export function textOfReport(report: Written): TextOfReport {
  let text = '';
  let chars = 0;
  const blocks: { key: string; start: number; end: number }[] = [];
  const add = (more: string): void => {
    text += more;
    chars += Array.from(more).length;
  };
  add(`${report.title.replace(/\s+/g, '')}\n`);
  for (const part of report.parts) {
    add(`${part.heading}\n`);
    let isInLine = false;
    for (const block of part.blocks) {
      const isTable = block.kind === 'table';
      const isAlone = isTable || (block.kind === 'hand' && !block.joins);
      if (isAlone && isInLine) add('\n');
      const start = chars;
      add(wordsOf(block));
      blocks.push({ key: block.key, start, end: chars });
      isInLine = !isTable;
      if (isAlone && !isTable) {
        add('\n');
        isInLine = false;
      }
    }
    if (isInLine) add('\n');
  }
  return { text, blocks };
}

/** One block as running text; a table row by row. */
export function wordsOf(block: ReportBlock): string {
  if (block.kind === 'prose') return block.text;
  if (block.kind === 'sentence' || block.kind === 'hand') return block.pieces.map((p) => p.text).join('');
  const rows = block.rows.map((row) => row.map((p) => p.text).join('\t'));
  return `${[block.caption, block.head.join('\t'), ...rows].join('\n')}\n`;
}

import { Footer, PageNumber, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { BLOCK, FOOTER } from './measures.ts';
import { STYLE } from './styles.ts';

/**
 * The page number (页码, 7.5): 4号 宋体 between two dashes, right on odd and left on even pages, one character in.
 * A sample paper says 样例 on the other side.
 */
export function pageFooters(sample: boolean): { default: Footer; even: Footer } {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] });
  const note = new TextRun({ text: sample ? '样例' : '' });
  const tab = new TextRun({ children: [new Tab()] });
  const footer = (children: TextRun[]): Footer =>
    new Footer({
      children: [
        new Paragraph({
          style: STYLE.pageNumber,
          indent: { left: FOOTER.inset },
          tabStops: [{ type: TabStopType.RIGHT, position: BLOCK.width - FOOTER.inset }],
          children,
        }),
      ],
    });
  return { default: footer([note, tab, number]), even: footer([number, tab, note]) };
}

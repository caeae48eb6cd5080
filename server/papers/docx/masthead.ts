import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { FONT } from './fonts.ts';
import { BLOCK, cells, LINE, MARK_DROP } from './measures.ts';
import type { DocumentHeader } from './model.ts';
import { STYLE } from './styles.ts';
import { cellWidth, lineText } from './text.ts';

const RED = 'FF0000';
/** The standard gives the mark no size (7.2.4: 醒目、美观、庄重); the largest that stays on one line, at most 48 pt. */
const MARK_MAX = 48;

function markSize(mark: string): number {
  return Math.max(16, Math.min(MARK_MAX, Math.floor(BLOCK.width / 20 / Math.max(1, cellWidth(mark)))));
}

function numberLine(number: string, signatory: string): Paragraph {
  const line = {
    style: STYLE.masthead,
    // Two empty lines under the mark; then the red rule, as wide as the block, 4 mm under the number (7.2.5, 7.2.7).
    spacing: { before: LINE * 2, line: 360, lineRule: LineRuleType.EXACT },
    border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: RED, space: 10 } },
  } as const;
  if (signatory === '') return new Paragraph({ ...line, alignment: AlignmentType.CENTER, text: number });
  return new Paragraph({
    ...line,
    alignment: AlignmentType.LEFT,
    tabStops: [{ type: TabStopType.RIGHT, position: BLOCK.width - cells(1) }],
    children: [
      new TextRun({ text: `\u3000${number}` }),
      new TextRun({ children: [new Tab(), '签发人：'] }),
      new TextRun({ text: signatory, font: FONT.second }),
    ],
  });
}

/**
 * The head of the document (版头, 7.2): urgency on the first line, the red issuer mark 35 mm under the top of the block,
 * the number two lines below, the red rule. With a signatory (documents sent upward) the number moves to the left.
 * Empty when the header says nothing.
 */
export function masthead(header: DocumentHeader | undefined): Paragraph[] {
  const urgency = lineText(header?.urgency ?? '');
  const mark = lineText(header?.issuerMark ?? '');
  const number = lineText(header?.number ?? '');
  const signatory = lineText(header?.signatory ?? '');
  if (urgency === '' && mark === '' && number === '' && signatory === '') return [];
  const parts = [
    new Paragraph({ style: STYLE.masthead, children: [new TextRun({ text: urgency, font: FONT.first })] }),
  ];
  if (mark !== '') {
    const size = markSize(mark);
    parts.push(
      new Paragraph({
        style: STYLE.masthead,
        alignment: AlignmentType.CENTER,
        spacing: { before: MARK_DROP - LINE, line: size * 22, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ text: mark, font: FONT.title, size: size * 2, color: RED })],
      }),
    );
  }
  if (mark !== '' || number !== '' || signatory !== '') parts.push(numberLine(number, signatory));
  return parts;
}

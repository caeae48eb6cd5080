import { AlignmentType, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { cells, LINE } from './measures.ts';
import { STYLE } from './styles.ts';
import { cellWidth, lineText } from './text.ts';

/**
 * The attachment note (附件说明, 7.3.4): one empty line under the text, two characters in, 附件： and the names without
 * closing punctuation; several are numbered. A long name continues under its own first character.
 */
export function attachmentNote(items: string[], keepWithNext: boolean): Paragraph[] {
  const names = items
    .map((item) => lineText(item).replace(/[。；;，,、.]+$/u, ''))
    .filter((name) => name !== '');
  const numbered = names.length > 1;
  const numberWidth = numbered ? (names.length > 9 ? 2 : 1.5) : 0;
  const left = 5 + numberWidth;
  return names.map((name, index) => {
    const label = index === 0 ? '附件：' : '';
    return new Paragraph({
      style: STYLE.flush,
      keepLines: true,
      keepNext: keepWithNext,
      spacing: { before: index === 0 ? LINE : 0 },
      indent: { left: cells(left), hanging: cells(left - (index === 0 ? 2 : 5)) },
      tabStops: [{ type: TabStopType.LEFT, position: cells(left) }],
      children: [
        new TextRun({ children: numbered ? [`${label}${index + 1}.`, new Tab(), name] : [label, name] }),
      ],
    });
  });
}

/**
 * Issuer and date (7.3.5.1): the date four characters from the right edge, the issuer centred over the date, two lines
 * left above for the seal. An issuer too long for that stands at the edge and the date is centred under it.
 */
export function signature(issuerText: string, dateText: string): Paragraph[] {
  const issuer = lineText(issuerText);
  const date = lineText(dateText);
  const issuerWidth = cellWidth(issuer);
  const dateWidth = cellWidth(date);
  const issuerInset = Math.max(0, date === '' ? 4 : 4 + (dateWidth - issuerWidth) / 2);
  const dateInset = Math.max(4, issuerInset === 0 ? (issuerWidth - dateWidth) / 2 : 4);
  const lines = [
    { text: issuer, inset: issuerInset },
    { text: date, inset: dateInset },
  ].filter((line) => line.text !== '');
  return lines.map(
    (line, index) =>
      new Paragraph({
        style: STYLE.flush,
        alignment: AlignmentType.RIGHT,
        keepNext: index < lines.length - 1,
        spacing: { before: index === 0 ? LINE * 2 : 0 },
        indent: { right: cells(line.inset) },
        text: line.text,
      }),
  );
}

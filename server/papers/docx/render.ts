import { Document, DocumentGridType, Packer, Paragraph, type Table, TextRun } from 'docx';
import { attachmentNote, signature } from './closing.ts';
import { FONT, fontTableXml } from './fonts.ts';
import { pageFooters } from './footer.ts';
import { masthead } from './masthead.ts';
import { CHAR_SPACE, CHARS_PER_LINE, FOOTER, LINE, MARGIN, PAGE } from './measures.ts';
import type { Block, FigureSource, OfficialDocument } from './model.ts';
import { coreXml, freezeZipTimes, settingsXml } from './parts.ts';
import { splitAtNewlines, textRuns } from './runs.ts';
import { STYLE, stylesXml } from './styles.ts';
import { tableParts } from './table.ts';
import { cellWidth, lineText, safeText } from './text.ts';

type Part = Paragraph | Table;
/**
 * The signature takes what stands before it along, since no page may hold it alone (7.3.5.5). A paragraph of more than
 * five lines is not taken: LibreOffice would move the whole of it.
 */
const SHORT = CHARS_PER_LINE * 5;
const HEADING = { 1: STYLE.heading1, 2: STYLE.heading2, 3: STYLE.heading3 } as const;

function titlePart(title: string): Part[] {
  const lines = safeText(title)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return [];
  // Two empty lines above (under the red rule, or under the top of the block), one below (7.3.1, 7.3.2).
  return [
    new Paragraph({
      style: STYLE.title,
      spacing: { before: LINE * 2, after: LINE },
      children: lines.map((text, index) => new TextRun({ text, ...(index > 0 ? { break: 1 } : {}) })),
    }),
  ];
}

function addresseePart(addressee: string | undefined): Part[] {
  const name = lineText(addressee ?? '').replace(/[:：]+$/u, '');
  return name === '' ? [] : [new Paragraph({ style: STYLE.flush, text: `${name}：` })];
}

function blockParts(block: Block, last: boolean): Part[] {
  switch (block.kind) {
    case 'heading': {
      const text = lineText(block.text);
      return text === '' ? [] : [new Paragraph({ style: HEADING[block.level], text })];
    }
    case 'paragraph':
      return splitAtNewlines(block.runs).map((runs) => {
        const short = cellWidth(runs.map((run) => run.text).join('')) <= SHORT;
        return new Paragraph({ style: STYLE.body, keepNext: last && short, children: textRuns(runs) });
      });
    case 'table':
      return tableParts(block);
    case 'attachment-note':
      return attachmentNote(block.items, last);
  }
}

function sourcesPart(sources: FigureSource[]): Part[] {
  if (sources.length === 0) return [];
  return [
    new Paragraph({
      style: STYLE.flush,
      pageBreakBefore: true,
      children: [new TextRun({ text: '数字来源', font: FONT.first })],
    }),
    ...tableParts({
      kind: 'table',
      head: ['序号', '数字', '本文写作', '口径'],
      rows: sources.map((source, index) => [String(index + 1), source.figure, source.shown, source.rule]),
      align: ['center', 'left', 'right', 'left'],
    }),
  ];
}

/**
 * Renders an official document (公文) as a Word file in the layout of GB/T 9704-2012 (A4, 22 lines × 28 characters).
 *
 * Pure: the same document and time give the same bytes. `created` goes into the file's properties; without it the file
 * tells no time. Any text is accepted: characters that XML forbids are dropped, empty parts are left out.
 */
export async function renderDocx(doc: OfficialDocument, options: { created?: Date } = {}): Promise<Buffer> {
  const closing = signature(doc.issuer ?? '', doc.date ?? '');
  const body = [
    ...masthead(doc.header),
    ...titlePart(doc.title),
    ...addresseePart(doc.addressee),
    ...doc.blocks.flatMap((block, index) =>
      blockParts(block, closing.length > 0 && index === doc.blocks.length - 1),
    ),
    ...closing,
    ...sourcesPart(doc.sources ?? []),
  ];
  const file = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: PAGE,
            margin: { ...MARGIN, header: MARGIN.top - LINE, footer: FOOTER.fromEdge, gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHAR_SPACE },
        },
        footers: pageFooters(doc.sample === true),
        children: body.length === 0 ? [new Paragraph({ style: STYLE.body })] : body,
      },
    ],
  });
  const zip = await Packer.toBuffer(file, false, [
    { path: 'word/styles.xml', data: stylesXml() },
    { path: 'word/settings.xml', data: settingsXml() },
    { path: 'word/fontTable.xml', data: fontTableXml() },
    { path: 'docProps/core.xml', data: coreXml(lineText(doc.title), options.created) },
  ]);
  return freezeZipTimes(zip);
}

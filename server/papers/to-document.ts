import type { ReportBlock, ReportView } from '../../contracts/api.ts';
import type { Block, OfficialDocument, Run } from './docx/index.ts';

/** A report as an official document: sentences of one part flow together into paragraphs, tables stand alone. */
export function toDocument(
  report: Omit<ReportView, 'may'>,
  o: { today: string; sample: boolean },
): OfficialDocument {
  const blocks: Block[] = [];
  for (const part of report.parts) {
    blocks.push({ kind: 'heading', level: part.level, text: part.heading });
    let runs: Run[] = [];
    const flush = (): void => {
      if (runs.length > 0) blocks.push({ kind: 'paragraph', runs });
      runs = [];
    };
    for (const block of part.blocks) {
      if (block.kind === 'sentence') runs.push(...block.pieces.map(toRun));
      else if (block.kind === 'hand') {
        // What is written by hand is a paragraph of its own, or goes on in the one before it.
        if (!block.joins) flush();
        runs.push(...block.pieces.map(toRun));
        if (!block.joins) flush();
      } else {
        flush();
        blocks.push(toBlock(block));
      }
    }
    flush();
  }
  return {
    title: report.title,
    blocks,
    issuer: report.unit.name,
    date: `${o.today.slice(0, 4)}年${Number(o.today.slice(5, 7))}月${Number(o.today.slice(8))}日`,
    sample: o.sample,
  };
}

const toRun = (piece: { text: string; figure?: string }): Run => ({
  text: piece.text,
  ...(piece.figure ? { ref: piece.figure } : {}),
  ...(piece.text.startsWith('〔缺') ? { mark: 'missing' as const } : {}),
});

function toBlock(block: Exclude<ReportBlock, { kind: 'sentence' | 'hand' }>): Block {
  if (block.kind === 'prose') return { kind: 'paragraph', runs: [{ text: block.text }] };
  return {
    kind: 'table',
    caption: block.caption,
    head: [...block.head],
    rows: block.rows.map((r) => r.map((p) => p.text)),
    align: block.head.map((_, i) => (i === 0 ? 'left' : i === 1 ? 'center' : 'right')),
  };
}

import type { ReportBlock } from '../../../contracts/api.ts';
import type { ChangedBlock } from '../../../contracts/api-papers.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type MadeReport, type ReportAsk, writeNow } from '../make-report.ts';
import { wordsOf } from '../readings/report-text.ts';
import { latestPaper, type Paper, type PaperKey, paperVersion } from '../store.ts';
import { paperKeyOf } from './see-report.ts';

type Text = Pick<MadeReport, 'parts'>;

/** Sentences that differ between two texts of one report, in the order of the newer one; pure. */
export function changesBetween(was: Text, now: Text): ChangedBlock[] {
  const before = blocksOf(was);
  const after = blocksOf(now);
  const order = [...after.keys()];
  // What is gone stands behind the sentence that it followed.
  let at = 0;
  for (const key of before.keys()) {
    const place = order.indexOf(key);
    if (place >= 0) at = place + 1;
    else {
      order.splice(at, 0, key);
      at += 1;
    }
  }
  return order.flatMap((block) => {
    const [a, b] = [before.get(block), after.get(block)];
    if (a?.words === b?.words) return [];
    return [{ block, heading: (b ?? a)?.heading ?? '', was: a?.words ?? null, now: b?.words ?? null }];
  });
}

function blocksOf(text: Text): Map<string, { heading: string; words: string }> {
  const all = new Map<string, { heading: string; words: string }>();
  for (const part of text.parts)
    for (const block of part.blocks)
      all.set(placeOf(block), { heading: part.heading, words: wordsOf(block).trim() });
  return all;
}
/** Suggested words and what somebody made of them stand in one place. */
const placeOf = (block: ReportBlock): string => (block.kind === 'prose' ? `prose/${block.key}` : block.key);

/** Which sentences of a final version would read otherwise now, since its figures have moved. Errors: not-found. */
export async function movedSince(
  tx: Tx,
  registry: Registry,
  a: ReportAsk & { version?: number | undefined },
): Promise<ChangedBlock[]> {
  const key = paperKeyOf(registry, a);
  const paper = a.version === undefined ? await latestPaper(tx, key) : await paperVersion(tx, key, a.version);
  if (!paper?.frozen) throw new AppError('not-found', { what: '定稿' });
  return changesBetween(paper.frozen, await asNow(tx, registry, a, paper));
}

/** Two versions of a report, or one and what would be written now, sentence by sentence. */
export async function compareVersions(
  tx: Tx,
  registry: Registry,
  ask: ReportAsk,
  a: number,
  b: number | 'now',
): Promise<ChangedBlock[]> {
  const key = paperKeyOf(registry, ask);
  const frozenOf = async (q: PaperKey, version: number): Promise<Paper & { frozen: Text }> => {
    const paper = await paperVersion(tx, q, version);
    if (!paper?.frozen) throw new AppError('not-found', { what: `第 ${version} 版` });
    return { ...paper, frozen: paper.frozen };
  };
  const before = await frozenOf(key, a);
  return changesBetween(
    before.frozen,
    b === 'now' ? await asNow(tx, registry, ask, before) : (await frozenOf(key, b)).frozen,
  );
}

/** The same text with the figures of today: its own template, its own hand-written words. */
async function asNow(tx: Tx, registry: Registry, a: ReportAsk, paper: Paper): Promise<Text> {
  const { content } = paper;
  const basis = content ? { standard: content.standard, arrangement: content.arrangement } : undefined;
  return (await writeNow(tx, registry, a, content, basis)).report;
}

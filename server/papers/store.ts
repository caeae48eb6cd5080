import type { ReportView } from '../../contracts/api.ts';
import type { Slots } from '../../contracts/api-paper-slots.ts';
import type { LastPlan, PaperVersion } from '../../contracts/api-papers.ts';
import { type RewritePaths, rewritesPathsOf } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Arrangement } from './templates/arrange.ts';

export interface Paper {
  readonly id: string;
  readonly version: number;
  readonly frozen: Omit<ReportView, 'may' | 'state' | 'version'> | null;
  readonly content: KeptContent | null;
}

export interface PaperKey {
  readonly unitId: string;
  readonly template: string;
  readonly from: string;
  readonly to: string;
}
/** What a final version was made of besides its figures; null for one from before reports were written here. */
export interface KeptContent {
  readonly slots: Slots;
  readonly last: LastPlan | null;
  readonly standard: number;
  readonly arrangement: Arrangement | null;
}

const OF_KEY = 'unit_id = $1 AND template = $2 AND from_day = $3 AND to_day = $4';
const keyOf = (q: PaperKey): unknown[] => [q.unitId, q.template, q.from, q.to];

/** The newest final version of a unit's report; older ones stay readable in the table and are never overwritten. */
export async function latestPaper(tx: Tx, q: PaperKey): Promise<Paper | null> {
  const rows = await tx.sql(
    `SELECT id, version, frozen, content FROM paper WHERE ${OF_KEY} ORDER BY version DESC LIMIT 1`,
    keyOf(q),
  );
  return rows[0] ? toPaper(rows[0]) : null;
}

/** One final version, whichever. */
export async function paperVersion(tx: Tx, q: PaperKey, version: number): Promise<Paper | null> {
  const rows = await tx.sql(
    `SELECT id, version, frozen, content FROM paper WHERE ${OF_KEY} AND version = $5`,
    [...keyOf(q), version],
  );
  return rows[0] ? toPaper(rows[0]) : null;
}

/** The newest final report of the period before: its plan comes back in the next one. */
export async function paperBefore(tx: Tx, q: PaperKey): Promise<Paper | null> {
  const rows = await tx.sql(
    `SELECT id, version, frozen, content FROM paper WHERE unit_id = $1 AND template = $2 AND to_day < $3
     ORDER BY to_day DESC, version DESC LIMIT 1`,
    [q.unitId, q.template, q.from],
  );
  return rows[0] ? toPaper(rows[0]) : null;
}

const toPaper = (r: Readonly<Record<string, unknown>>): Paper => ({
  id: String(r['id']),
  version: Number(r['version']),
  frozen: r['frozen'] as Paper['frozen'],
  content: r['content'] as Paper['content'],
});

/** All final versions, newest first, with who wrote and who read them. */
export async function versionsOf(tx: Tx, q: PaperKey): Promise<PaperVersion[]> {
  const rows = await tx.sql(
    `SELECT p.version, p.at, p.reason, a.display_name AS by, b.display_name AS read_by FROM paper p
     LEFT JOIN account a ON a.id = p.account_id LEFT JOIN account b ON b.id = p.reader_id
     WHERE p.unit_id = $1 AND p.template = $2 AND p.from_day = $3 AND p.to_day = $4 ORDER BY p.version DESC`,
    keyOf(q),
  );
  return rows.map((r) => ({
    version: Number(r['version']),
    at: (r['at'] as Date).toISOString(),
    by: (r['by'] as string | null) ?? null,
    readBy: (r['read_by'] as string | null) ?? null,
    reason: String(r['reason'] ?? ''),
  }));
}

export async function insertPaper(
  tx: Tx,
  p: {
    id: string;
    regionCode: string;
    unitId: string;
    unitPath: string;
    template: string;
    templateVersion: number;
    from: string;
    to: string;
    version: number;
    explanations: Readonly<Record<string, string>>;
    frozen: unknown;
    content: KeptContent;
    draftId: string;
    reason: string;
    readerId: string | null;
    accountId: string;
    at: Date;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO paper (region_code, id, unit_id, unit_path, template, template_version, from_day, to_day, state, version, explanations, frozen, account_id, at, content, draft_id, reason, reader_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'final', $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      p.regionCode,
      p.id,
      p.unitId,
      p.unitPath,
      p.template,
      p.templateVersion,
      p.from,
      p.to,
      p.version,
      JSON.stringify(p.explanations),
      JSON.stringify(p.frozen),
      p.accountId,
      p.at,
      JSON.stringify(p.content),
      p.draftId,
      p.reason,
      p.readerId,
    ],
  );
}

const rewriteByUnit = rewritesPathsOf(
  'paper',
  'taught_subject',
  'kept_text',
  'report_draft',
  'report_saving',
  'report_comment',
  'report_step',
  'report_arrangement',
);

/** Gives a moved unit's papers, and what it taught and kept for comparison, their new path. */
export const rewritePaperPaths: RewritePaths = async (tx, moved) => {
  // Prints are many and found by their text, so they go first, while the texts still tell which they are.
  await tx.sql(
    `UPDATE kept_print p SET unit_path = $3 || substr(p.unit_path, $4) FROM kept_text t
     WHERE t.unit_path >= $1 AND t.unit_path < $2 AND p.region_code = t.region_code AND p.text_id = t.id`,
    [moved.from, moved.to, moved.newPath, moved.cut],
  );
  await rewriteByUnit(tx, moved);
};

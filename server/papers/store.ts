import type { ReportView } from '../../contracts/api.ts';
import type { Tx } from '../platform/db/index.ts';

export interface Paper {
  readonly id: string;
  readonly version: number;
  readonly frozen: Omit<ReportView, 'may' | 'state' | 'version'> | null;
}

/** The newest final version of a unit's report; older ones stay readable in the table and are never overwritten. */
export async function latestPaper(
  tx: Tx,
  q: { unitId: string; template: string; from: string; to: string },
): Promise<Paper | null> {
  const rows = await tx.sql(
    `SELECT id, version, frozen FROM paper WHERE unit_id = $1 AND template = $2 AND from_day = $3 AND to_day = $4 ORDER BY version DESC LIMIT 1`,
    [q.unitId, q.template, q.from, q.to],
  );
  const r = rows[0];
  return r
    ? { id: String(r['id']), version: Number(r['version']), frozen: r['frozen'] as Paper['frozen'] }
    : null;
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
    accountId: string;
    at: Date;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO paper (region_code, id, unit_id, unit_path, template, template_version, from_day, to_day, state, version, explanations, frozen, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'final', $9, $10, $11, $12, $13)`,
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
    ],
  );
}

const WITH_PATHS = ['paper', 'taught_subject', 'kept_text'];

/** Gives a moved unit's papers, and what it taught and kept for comparison, their new path. */
export async function rewritePaperPaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  // Prints are many and found by their text, so they go first, while the texts still tell which they are.
  await tx.sql(
    `UPDATE kept_print p SET unit_path = $3 || substr(p.unit_path, $4) FROM kept_text t
     WHERE t.unit_path >= $1 AND t.unit_path < $2 AND p.region_code = t.region_code AND p.text_id = t.id`,
    [from, to, newPath, cut],
  );
  for (const table of WITH_PATHS) {
    await tx.sql(
      `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
      [from, to, newPath, cut],
    );
  }
}

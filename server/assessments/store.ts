import { rewritesPathsOf } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Rows follow their unit when it moves. */
export const rewriteAssessmentPaths = rewritesPathsOf('score_sheet', 'point_case');

/** What was put on record of a unit (登记得分). Never changed: the newest stands. */
export interface KeptRow {
  readonly regionCode: string;
  readonly id: string;
  readonly sheet: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly byUnit: string;
  readonly from: string;
  readonly to: string;
  /** Each mark with its weight, target and facts, so that the record is whole when settings change. */
  readonly marks: readonly object[];
  readonly total: number;
  readonly remark: string;
  readonly accountId: string;
  readonly postId: string;
  readonly by: string;
  readonly requestKey: string;
  readonly at: Date;
}

/** False when the key was used before: nothing is written twice. */
export async function insertSheet(tx: Tx, k: KeptRow): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO score_sheet (region_code, id, sheet, unit_id, unit_path, by_unit, from_day, to_day, marks, total, remark,
       account_id, post_id, by_name, request_key, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[k.regionCode, k.id, k.sheet, k.unitId, k.unitPath, k.byUnit, k.from, k.to, JSON.stringify(k.marks)],
      ...[k.total, k.remark, k.accountId, k.postId, k.by, k.requestKey, k.at],
    ],
    'score-keep',
  );
  return rows.length > 0;
}

/** The newest record of each unit for exactly this stretch of days, by unit. */
export async function keptSheets(
  tx: Tx,
  q: { sheet: string; byUnit: string; from: string; to: string },
): Promise<Map<string, Pick<KeptRow, 'total' | 'by' | 'remark' | 'at'>>> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (unit_id) unit_id, total, by_name, remark, at FROM score_sheet
     WHERE by_unit = $1 AND sheet = $2 AND from_day = $3 AND to_day = $4 ORDER BY unit_id, at DESC, id DESC`,
    [q.byUnit, q.sheet, q.from, q.to],
    'scores-kept',
  );
  return new Map(
    rows.map((r) => [
      String(r['unit_id']),
      {
        total: Number(r['total']),
        by: String(r['by_name']),
        remark: String(r['remark']),
        at: r['at'] as Date,
      },
    ]),
  );
}

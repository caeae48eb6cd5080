import { arrangementBody } from '../../../contracts/api-arrangements.ts';
import type { ReportTemplate } from '../../../contracts/report.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { Arrangement } from './arrange.ts';

/** A unit's arrangement of one template as it is in force. */
export interface KeptArrangement {
  readonly version: number;
  /** The standard's version that it was made on. */
  readonly standard: number;
  /** null = returned to the standard. */
  readonly body: Arrangement | null;
  readonly by: string | null;
  readonly at: Date;
}

/** The newest one; a unit that never arranged anything has none. */
export async function arrangementOf(
  tx: Tx,
  unitId: string,
  template: string,
): Promise<KeptArrangement | null> {
  const rows = await tx.sql(
    `SELECT r.version, r.standard, r.body, r.at, a.display_name FROM report_arrangement r LEFT JOIN account a ON a.id = r.account_id
     WHERE r.unit_id = $1 AND r.template = $2 ORDER BY r.version DESC LIMIT 1`,
    [unitId, template],
  );
  const r = rows[0];
  if (!r) return null;
  const body = arrangementBody.pick({ parts: true, blocks: true }).safeParse(r['body']);
  return {
    version: Number(r['version']),
    standard: Number(r['standard']),
    body: body.success ? body.data : null,
    by: (r['display_name'] as string | null) ?? null,
    at: r['at'] as Date,
  };
}

/** Adds the next version. False when another one came first. */
export async function insertArrangement(
  tx: Tx,
  a: {
    unit: Unit;
    template: string;
    version: number;
    standard: number;
    body: Arrangement | null;
    accountId: string;
    at: Date;
  },
): Promise<boolean> {
  const made = await tx.sql(
    `INSERT INTO report_arrangement (region_code, unit_id, unit_path, template, version, standard, body, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING version`,
    [
      a.unit.regionCode,
      a.unit.id,
      a.unit.path,
      a.template,
      a.version,
      a.standard,
      a.body === null ? null : JSON.stringify(a.body),
      a.accountId,
      a.at,
    ],
  );
  return made.length > 0;
}

/** A published version of a template; every one stays in the database as it was. */
export async function templateVersion(tx: Tx, key: string, version: number): Promise<ReportTemplate> {
  const rows = await tx.sql(
    `SELECT body FROM definition WHERE kind = 'report' AND key = $1 AND version = $2`,
    [key, version],
  );
  const body = rows[0]?.['body'] as ReportTemplate | undefined;
  if (!body) throw new AppError('not-found', { what: '这一版模板' });
  return body;
}

import type { Tx } from '../platform/db/index.ts';

/** A unit says that nothing happened in a month (本月无). */
export interface StatedZero {
  readonly regionCode: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly ledger: string;
  readonly month: string;
  readonly accountId: string | null;
  readonly at: Date;
}

export async function insertZero(tx: Tx, z: StatedZero): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO stated_zero (region_code, unit_id, ledger, month, unit_path, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING month`,
    [z.regionCode, z.unitId, z.ledger, z.month, z.unitPath, z.accountId, z.at],
  );
  return rows.length > 0;
}

export async function deleteZero(
  tx: Tx,
  z: Pick<StatedZero, 'regionCode' | 'unitId' | 'ledger' | 'month'>,
): Promise<boolean> {
  const rows = await tx.sql(
    `DELETE FROM stated_zero WHERE region_code = $1 AND unit_id = $2 AND ledger = $3 AND month = $4 RETURNING month`,
    [z.regionCode, z.unitId, z.ledger, z.month],
  );
  return rows.length > 0;
}

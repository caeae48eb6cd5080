import type { z } from 'zod';
import type { KeptSheet, keepSheetBody } from '../../../contracts/api-assessments.ts';
import type { Assessment } from '../../../contracts/assessment.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import { unitById } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { contradictions } from '../contradiction.ts';
import { markingUnit, mayKeep, sheetOf } from '../sheet.ts';
import { insertSheet } from '../store.ts';

/**
 * Puts the marks of a unit directly below on record (登记得分), as the ledgers give them at this moment. What was typed is
 * compared and never believed: input.invalid with one sentence for each that contradicts. The same key again changes
 * nothing. Errors: not-found, forbidden, input.invalid.
 */
export async function keepSheet(
  tx: Tx,
  registry: Registry,
  sheet: Assessment,
  caller: Actor,
  input: z.infer<typeof keepSheetBody>,
  at: Date,
): Promise<KeptSheet> {
  const whom = await unitById(tx, input.unitId);
  if (!whom?.parentId) throw new AppError('not-found', { what: '这个组织' });
  const unit = await markingUnit(tx, caller, whom.parentId);
  if (!mayKeep(caller, unit) || !sheet.levels.includes(unit.level)) throw new AppError('forbidden');
  const view = await sheetOf(tx, registry, sheet, { caller, unit, from: input.from, to: input.to });
  const row = view.rows.find((r) => r.id === whom.id);
  if (!row) throw new AppError('not-found', { what: '这个组织' });
  const problems = contradictions(row, view.indicators, input);
  if (row.total === null || problems.length > 0) throw new AppError('input.invalid', { problems });
  const marks = view.indicators.map(({ key, label, weight, target }, i) => ({
    key,
    label,
    weight,
    target,
    ...row.cells[i],
  }));
  const isNew = await insertSheet(tx, {
    regionCode: whom.regionCode,
    id: newId(at),
    sheet: sheet.key,
    unitId: whom.id,
    unitPath: whom.path,
    byUnit: unit.id,
    from: input.from,
    to: input.to,
    marks,
    total: row.total,
    remark: input.remark,
    accountId: caller.accountId,
    postId: caller.postId,
    by: caller.name,
    requestKey: `${caller.accountId}/${input.requestKey}`,
    at,
  });
  if (isNew)
    await recordEvent(tx, {
      regionCode: whom.regionCode,
      accountId: caller.accountId,
      postId: caller.postId,
      unitPath: whom.path,
      action: 'score.keep',
      object: `assessment/${sheet.key}`,
      objectId: whom.id,
      result: 'ok',
      detail: { from: input.from, to: input.to },
      at,
    });
  return { total: row.total, by: caller.name, at: at.toISOString(), remark: input.remark, stillTrue: true };
}

import type { ZeroRecord } from '../../../contracts/exchange.ts';
import { unitProblem } from '../../ledgers/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type ImportContext, unitOf } from './context.ts';
import type { Numbered } from './read-source.ts';

export interface NewZero {
  readonly line: number;
  readonly regionCode: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly ledger: string;
  /** First of the month. */
  readonly month: string;
}

/** Writes stated zeros (本月无). Answers the new ones; whether lines speak against them is asked when all lines stand. */
export async function applyZeros(
  ctx: ImportContext,
  records: readonly Numbered<ZeroRecord>[],
): Promise<NewZero[]> {
  const zeros = new Map<string, NewZero>();
  for (const { line, record } of records) {
    const unit = unitOf(ctx, line, 'unit', record.unit);
    const ledger = ctx.registry.ledgers.get(record.ledger);
    const month = `${record.month}-01`;
    if (!ledger) ctx.problems.add(line, 'ledger', `没有编号为「${record.ledger}」的台账。`);
    if (month > ctx.today)
      ctx.problems.addError(line, 'month', new AppError('zero.future', { month: record.month }));
    if (!unit || !ledger) continue;
    const place = ctx.trusted ? null : unitProblem(unit, ledger, month);
    if (place) ctx.problems.add(line, place.field, place.message);
    zeros.set(`${unit.id} ${record.ledger} ${month}`, {
      line,
      regionCode: unit.regionCode,
      unitId: unit.id,
      unitPath: unit.path,
      ledger: record.ledger,
      month,
    });
  }
  const all = [...zeros.values()];
  const made = await ctx.tx.sql<{ unit_id: string; ledger: string; month: string }>(
    `INSERT INTO stated_zero (region_code, unit_id, ledger, month, unit_path, at)
     SELECT region_code, unit_id, ledger, month, unit_path, $6
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::date[], $5::text[]) AS t (region_code, unit_id, ledger, month, unit_path)
     ON CONFLICT DO NOTHING RETURNING unit_id, ledger, month`,
    [
      all.map((z) => z.regionCode),
      all.map((z) => z.unitId),
      all.map((z) => z.ledger),
      all.map((z) => z.month),
      all.map((z) => z.unitPath),
      ctx.now,
    ],
  );
  const fresh = made.flatMap((m) => zeros.get(`${m.unit_id} ${m.ledger} ${m.month}`) ?? []);
  for (const z of fresh) ctx.marks.add(z, z.ledger, [z.month]);
  ctx.counts.zeros.new += fresh.length;
  ctx.counts.zeros.unchanged += records.length - fresh.length;
  return fresh;
}

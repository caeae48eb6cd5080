import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { holdUnit } from '../../org/index.ts';
import { addDays, addMonths, chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { assertMayWrite } from '../rules.ts';
import { deleteZero, insertZero, linesInCell } from '../store.ts';
import type { Kit } from './save-entry.ts';

export interface ZeroInput {
  readonly unitId: string;
  readonly ledger: string;
  /** First day of the month. */
  readonly month: string;
  /** false takes it back. */
  readonly nothing: boolean;
}

/** States that nothing happened in a month (本月无), so that 0 is a counted 0 and not a silence. Or takes it back. */
export async function stateZero(kit: Kit, actor: Actor, input: ZeroInput): Promise<{ nothing: boolean }> {
  const ledger = kit.registry().ledger(input.ledger);
  const at = kit.now();
  if (input.month > chinaDay(at)) throw new AppError('zero.future', { month: input.month.slice(0, 7) });
  return await withActor(kit.db, actor, async (tx) => {
    const unit = await holdUnit(tx, input.unitId, 'shared');
    // A unit that began within the month answers for it from its first day.
    const began = unit?.from ?? input.month;
    const isFirstMonth = began > input.month && began < addMonths(input.month, 1);
    assertMayWrite(actor, unit, ledger, isFirstMonth ? began : input.month);
    const zero = {
      regionCode: unit.regionCode,
      unitId: unit.id,
      unitPath: unit.path,
      ledger: input.ledger,
      month: input.month,
      accountId: actor.accountId,
      at,
    };
    if (input.nothing) {
      const lines = await linesInCell(tx, {
        unitId: unit.id,
        ledger: input.ledger,
        from: input.month,
        to: addDays(addMonths(input.month, 1), -1),
        opening: false,
        exceptId: unit.id,
      });
      const first = lines[0];
      if (first) throw new AppError('zero.has-lines', { month: input.month.slice(0, 7), title: first.title });
    }
    const changed = input.nothing ? await insertZero(tx, zero) : await deleteZero(tx, zero);
    if (!changed) return { nothing: input.nothing };
    await kit.ports.zeroStated(tx, zero);
    await recordEvent(tx, {
      regionCode: unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit.path,
      action: input.nothing ? 'zero.state' : 'zero.take-back',
      object: `ledger/${input.ledger}`,
      objectId: input.month,
      result: 'ok',
      detail: {},
      at,
    });
    return { nothing: input.nothing };
  });
}

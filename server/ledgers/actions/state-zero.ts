import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { holdUnit } from '../../org/index.ts';
import { addDays, addMonths, chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { assertMayWrite } from '../rules.ts';
import { linesInCell } from '../store.ts';
import { deleteZero, insertZero } from '../store-zeros.ts';
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
  assertBegun(kit, input.month);
  return await withActor(kit.db, actor, async (tx) => {
    const found = await stateOne(kit, actor, tx, input);
    if (found === 'has-lines')
      throw new AppError('zero.has-lines', {
        month: input.month.slice(0, 7),
        title: await firstTitle(tx, input),
      });
    return { nothing: input.nothing };
  });
}

/**
 * The same for many ledgers of one unit and month at once (月结), in one transaction. A ledger that got a line meanwhile is
 * left as it is and named; the others stand.
 */
export async function stateZeros(
  kit: Kit,
  actor: Actor,
  input: { unitId: string; month: string; ledgers: readonly string[]; nothing: boolean },
): Promise<{ done: string[]; left: string[] }> {
  assertBegun(kit, input.month);
  const [done, left]: [string[], string[]] = [[], []];
  await withActor(kit.db, actor, async (tx) => {
    for (const ledger of input.ledgers) {
      const found = await stateOne(kit, actor, tx, { ...input, ledger });
      if (found === 'changed') done.push(ledger);
      if (found === 'has-lines') left.push(ledger);
    }
  });
  return { done, left };
}

function assertBegun(kit: Kit, month: string): void {
  if (month > chinaDay(kit.now())) throw new AppError('zero.future', { month: month.slice(0, 7) });
}

const linesOf = (tx: Tx, input: ZeroInput): ReturnType<typeof linesInCell> =>
  linesInCell(tx, {
    unitId: input.unitId,
    ledger: input.ledger,
    from: input.month,
    to: addDays(addMonths(input.month, 1), -1),
    opening: false,
    exceptId: input.unitId,
  });

const firstTitle = async (tx: Tx, input: ZeroInput): Promise<string> =>
  (await linesOf(tx, input))[0]?.title ?? '';

async function stateOne(
  kit: Kit,
  actor: Actor,
  tx: Tx,
  input: ZeroInput,
): Promise<'changed' | 'as-it-was' | 'has-lines'> {
  const at = kit.now();
  const ledger = kit.registry().ledger(input.ledger);
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
  if (input.nothing && (await linesOf(tx, input)).length > 0) return 'has-lines';
  const changed = input.nothing ? await insertZero(tx, zero) : await deleteZero(tx, zero);
  if (!changed) return 'as-it-was';
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
  return 'changed';
}

import { foldAll } from '../../figures/index.ts';
import { findUnit } from '../../org/index.ts';
import { againstLedgers, type LedgerFinding } from '../../papers/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { Figure } from '../../reading/index.ts';
import { withHouse } from '../with-house.ts';
import type { LedgerScope } from './ledger-scope.ts';

/** Puts a document's figures beside the ledgers. */
export type Beside = (text: string, figures: readonly Figure[]) => Promise<LedgerFinding[]>;

/** Opens the house for the work and closes it after. The only part of reading that needs a store. */
export async function withLedgers(
  scope: LedgerScope,
  work: (beside: Beside) => Promise<void>,
): Promise<void> {
  await withHouse(async (house) => {
    await foldAll(house.store, house.registry());
    await work(
      async (text, figures) =>
        await house.store.worker.transaction([], async (tx) => {
          const unit = await findUnit(tx, scope.unit);
          if (!unit) throw new AppError('unit.unknown', { code: scope.unit });
          const { from, to } = scope;
          return await againstLedgers(tx, house.registry(), { unit, text, figures, from, to });
        }),
    );
  });
}

import type { Ledger } from '../../../contracts/ledger.ts';
import type { Actor } from '../../access/index.ts';
import type { LedgerPorts, Registry } from '../../ledgers/index.ts';
import { childrenOf, subtreeOf, type Unit, unitById } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';

/** What every step of an import works with. */
export interface WorkbookKit {
  /** The application's way in: row-level security applies, also to work that goes on by itself. */
  readonly db: Database;
  readonly registry: () => Registry;
  readonly ports: LedgerPorts;
  readonly now: () => Date;
}

/**
 * In whose name an import goes on when she has left the page: account, post and the unit she sat in when she asked. What she
 * might do was asked then; her unit's scope bounds the work to the end.
 */
export interface Hand {
  readonly accountId: string | null;
  readonly postId: string | null;
  readonly seat: Unit;
}

/** A department works for its federation. */
export const seatIdOf = (actor: Actor): string => actor.officeOf ?? actor.unit.id;

export async function handOf(db: Database, actor: Actor): Promise<Hand> {
  const seat = await db.transaction([], (tx) => unitById(tx, seatIdOf(actor)), 'read');
  if (!seat) throw new AppError('not-found', { what: '您的组织' });
  return { accountId: actor.accountId, postId: actor.postId, seat };
}

/** A transaction that sees and changes what lies under the hand's unit, and nothing else. */
export function withHand<T>(
  db: Database,
  hand: Pick<Hand, 'seat'>,
  fn: (tx: Tx) => Promise<T>,
  mode: 'read' | 'write' = 'write',
): Promise<T> {
  const { from, to } = subtreeOf(hand.seat.path);
  return db.transaction(
    [
      { name: 'app.path_from', value: from },
      { name: 'app.path_to', value: to },
    ],
    fn,
    mode,
  );
}

/** Units whose lines may be written from this seat and that keep the ledger: the seat itself, then those directly below. */
export async function unitsToWriteFor(tx: Tx, seat: Unit, ledger: Ledger): Promise<Unit[]> {
  const children = await childrenOf(tx, seat.id, true);
  return [seat, ...children].filter((u) => ledger.kinds.includes(u.kind) && ledger.levels.includes(u.level));
}

/** Whose lines they are where a row does not say: the asked unit, or the seat where it keeps the ledger itself. */
export function usualUnit(units: readonly Unit[], seat: Unit, asked: string | undefined): string | null {
  if (asked !== undefined) {
    if (!units.some((u) => u.id === asked))
      throw new AppError('not-found', { what: '这个组织,或它不记这本台账' });
    return asked;
  }
  return units.find((u) => u.id === seat.id)?.id ?? null;
}

import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { assertDayInOrder, assertNoCircle, assertParentThere, assertPlace } from './rules.ts';
import { childrenOf, type Unit, unitByCode, unitById } from './store.ts';

/** A change as it is thought of, with the units that it names already found. */
export type ThoughtChange =
  | {
      change: 'create';
      parent: Unit;
      code: string;
      name: string;
      kind: UnitKind;
      level: Level;
      day: string | null;
    }
  | { change: 'rename'; unit: Unit; name: string; newCode?: string | undefined; day: string }
  | { change: 'move'; unit: Unit; parent: Unit; day: string }
  | { change: 'merge'; unit: Unit; into: Unit; day: string }
  | { change: 'split'; unit: Unit; code: string; name: string; children: readonly Unit[]; day: string }
  | { change: 'close'; unit: Unit; day: string };

export interface Hindrance {
  readonly sentence: string;
  /** The unit at which it is mended; null where it is mended in the form. */
  readonly at: Unit | null;
}

/**
 * Every rule of the tree that would refuse a change, all at once and without changing anything; the act itself asks the same
 * rules one after the other. What work is open is the upper rooms' to say.
 */
export async function whatHinders(tx: Tx, c: ThoughtChange, today: string): Promise<Hindrance[]> {
  const found: Hindrance[] = [];
  const ask = (rule: () => void, at: Unit | null = null): void => {
    try {
      rule();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (!found.some((f) => f.sentence === error.message)) found.push({ sentence: error.message, at });
    }
  };
  const refuse = (error: AppError, at: Unit | null): void =>
    ask(() => {
      throw error;
    }, at);
  const nameFree = async (parentId: string | null, name: string, exceptId: string | null): Promise<void> => {
    const parent = parentId === null ? null : await unitById(tx, parentId);
    const twin = await namesake(tx, parentId, name, exceptId);
    if (twin) refuse(new AppError('unit.name-taken', { name, parent: parent?.name ?? '' }), twin);
  };
  const codeFree = async (code: string): Promise<void> => {
    const taken = await unitByCode(tx, code);
    if (taken) refuse(new AppError('unit.code-taken', { code }), taken);
  };
  const goesTo = async (child: Unit, parent: Unit, day: string): Promise<void> => {
    ask(() => assertDayInOrder(child, day, today), child);
    ask(() => assertPlace(child, parent), child);
    await nameFree(parent.id, child.name, child.id);
  };
  switch (c.change) {
    case 'create':
      await codeFree(c.code);
      ask(() => assertParentThere(c, c.parent, c.day), c.parent);
      ask(() => assertPlace(c, c.parent));
      await nameFree(c.parent.id, c.name, null);
      break;
    case 'rename':
      ask(() => assertDayInOrder(c.unit, c.day, today));
      if (c.newCode && c.newCode !== c.unit.code) await codeFree(c.newCode);
      await nameFree(c.unit.parentId, c.name, c.unit.id);
      break;
    case 'move':
      if (c.unit.parentId === c.parent.id)
        refuse(new AppError('unit.same-parent', { name: c.unit.name, parent: c.parent.name }), null);
      ask(() => assertParentThere(c.unit, c.parent, c.day), c.parent);
      ask(() => assertNoCircle(c.unit, c.parent));
      await goesTo(c.unit, c.parent, c.day);
      break;
    case 'merge': {
      if (c.unit.id === c.into.id || c.unit.level !== c.into.level || c.unit.kind !== c.into.kind) {
        refuse(new AppError('unit.merge-unlike', { name: c.unit.name, into: c.into.name }), null);
        break;
      }
      ask(() => assertDayInOrder(c.unit, c.day, today));
      ask(() => assertParentThere(c.unit, c.into, c.day), c.into);
      for (const child of await childrenOf(tx, c.unit.id)) await goesTo(child, c.into, c.day);
      break;
    }
    case 'split': {
      await codeFree(c.code);
      ask(() => assertDayInOrder({ ...c.unit, since: null, from: null }, c.day, today));
      await nameFree(c.unit.parentId, c.name, null);
      for (const child of c.children) {
        if (child.parentId !== c.unit.id)
          refuse(new AppError('unit.not-a-child', { name: child.name, parent: c.unit.name }), child);
        ask(() => assertDayInOrder(child, c.day, today), child);
      }
      break;
    }
    case 'close': {
      ask(() => assertDayInOrder(c.unit, c.day, today));
      const children = await childrenOf(tx, c.unit.id);
      const names = children.slice(0, 3).map((u) => u.name);
      if (children.length > 0)
        refuse(
          new AppError('unit.has-children', {
            name: c.unit.name,
            count: children.length,
            names: names.join('、'),
          }),
          children[0] ?? null,
        );
    }
  }
  return found;
}

async function namesake(
  tx: Tx,
  parentId: string | null,
  name: string,
  exceptId: string | null,
): Promise<Unit | null> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM unit WHERE parent_id IS NOT DISTINCT FROM $1 AND name = $2 AND to_day IS NULL AND id IS DISTINCT FROM $3 LIMIT 1`,
    [parentId, name, exceptId],
  );
  return rows[0] ? await unitById(tx, rows[0].id) : null;
}

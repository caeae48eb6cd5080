import type { Tx } from '../platform/db/index.ts';
import { childrenOf, type Unit, unitsByIds } from './store.ts';
import { spansOf } from './store-history.ts';

export interface ChildSpan {
  readonly child: Unit;
  /** Days on which it was directly below: inclusive first, exclusive last; null = open. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Everything that stood directly below a unit on some day of a range, with the days of each stay: a unit that moved in
 * mid-year stands under both parents, each for its own time.
 */
export async function childSpans(
  tx: Tx,
  parentId: string,
  range: { from: string; to: string },
): Promise<ChildSpan[]> {
  const now = await childrenOf(tx, parentId, true);
  const past = await tx.sql(
    'SELECT DISTINCT unit_id FROM unit_span WHERE parent_id = $1',
    [parentId],
    'past-children',
  );
  const pastUnits = await unitsByIds(
    tx,
    past.map((r) => String(r['unit_id'])),
  );
  const units = new Map([...pastUnits, ...now].map((u) => [u.id, u]));
  const stays = await Promise.all(
    [...units.values()].map(async (unit) => await staysUnder(tx, unit, parentId)),
  );
  return (
    stays
      .flat()
      // A merged unit comes under its successor on the very day it is closed: no stay.
      .filter((s) => s.from === null || s.to === null || s.from < s.to)
      .filter((s) => (s.from === null || s.from <= range.to) && (s.to === null || s.to > range.from))
      .sort((a, b) => a.child.code.localeCompare(b.child.code))
  );
}

async function staysUnder(tx: Tx, unit: Unit, parentId: string): Promise<ChildSpan[]> {
  if (unit.since === null) return [{ child: unit, from: unit.from, to: unit.to }];
  const states = [
    ...(await spansOf(tx, unit.id)).map((s) => ({
      from: s.from,
      to: s.to as string | null,
      parentId: s.parentId,
    })),
    { from: unit.since as string | null, to: unit.to, parentId: unit.parentId },
  ];
  const stays: ChildSpan[] = [];
  for (const s of states.filter((x) => x.parentId === parentId)) {
    const last = stays.at(-1);
    // A rename does not end a stay.
    if (last && last.to === s.from) stays[stays.length - 1] = { ...last, to: s.to };
    else stays.push({ child: unit, from: s.from, to: s.to });
  }
  return stays;
}

import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { OrgPorts } from '../ports.ts';
import { pinyinInitials } from '../regions/index.ts';
import { activeNamesake, lockUnit, rewriteUnitPaths, type Unit, unitById } from '../store.ts';
import { insertBreaks, membersSince, spansOf, type UnitEvent } from '../store-history.ts';
import {
  deleteEvents,
  eventsOfAct,
  hasFollowed,
  isUsed,
  putBack,
  removeUnit,
  reopenUnit,
} from '../store-undo.ts';
import { pathOnto } from './move-unit.ts';

/**
 * Takes the unit's last change back (撤回): made by mistake, with nothing after it on any unit that it touched. What it
 * changed is as if it had never been, figures and paths too; that it was done and taken back stands in the audit.
 * Answers the unit, or its superior where the unit had only been founded by it.
 */
export async function undoChange(
  tx: Tx,
  ports: OrgPorts,
  unitId: string,
  mayTouch: (unit: Unit) => void,
): Promise<Unit> {
  const act = await eventsOfAct(tx, unitId);
  const [first] = act;
  if (!first) throw new AppError('unit.undo-nothing');
  const units: Unit[] = [];
  for (const id of new Set(act.map((e) => e.unitId))) {
    const unit = await lockUnit(tx, id);
    if (!unit) continue;
    mayTouch(unit);
    units.push(unit);
  }
  const members = new Set<string>();
  for (const u of units) for (const id of await membersSince(tx, u.id, first.day)) members.add(id);
  if (await hasFollowed(tx, [...members], first)) throw new AppError('unit.undo-followed');

  const byChange = (change: string): UnitEvent[] => act.filter((e) => e.change === change);
  for (const e of byChange('close')) await reopenUnit(tx, e.unitId);
  const merger = byChange('merge').find((e) => e.detail['into'] !== undefined);
  const carried = merger?.detail['carried'];
  if (Array.isArray(carried)) for (const id of carried) await putUnitBack(tx, ports, String(id), first.day);
  for (const e of byChange('move')) await putUnitBack(tx, ports, e.unitId, first.day);
  if (merger) await putUnitBack(tx, ports, merger.unitId, first.day);
  for (const e of byChange('rename')) await putUnitBack(tx, ports, e.unitId, first.day);
  await assertNamesFree(tx, units);
  await deleteEvents(tx, act);
  let answer = await unitById(tx, unitId);
  for (const e of byChange('create')) {
    const made = await unitById(tx, e.unitId);
    if (!made) continue;
    if (await isUsed(tx, made)) throw new AppError('unit.undo-followed');
    await removeUnit(tx, made.id);
    if (made.id === unitId && made.parentId) answer = await unitById(tx, made.parentId);
  }
  if (!answer) throw new AppError('not-found', { what: '这个组织' });
  return answer;
}

/** What it was until the day, it is again; a place in the tree with all that is counted there. */
async function putUnitBack(tx: Tx, ports: OrgPorts, id: string, day: string): Promise<void> {
  const unit = await unitById(tx, id);
  const spans = await spansOf(tx, id);
  const was = spans.find((s) => s.to === day);
  // A department that was merged did not move.
  if (!unit || !was) return;
  const since = spans.some((s) => s.to < day) ? was.from : null;
  const state = {
    name: was.name,
    code: was.code,
    parentId: was.parentId,
    since,
    initials: pinyinInitials(was.name),
  };
  const parent =
    was.parentId === null || was.parentId === unit.parentId ? null : await unitById(tx, was.parentId);
  if (!parent) return await putBack(tx, id, day, state);
  if (parent.to !== null) throw new AppError('unit.undo-followed');
  const newPath = pathOnto(unit, parent);
  const members = await membersSince(tx, id, day);
  await ports.aroundMove(tx, members, day, async () => {
    await putBack(tx, id, day, state);
    await insertBreaks(tx, members, parent.id, day);
    await rewriteUnitPaths(tx, unit.path, newPath);
    await ports.pathsChanged(tx, unit.path, newPath);
  });
}

async function assertNamesFree(tx: Tx, units: readonly Unit[]): Promise<void> {
  for (const { id } of units) {
    const unit = await unitById(tx, id);
    if (unit && unit.to === null && (await activeNamesake(tx, unit.parentId, unit.name, id)))
      throw new AppError('unit.name-taken', { name: unit.name, parent: '' });
  }
}

/** Whether its last change may be taken back, as far as the tree tells. */
export async function mayUndo(tx: Tx, unitId: string): Promise<UnitEvent | null> {
  const act = await eventsOfAct(tx, unitId);
  const own = act.findLast((e) => e.unitId === unitId) ?? null;
  if (!own) return null;
  const ids = [...new Set(act.map((e) => e.unitId))];
  if (await hasFollowed(tx, ids, own)) return null;
  for (const e of act.filter((x) => x.change === 'create')) {
    const made = await unitById(tx, e.unitId);
    // Of a split the new unit has what it was given; that goes back with it.
    if (act.length === 1 && made && (await isUsed(tx, made))) return null;
  }
  return own;
}

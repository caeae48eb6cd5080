import { type Actor, reaches } from '../access/index.ts';
import type { Unit } from '../org/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { CompiledLedger } from './compile.ts';
import type { Entry, LineInCell } from './store.ts';

/**
 * Whose lines may she write? Her own unit's and what belongs to it (departments, groups, venues), and those of the units
 * directly below, since many village cadres have no device and the township records for them (代录). Further down a
 * superior looks and asks, and does not write: the line would no longer be the village's own word.
 */
export function mayWriteFor(actor: Actor, unit: Pick<Unit, 'id' | 'path' | 'parentId'>): boolean {
  if (!actor.can('entry.write') || !reaches(actor, unit.path)) return false;
  // A department writes what its federation may write.
  const seat = actor.officeOf ?? actor.unit.id;
  return unit.id === seat || unit.parentId === seat;
}

/** The unit must exist for her (else 404), be hers to write for (403), be active on that day, and keep this ledger. */
export function assertMayWrite(
  actor: Actor,
  unit: Unit | null,
  ledger: CompiledLedger,
  day: string,
): asserts unit is Unit {
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  if (!mayWriteFor(actor, unit)) throw new AppError('forbidden');
  assertUnitKeeps(unit, ledger, day);
}

export function assertUnitKeeps(unit: Unit, ledger: CompiledLedger, day: string): void {
  const problem = unitProblem(unit, ledger, day);
  if (problem) throw new AppError('input.invalid', { problems: [problem] });
}

/** Why this unit cannot have this line, as a sentence; null when it can. */
export function unitProblem(
  unit: Unit,
  ledger: CompiledLedger,
  day: string,
): { field: string; message: string } | null {
  if (unit.to !== null && day >= unit.to) {
    return { field: 'unit', message: `「${unit.name}」已于 ${unit.to} 撤销,${day} 的事请记到接续它的组织。` };
  }
  if (unit.from !== null && day < unit.from) {
    return { field: 'unit', message: `「${unit.name}」${unit.from} 才成立,${day} 还没有它。` };
  }
  const { levels, kinds, name } = ledger.definition;
  if (!kinds.includes(unit.kind) || !levels.includes(unit.level)) {
    return { field: 'unit', message: `「${unit.name}」不记「${name}」。` };
  }
  return null;
}

/**
 * An opening line (期初) that covers a cell excludes real lines of the same unit, ledger and months, and the other way
 * round, unless it says that it stands for the rest. Null when there is no clash.
 */
export function openingProblem(
  line: { opening: Entry['opening']; day: string },
  clashes: readonly LineInCell[],
): { field: string; message: string } | null {
  const clash = line.opening === null ? clashes.find((e) => e.opening === 'covers') : clashes[0];
  if (!clash || line.opening === 'rest') return null;
  if (line.opening === 'covers') {
    return {
      field: 'opening',
      message: `这段时间已有逐笔记录(如 ${clash.day}「${clash.title}」),期初数会重复计算。若期初数只代表其余部分,请选“其余”。`,
    };
  }
  return {
    field: 'day',
    message: `${clash.day} 至 ${clash.until ?? clash.day} 已记了期初数,${line.day} 的事已含在内,不能再逐笔记。若期初数只代表其余部分,请先把它改为“其余”。`,
  };
}

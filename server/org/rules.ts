import { LEVELS, type Level, type UnitKind } from '../../contracts/ledger.ts';
import { AppError } from '../platform/errors/index.ts';

/** Levels are stored as numbers so that SQL can compare them: nation 0 … village 5. */
export const levelNumber = (level: Level): number => LEVELS.indexOf(level);
export const levelOf = (n: number): Level => LEVELS[n] ?? 'village';

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  nation: '全国',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡级',
  village: '村级',
};

/**
 * The state's own tree leaves a level out in two places, and only there a federation may:
 * counties directly under a province (直辖市的区县、省直辖县) and townships under a city without counties (东莞、嘉峪关).
 */
const LAWFUL_SKIPS: readonly (readonly [Level, Level])[] = [
  ['province', 'county'],
  ['city', 'township'],
];

/** May a unit of this kind and level hang here? Throws a sentence of its own for each way to be wrong. */
export function assertPlace(
  unit: { name: string; kind: UnitKind; level: Level },
  parent: { name: string; level: Level; kind: UnitKind },
): void {
  if (parent.kind !== 'federation') {
    throw new AppError('unit.parent-not-federation', { name: unit.name, parent: parent.name });
  }
  if (unit.kind !== 'federation') {
    if (unit.level !== parent.level)
      throw new AppError('unit.level-differs', { name: unit.name, parent: parent.name });
    return;
  }
  const step = levelNumber(unit.level) - levelNumber(parent.level);
  const lawful = LAWFUL_SKIPS.some(([up, down]) => up === parent.level && down === unit.level);
  if (step !== 1 && !lawful) {
    throw new AppError('unit.level-skipped', {
      name: unit.name,
      level: LEVEL_NAMES[unit.level],
      parent: parent.name,
      parentLevel: LEVEL_NAMES[parent.level],
    });
  }
}

/** A unit under itself, or under one of its own lower units, would be a circle. */
export function assertNoCircle(
  unit: { name: string; path: string },
  parent: { name: string; path: string },
): void {
  if (parent.path.startsWith(unit.path))
    throw new AppError('unit.circle', { name: unit.name, parent: parent.name });
}

/** A parent must exist on the day from which a unit hangs under it; a unit from before records began is not asked. */
export function assertParentThere(
  unit: { name: string },
  parent: { name: string; from: string | null; to: string | null },
  day: string | null,
): void {
  if (parent.to !== null) throw new AppError('unit.closed', { name: parent.name, day: parent.to });
  if (day !== null && parent.from !== null && day < parent.from)
    throw new AppError('unit.parent-later', { name: unit.name, parent: parent.name, from: parent.from, day });
}

/** Changes are told in the order in which they happened; a day before the unit's last change would rewrite history. */
export function assertDayInOrder(
  unit: { name: string; since: string | null; from: string | null; to: string | null },
  day: string,
  today: string,
): void {
  if (day > today) throw new AppError('unit.day-future', { name: unit.name, day });
  if (unit.to !== null) throw new AppError('unit.closed', { name: unit.name, day: unit.to });
  const last = unit.since ?? unit.from;
  if (last !== null && day <= last) throw new AppError('unit.day-too-early', { name: unit.name, last });
}

/** The unit's place in the tree as text that sorts in tree order. Segments are the codes at founding and never change. */
export function pathUnder(parentPath: string | null, code: string): string {
  return `${parentPath ?? '/'}${code}/`;
}

/** A path's subtree as a half-open range in "C" order: '/' is the separator and '0' the character after it. */
export function subtreeOf(path: string): { readonly from: string; readonly to: string } {
  return { from: path, to: `${path.slice(0, -1)}0` };
}

/** The routing key of a unit's rows: its own six digits down to the county, below that its county's. Never changes. */
export function regionCodeFor(code: string, level: Level, parentRegionCode: string | null): string {
  const own = /^\d{6}$/.test(code) ? code : null;
  if (own && levelNumber(level) <= levelNumber('county')) return own;
  return parentRegionCode ?? own ?? '000000';
}

import type { MeasureView } from '../../../../../contracts/api.ts';
import { readWhere, type Tree } from '../../door.ts';

/** What is looked at (看什么), wholly in the address, so that a link shares it and the way back undoes it. */
export interface Exploring {
  readonly measures: readonly MeasureView[];
  readonly units: readonly string[];
  /** 'unit', 'month' or a dimension's key. */
  readonly by: string;
  readonly where: Readonly<Record<string, string>>;
  readonly tree: Tree;
  readonly shape: Shape;
  /** Last year beside? */
  readonly last: boolean;
}
export const SHAPES = ['table', 'bar', 'line', 'share', 'small'] as const;
export type Shape = (typeof SHAPES)[number];

/** More than this nobody reads beside each other, and every one is a question to the server. */
export const MOST_MEASURES = 6;
export const MOST_UNITS = 8;

const listOf = (text: string | null, most: number): string[] =>
  [...new Set((text ?? '').split(',').filter((part) => part !== ''))].slice(0, most);

/** Dimensions that all chosen measures know; several are split only by what they share. */
export function sharedDimensions(measures: readonly MeasureView[]): MeasureView['dimensions'] {
  const [first, ...others] = measures;
  return (first?.dimensions ?? []).filter((d) =>
    others.every((m) => m.dimensions.some((other) => other.key === d.key)),
  );
}

/** Reads the address. Whatever cannot be (a split that a measure does not know) falls back to the nearest that can. */
export function readExploring(
  params: URLSearchParams,
  all: readonly MeasureView[],
  seat: string,
  isLeaf: boolean,
): Exploring {
  const measures = listOf(params.get('measure'), MOST_MEASURES).flatMap(
    (key) => all.find((m) => m.key === key) ?? [],
  );
  const given = listOf(params.get('unit'), MOST_UNITS);
  const units = given.length > 0 ? given : [seat];
  const dimensions = sharedDimensions(measures).map((d) => d.key);
  const where = Object.fromEntries(
    Object.entries(readWhere(params.get('where'))).filter(([key]) => dimensions.includes(key)),
  );
  const asked = params.get('show');
  const shape = SHAPES.find((s) => s === asked) ?? 'table';
  const wanted = params.get('by') ?? '';
  const fallback = isLeaf && units.length === 1 ? 'month' : 'unit';
  const by = ['unit', 'month', ...dimensions].includes(wanted) ? wanted : fallback;
  return {
    measures,
    units,
    // A line over units or kinds would join what has no order.
    by: shape === 'line' ? 'month' : by,
    where,
    tree: params.get('tree') === 'like-for-like' ? 'like-for-like' : 'as-it-was',
    // Small charts are of the units below one unit.
    shape: shape === 'small' && units.length > 1 ? 'table' : shape,
    last: params.get('last') !== 'no',
  };
}

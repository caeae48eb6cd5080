import { readFileSync } from 'node:fs';
import { AppError } from '../../platform/errors/index.ts';
import { canonicalCode, levelOf, NATION_CODE, parentCode } from './codes.ts';
import type { RegionNode } from './node.ts';
import { sisterGuard, treatmentOf, twinOf, unitParentOf } from './treatments.ts';
import { walkTree } from './tree-file.ts';

export interface RegionFilter {
  /** Codes in any written form; these nodes and everything below them. Left out or '000000': the nation. */
  readonly under?: readonly string[];
  /** Also the nodes above them, so that every `parent` has been read before its children. */
  readonly withAncestors?: boolean;
}

/** The state's date of the codes in the shipped tree. */
export const REGIONS_DATE = '2023-06-30';
const TREE_FILE = new URL('../../../data/regions/regions.zst', import.meta.url);

/**
 * Reads the shipped tree of the state's codes, parents before children in code order, one node at a time
 * (16 MB of text held while it runs). Throws AppError `input.invalid` for a code that cannot be one.
 */
export function* readRegions(filter: RegionFilter = {}): Generator<RegionNode> {
  const roots = rootCodes(filter);
  const wanted = (code: string): boolean =>
    roots === null ||
    roots.some((root) => code.startsWith(root) || (filter.withAncestors === true && root.startsWith(code)));
  const pseudo = new Set<string>();
  const isTaken = sisterGuard();
  for (const { code, name } of walkTree(
    readFileSync(TREE_FILE),
    roots === null ? undefined : needed(roots),
  )) {
    const level = levelOf(code) ?? 5;
    const kind = treatmentOf(code, name);
    if (kind === 'pseudo') pseudo.add(code);
    const unitParent = unitParentOf(code, (above) => pseudo.has(above));
    const treatment = kind === 'real' && isTaken({ code, name, level }, unitParent) ? 'double' : kind;
    if (!wanted(code)) continue;
    yield { code, name, level, parent: parentCode(code), treatment, unitParent, twinOf: twinOf(code) };
  }
}

/** What must be looked at to answer for the roots: what is above and below them, and their sisters' names. */
function needed(roots: readonly string[]): (code: string) => boolean {
  const parents = new Set(roots.map(parentCode));
  return (code) =>
    roots.some((root) => code.startsWith(root) || root.startsWith(code)) || parents.has(parentCode(code));
}

/** Canonical codes of the filter's roots; null for the whole nation. */
function rootCodes({ under }: RegionFilter): readonly string[] | null {
  if (!under) return null;
  const roots = under.map((input) => {
    const code = canonicalCode(input);
    if (code !== null) return code;
    const sentence = `“${input}”不是行政区划代码。请填 2、4、6、9 或 12 位数字，例如 350100（福州市）。`;
    throw new AppError('input.invalid', { sentence });
  });
  return roots.includes(NATION_CODE) ? null : roots;
}

import { canonicalCode, parentCode, TWIN_COUNTIES } from './codes.ts';
import { federationName } from './federation-names.ts';
import type { RegionLevel, RegionTreatment } from './node.ts';

/** Headings among the prefectures (older tables also have counties called 市辖区): 1101 市辖区, 5002 县, 4190 省直辖县级行政区划, 6590 自治区直辖县级行政区划. */
const PSEUDO_NAMES: ReadonlySet<string> = new Set([
  '市辖区',
  '县',
  '省直辖县级行政区划',
  '自治区直辖县级行政区划',
]);

/** The treatment that follows from code and name alone; 'double' needs the sisters, see sisterGuard. */
export function treatmentOf(code: string, name: string): Exclude<RegionTreatment, 'double'> {
  if ((code.length === 4 || code.length === 6) && PSEUDO_NAMES.has(name)) return 'pseudo';
  if (twinOf(code) !== null) return 'twin';
  return name.includes('虚拟') ? 'virtual' : 'real';
}

/**
 * Code of the node that a twin repeats, else null: the four cities without counties, and 金门县, which the
 * state repeats, padded, as its own only township and village (350527000, 350527000000).
 */
export function twinOf(code: string): string | null {
  const city = TWIN_COUNTIES[code];
  if (city !== undefined) return city;
  return code.length > 6 && code.endsWith('000') ? canonicalCode(code) : null;
}

/** Code of the nearest ancestor that carries a federation; null for a province, which hangs on the nation. */
export function unitParentOf(code: string, isPseudo: (code: string) => boolean): string | null {
  let above = parentCode(code);
  while (above !== null) {
    const twin = twinOf(above);
    if (twin !== null) return twin;
    if (!isPseudo(above)) return above;
    above = parentCode(above);
  }
  return null;
}

/**
 * Remembers the federations' names under each parent along a walk in code order, and says whether a node's
 * name is taken already. Holds one set of names per level, so memory stays flat.
 */
export function sisterGuard(): (
  node: { code: string; name: string; level: RegionLevel },
  unitParent: string | null,
) => boolean {
  const groups = new Map<RegionLevel, { parent: string | null; names: Set<string> }>();
  return (node, unitParent) => {
    let group = groups.get(node.level);
    if (!group || group.parent !== unitParent) {
      group = { parent: unitParent, names: new Set() };
      groups.set(node.level, group);
    }
    const name = federationName(node);
    if (group.names.has(name)) return true;
    group.names.add(name);
    return false;
  };
}

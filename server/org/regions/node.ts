export type RegionLevel = 1 | 2 | 3 | 4 | 5; // province, prefecture, county, township, village

/**
 * What the house makes of a node of the state's tree (DESIGN §5 "Region nodes are not units"):
 * real: carries a federation · pseudo: a heading of the state's tables, no place · twin: the same place once
 * more, as its own child · virtual: a stand-in that the statisticians need, nobody lives there ·
 * double: a real place whose federation would bear the name of an elder sister's, so it gets a number.
 */
export type RegionTreatment = 'real' | 'pseudo' | 'virtual' | 'twin' | 'double';

export interface RegionNode {
  /** Short form: 2, 4, 6, 9 or 12 digits by level. */
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** Code of the parent in the state's tree; null for a province. */
  readonly parent: string | null;
  readonly treatment: RegionTreatment;
  /** Code of the nearest ancestor that carries a federation; null for a province (it hangs on the nation). */
  readonly unitParent: string | null;
  /** For a twin: the code of the one real node. */
  readonly twinOf: string | null;
}

/** Whether a federation is made on the node: it is real, or real and a double. */
export function carriesFederation(node: Pick<RegionNode, 'treatment'>): boolean {
  return node.treatment === 'real' || node.treatment === 'double';
}

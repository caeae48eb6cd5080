import type { Level } from '../contracts/ledger.ts';
import {
  federationName,
  NATION_FEDERATION,
  type RegionNode,
  readRegions,
  unitCode,
} from '../server/org/regions/index.ts';

/** A real federation of the sample world, by the codes of the shipped tree. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly parent: string | null;
}
export interface Township {
  readonly code: string;
  /** The place's own name: 东街街道. */
  readonly name: string;
  readonly villages: readonly string[];
}
/** A township whose villages are still being read. */
type Draft = { code: string; name: string; villages: string[] };
export interface County {
  readonly code: string;
  readonly name: string;
  readonly townships: readonly Township[];
}
export interface Region {
  /** All federations, parents before children. */
  readonly places: readonly Place[];
  readonly counties: readonly County[];
}

const LEVEL_OF: readonly Level[] = ['nation', 'province', 'city', 'county', 'township', 'village'];
export const NATION: Place = { code: '000000', name: NATION_FEDERATION.name, level: 'nation', parent: null };

/** The real federations under the given codes, with what stands above them; one reading of the shipped tree. */
export function readPlaces(under: readonly string[]): Region {
  const places: Place[] = [];
  const counties: { code: string; name: string; townships: Draft[] }[] = [];
  for (const node of readRegions({ under, withAncestors: true })) {
    if (node.treatment !== 'real') continue;
    const code = unitCode(node);
    places.push(placeOf(node));
    const county = counties.at(-1);
    if (node.level === 3) counties.push({ code, name: node.name, townships: [] });
    else if (node.level === 4) county?.townships.push({ code, name: node.name, villages: [] });
    else if (node.level === 5) county?.townships.at(-1)?.villages.push(code);
  }
  return { places, counties };
}

function placeOf(node: RegionNode): Place {
  return {
    code: unitCode(node),
    name: federationName(node),
    level: LEVEL_OF[node.level] ?? 'village',
    parent: node.unitParent === null ? NATION.code : unitCode({ code: node.unitParent }),
  };
}

/** The county of a code; throws when the shipped tree has it no longer, which a test would notice first. */
export function countyOf(region: Region, code: string): County {
  const county = region.counties.find((c) => c.code === code);
  if (!county) throw new RangeError(`sample world: no county ${code} in the shipped tree`);
  return county;
}

import type { RegionLevel } from './node.ts';

/** Short form of the nation; it is not a node of the state's tree, but every tree of units hangs on it. */
export const NATION_CODE = '00';

/**
 * Cities without counties (不设区的地级市) appear twice in the state's tree, the second time as their own only
 * "county". Three are padded with zeros; 嘉峪关 has a county number of its own. Kept as a table, so that a
 * lookup needs no data; a test holds it against the shipped tree.
 */
export const TWIN_COUNTIES: Readonly<Record<string, string>> = {
  '441900': '4419', // 东莞市
  '442000': '4420', // 中山市
  '460400': '4604', // 儋州市
  '620201': '6202', // 嘉峪关市
};

const LENGTHS: readonly number[] = [2, 4, 6, 9, 12];
const SHAPE = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;

/** Level of a short code: 1 province … 5 village; null where the length fits no level. */
export function levelOf(code: string): RegionLevel | null {
  const at = LENGTHS.indexOf(code.length);
  return at < 0 ? null : ((at + 1) as RegionLevel);
}

/** Code of the node above in the state's tree, pseudo-prefectures included; null for a province. */
export function parentCode(code: string): string | null {
  const above = LENGTHS[LENGTHS.indexOf(code.length) - 1];
  return above === undefined ? null : code.slice(0, above);
}

/**
 * Short form of a code as people and forms write it, padded or not: '350100' and '350100000000' → '3501',
 * '441900' → '4419' (the twin leads to the one city), '000000' → '00' (nation).
 * Null where it cannot be a code: letters, a wrong length, a gap ('350012').
 */
export function canonicalCode(input: string): string | null {
  const text = input.trim();
  if (!SHAPE.test(text)) return null;
  const full = text.padEnd(12, '0');
  if (/^0+$/.test(full)) return NATION_CODE;
  const province = full.slice(0, 2);
  if (province === '00') return null;
  const cut = cutZeros(full);
  const twin = TWIN_COUNTIES[cut];
  if (twin !== undefined) return twin;
  // Below a twin the zeros in the middle are the state's own: 441900003 is 东城街道.
  const inner = TWIN_COUNTIES[cut.slice(0, 6)] === undefined ? /^\d\d(00|\d\d00.)/ : /^\d\d00/;
  if (inner.test(cut) || cut.slice(6, 9) === '000') return null;
  return cut;
}

function cutZeros(full: string): string {
  if (!full.endsWith('000')) return full;
  if (!full.endsWith('000000')) return full.slice(0, 9);
  if (!full.endsWith('00000000')) return full.slice(0, 6);
  return full.endsWith('0000000000') ? full.slice(0, 2) : full.slice(0, 4);
}

/**
 * The code that people see and that a federation carries: 6 digits down to the county ('350000', '350100',
 * '350112'), 9 for a township, 12 for a village, '000000' for the nation (GB/T 2260, GB/T 10114).
 */
export function unitCode(node: { readonly code: string }): string {
  const code = TWIN_COUNTIES[node.code] ?? node.code;
  return code.padEnd(6, '0');
}

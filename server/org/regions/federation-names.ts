import type { RegionLevel, RegionTreatment } from './node.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly treatment?: RegionTreatment;
}

/** A remark at the end, of which the source has hundreds: 「合隆居委会（合隆经济开发区）（省级）」. */
const REMARKS = /(（[^（）]*）|\([^()]*\))+[）)]*$/;
// The tails tolerate the source's slips: 村民委会, 居委会会, 村民委员, 社区居, 居民委委会.
const RESIDENTS = /居[民委员会]+$|(?<=社区)居$/;
const VILLAGERS = /村[民员]*[委会][民委员会]*$|(?<=嘎查|）)[民员]*委[民委员会]*$/;
const LIKE = /类似(居委会|居民委员会|社区居委会|社区|村委会|村|乡级单位)(?=.?.?区?$)/;

/**
 * Short name of the federation on a node, as it is used everywhere: 福建省妇联, 福州市妇联, 鼓楼区妇联,
 * 东街街道妇联, and for 村委会 / 居委会 the place itself: 东风村妇联, 多福巷社区妇联. A village-level body that
 * is neither (生活区, 连队, 牧委会, 管理区 …) keeps its name. Two sisters of one name are two federations, so a
 * 'double' adds the end of its code: 干河沟社区妇联（018）.
 */
export function federationName(node: Named): string {
  return `${placeName(node)}妇联${numberOf(node)}`;
}

/** As federationName, with the full ending that stands on papers and seals: 福建省妇女联合会. */
export function federationFullName(node: Named): string {
  return `${placeName(node)}妇女联合会${numberOf(node)}`;
}

/** The nation's own: there is no node for it in the state's tree. */
export const NATION_FEDERATION = { name: '全国妇联', fullName: '中华全国妇女联合会' } as const;

const numberOf = ({ code, treatment }: Named): string =>
  treatment === 'double' ? `（${code.slice(-3)}）` : '';

function placeName({ name, level }: Named): string {
  if (level === 5) return villagePlace(name);
  if (level < 3) return name;
  // An area run by a 管委会 or an office: the federation is the area's, not the office's.
  const short = name
    .replace(/(管委会|管理委员会)$/, '')
    .replace(/街道办事处$/, '街道')
    .replace(LIKE, '');
  return short || name;
}

function villagePlace(name: string): string {
  const bare = name.replace(REMARKS, '') || name;
  const residents = stem(bare, RESIDENTS);
  if (residents !== null) return residents.endsWith('社区') ? residents : `${residents}社区`;
  const villagers = stem(bare, VILLAGERS);
  if (villagers !== null) {
    // 「（一村）委会」 has its 村 inside the brackets already.
    const named = /(村|社区|嘎查)$/.test(villagers) || bare[villagers.length] !== '村';
    return named ? villagers : `${villagers}村`;
  }
  return bare.replace(LIKE, '') || bare;
}

function stem(name: string, tail: RegExp): string | null {
  const cut = name.replace(tail, '');
  return cut === name || cut === '' ? null : cut;
}

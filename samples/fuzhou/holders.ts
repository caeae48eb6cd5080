import type { Chance } from '../chance.ts';
import { between, oneOf, shuffled } from '../chance.ts';
import type { County, Region } from '../places.ts';
import { CHANGLE } from '../units.ts';

/** How the lines of a theme fall on the levels; the parts need not sum to 1. */
export interface Mix {
  readonly city?: number;
  readonly county?: number;
  readonly township?: number;
  readonly village?: number;
}
/** Since 2010 平潭 was run by the 综合实验区 and reported little to Fuzhou; it still is a county of the tree. */
const PINGTAN = '350128';
export const CITY = '350100';
/** For totals of 2012: before the ledgers began only totals are known, entered as opening lines (期初). */
export const OPENING_2012 = {
  until: '2012-12-31',
  opening: 'covers',
  explanation: '样例:2012年只有总数,当时没有逐笔登记。',
} as const;

/** The county federation's own code on a day of 2013: 长乐 was still a city of its own. */
export function countyCode2013(county: County): string {
  return county.code === CHANGLE.after ? CHANGLE.before : county.code;
}

/**
 * Who recorded `count` lines in 2013: one unit per line, every county with its share by number of villages,
 * within a county by `mix`. Deterministic by `chance`; the counties alternate, so that any cut is spread too.
 */
export function holders(region: Region, count: number, mix: Mix, chance: Chance): string[] {
  const cityLines = Math.round((count * (mix.city ?? 0)) / total(mix));
  const shares = countyShares(region, count - cityLines);
  const codes = shares.flatMap(({ county, share }) =>
    Array.from({ length: share }, () => holderIn(county, mix, chance)),
  );
  return shuffled([...codes, ...Array.from({ length: cityLines }, () => CITY)], chance);
}

/** The counties of Fuzhou, in code order. */
export function countiesOf(region: Region): County[] {
  return region.counties.filter((c) => c.code.startsWith('3501'));
}

function countyShares(region: Region, count: number): { county: County; share: number }[] {
  const counties = countiesOf(region);
  const weight = (county: County): number =>
    county.code === PINGTAN ? 2 : 6 + Math.sqrt(county.townships.reduce((n, t) => n + t.villages.length, 0));
  const whole = counties.reduce((sum, c) => sum + weight(c), 0);
  let before = 0;
  let given = 0;
  return counties.map((county) => {
    before += weight(county);
    const share = Math.round((before / whole) * count) - given;
    given += share;
    return { county, share };
  });
}

function holderIn(county: County, mix: Mix, chance: Chance): string {
  const { county: own = 0, township = 0, village = 0 } = mix;
  const at = chance() * (own + township + village);
  if (at < own) return countyCode2013(county);
  const street = oneOf(county.townships, chance);
  if (at < own + township || street.villages.length === 0) return street.code;
  return street.villages[between(0, street.villages.length - 1, chance)] ?? street.code;
}

function total({ city = 0, county = 0, township = 0, village = 0 }: Mix): number {
  return city + county + township + village;
}

/** All villages of the city with their townships, in code order. */
export function villagesOf(region: Region): { village: string; county: County }[] {
  return countiesOf(region).flatMap((county) =>
    county.townships.flatMap((t) => t.villages.map((village) => ({ village, county }))),
  );
}

import type { CoverageNumbers, CoverageRate } from '../../contracts/api-network.ts';
import { ask, askBy, type Question } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { childrenOf, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** The register of organisations (妇女组织登记册, L2) and what is counted from it. */
export const REGISTER = 'organisations';
const ELIGIBLE = 'organisations.eligible';
const BUILT = 'organisations.built';
export const BLANK = 'organisations.blank';
const KIND = 'place';

/**
 * 组建率 of a unit as of a day, by kind and by lower unit. Every number is a figure of the register and opens like any
 * other; the rate is built ÷ eligible of the same row, and stays empty where nobody is on the register.
 */
export async function coverageRate(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  asOf: string,
): Promise<CoverageRate> {
  const question = (measure: string): Question => ({
    unit,
    measure,
    from: asOf,
    to: asOf,
    where: {},
    tree: 'as-it-was',
  });
  const [eligible, built, blank] = [ELIGIBLE, BUILT, BLANK].map(question);
  if (!eligible || !built || !blank) throw new Error('three questions');
  const rows = async (by: string): Promise<Map<string, { label: string } & CoverageNumbers>> => {
    const found = new Map<
      string,
      { label: string; eligible: number | null; built: number | null; blank: number | null }
    >();
    for (const [field, q] of [
      ['eligible', eligible],
      ['built', built],
      ['blank', blank],
    ] as const)
      for (const row of await askBy(tx, registry, q, by)) {
        const before = found.get(row.key) ?? { label: row.label, eligible: null, built: null, blank: null };
        found.set(row.key, { ...before, [field]: row.value });
      }
    return new Map(
      [...found].map(([key, n]) => [key, { label: n.label, ...numbers(n.eligible, n.built, n.blank) }]),
    );
  };
  const [kinds, below] = [await rows(KIND), await rows('unit')];
  const federations = new Set(
    (await childrenOf(tx, unit.id)).filter((c) => c.kind === 'federation').map((c) => c.id),
  );
  return {
    asOf,
    unit: { id: unit.id, name: unit.name },
    total: numbers(
      (await ask(tx, registry, eligible)).value,
      (await ask(tx, registry, built)).value,
      (await ask(tx, registry, blank)).value,
    ),
    kinds: [...kinds].map(([kind, n]) => ({ kind, ...n })),
    // Member units and venues are named only where they have something on the register.
    below: [...below]
      .filter(([id, n]) => n.eligible !== null || federations.has(id))
      .map(([id, { label, ...n }]) => ({ id, name: label, ...n })),
  };
}

/** Where somebody is on the register, nothing built or no blank spot is a true 0. */
function numbers(eligible: number | null, built: number | null, blank: number | null): CoverageNumbers {
  if (eligible === null) return { eligible, built, blank, rate: null };
  const has = built ?? 0;
  return {
    eligible,
    built: has,
    blank: blank ?? 0,
    rate: eligible === 0 ? null : Math.round((has / eligible) * 1000) / 10,
  };
}

import type { Check, Figure } from '../model.ts';
import { alls } from './all.ts';
import { balances } from './balance.ts';
import { bounds } from './bound.ts';
import { consistencies } from './consistency.ts';
import { cumulatives } from './cumulative.ts';
import { deltas } from './delta.ts';
import { eachOf } from './each-of.ts';
import { enumerations } from './enumeration.ts';
import { superlatives } from './extremes.ts';
import { facets } from './facets.ts';
import { bothKinds, gathered } from './gathered.ts';
import { hundreds } from './hundred.ts';
import { monotonics } from './monotonic.ts';
import { moreThanAll } from './more-than-all.ts';
import { namedSets } from './named.ts';
import { nesteds } from './nested.ts';
import { orders } from './order.ts';
import { overviews } from './overview.ts';
import { perUnits } from './per-unit.ts';
import { ratios } from './ratio.ts';
import { recalled } from './recalled.ts';
import { remainders } from './remaining.ts';
import { restated } from './restated.ts';
import { differences, runnings } from './running.ts';
import { oneDigitOff, oneForEach, sames } from './same.ts';
import { sceneOf } from './scene.ts';
import { settle } from './settle.ts';
import { sharesAhead } from './share-ahead.ts';
import { silentBases } from './silent-base.ts';
import { sinces } from './since.ts';
import { stills } from './still.ts';
import { subsets } from './subset.ts';
import { sums } from './sum.ts';
import { summaries } from './summary.ts';
import { surpassed } from './surpassed.ts';
import { targets } from './target.ts';
import { thresholds } from './thresholds.ts';
import { turned } from './turned.ts';

const RULES = [
  sums,
  facets,
  gathered,
  bothKinds,
  eachOf,
  hundreds,
  ratios,
  sharesAhead,
  silentBases,
  deltas,
  perUnits,
  enumerations,
  namedSets,
  alls,
  bounds,
  monotonics,
  targets,
  surpassed,
  remainders,
  balances,
  runnings,
  differences,
  subsets,
  nesteds,
  restated,
  sames,
  oneForEach,
  oneDigitOff,
  consistencies,
  cumulatives,
  superlatives,
  moreThanAll,
  orders,
  overviews,
  recalled,
  sinces,
  stills,
  summaries,
  thresholds,
  turned,
];

/**
 * Cross-checks (勾稽) of a text and its figures: every arithmetic relation that is stated or clearly implied, judged true,
 * false (break · slip · ask) or "cannot-tell", in the order of the text. Pure; linear in the length of the text; no input
 * makes it throw. Positions are code points.
 */
export function checkFigures(text: string, figures: Figure[]): Check[] {
  const scene = sceneOf(text, figures);
  return settle(RULES.flatMap((rule) => rule(scene)));
}

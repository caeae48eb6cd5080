import { sameFamily } from '../../../contracts/ledger.ts';
import { normalise, type Phrase } from './phrases.ts';

/** What a figure of a text probably is, best first. */
export interface Match {
  readonly measure: string;
  readonly where: Readonly<Record<string, string>>;
  /** Share of the phrase's telling words that stand in the text, 0…1. */
  readonly share: number;
  /** Weight of those words: long and rare ones weigh more, so 双学双比培训班 beats 培训班. */
  readonly weight: number;
}

export interface PhraseBook {
  match(figure: { readonly subject: string; readonly clause: string; readonly unit: string }): Match[];
}

/** Below this share the words only happen to be alike. */
const LEAST_SHARE = 0.6;

const pairs = (text: string): string[] => {
  const chars = [...text];
  return chars.slice(1).map((c, i) => `${chars[i] ?? ''}${c}`);
};

/**
 * An index of phrases by pairs of characters, each weighed by how rare it is among them (inverse document frequency).
 * Matching looks only at phrases that share a pair with the text; among 3,000 phrases a figure takes a fraction of a millisecond.
 */
export function openPhraseBook(phrases: readonly Phrase[]): PhraseBook {
  const grams = phrases.map((p) => [...new Set(pairs(p.text))]);
  const holders = new Map<string, number[]>();
  for (const [i, list] of grams.entries())
    for (const g of list) {
      const known = holders.get(g);
      if (known) known.push(i);
      else holders.set(g, [i]);
    }
  const weights = new Map([...holders].map(([g, held]) => [g, Math.log(1 + phrases.length / held.length)]));
  const totals = grams.map((list) => list.reduce((sum, g) => sum + (weights.get(g) ?? 0), 0));
  const meanings = phrases.map((p) => `${p.measure}?${JSON.stringify(p.where)}`);
  const scores = new Float64Array(phrases.length);
  const inFamily = new Map<string, boolean>();
  const fits = (counted: string, written: string): boolean => {
    const key = `${counted}/${written}`;
    const known = inFamily.get(key) ?? sameFamily(counted, written);
    inFamily.set(key, known);
    return known;
  };
  return {
    match({ subject, clause, unit }) {
      const [ownText, around] = [normalise(subject), normalise(clause)];
      // The subject's own words tell more than the rest of the clause.
      const own = new Set(pairs(ownText));
      const touched: number[] = [];
      for (const g of new Set([...own, ...pairs(around)])) {
        const weight = (weights.get(g) ?? 0) * (own.has(g) ? 1 : 0.7);
        for (const i of holders.get(g) ?? []) {
          if (scores[i] === 0) touched.push(i);
          scores[i] = (scores[i] ?? 0) + weight;
        }
      }
      const text = `${ownText}。${around}`;
      const best = new Map<string, Match>();
      for (const i of touched) {
        const weight = scores[i] ?? 0;
        scores[i] = 0;
        const share = weight / (totals[i] ?? 1);
        const phrase = phrases[i];
        if (share < LEAST_SHARE || !phrase) continue;
        if (unit !== '' && !fits(phrase.unitWord, unit)) continue;
        if (!text.includes(phrase.must)) continue;
        const key = meanings[i] ?? '';
        const known = best.get(key);
        if (!known || known.weight < weight)
          best.set(key, { measure: phrase.measure, where: phrase.where, share, weight });
      }
      return [...best.values()].sort((a, b) => b.weight * b.share - a.weight * a.share).slice(0, 4);
    },
  };
}

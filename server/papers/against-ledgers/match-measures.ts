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
 * Matching looks only at phrases that share a pair with the text; 6,000 phrases take well under a millisecond a figure.
 */
export function openPhraseBook(phrases: readonly Phrase[]): PhraseBook {
  const holders = new Map<string, number[]>();
  const grams = phrases.map((p) => [...new Set(pairs(p.text))]);
  for (const [i, list] of grams.entries())
    for (const g of list) {
      const known = holders.get(g);
      if (known) known.push(i);
      else holders.set(g, [i]);
    }
  const weightOf = (g: string): number => Math.log(1 + phrases.length / (holders.get(g)?.length ?? 1));
  const totals = grams.map((list) => list.reduce((sum, g) => sum + weightOf(g), 0));
  return {
    match({ subject, clause, unit }) {
      const text = normalise(`${subject}。${clause}`);
      // The subject's own words tell more than the rest of the clause.
      const own = new Set(pairs(normalise(subject)));
      const found = new Map<number, number>();
      for (const g of new Set([...pairs(normalise(subject)), ...pairs(normalise(clause))])) {
        const weight = weightOf(g) * (own.has(g) ? 1 : 0.7);
        for (const i of holders.get(g) ?? []) found.set(i, (found.get(i) ?? 0) + weight);
      }
      const best = new Map<string, Match>();
      for (const [i, weight] of found) {
        const [phrase, total] = [phrases[i], totals[i] ?? 0];
        if (!phrase || total === 0 || !text.includes(phrase.must)) continue;
        if (unit !== '' && !sameFamily(phrase.unitWord, unit)) continue;
        const share = weight / total;
        if (share < LEAST_SHARE) continue;
        const key = `${phrase.measure}?${JSON.stringify(phrase.where)}`;
        const known = best.get(key);
        if (!known || known.weight < weight)
          best.set(key, { measure: phrase.measure, where: phrase.where, share, weight });
      }
      return [...best.values()].sort((a, b) => b.weight * b.share - a.weight * a.share).slice(0, 4);
    },
  };
}

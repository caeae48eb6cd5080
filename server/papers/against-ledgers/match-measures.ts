import { sameFamily } from '../../../contracts/ledger.ts';
import { normalise, type Phrase, type Splits } from './phrases.ts';

/** What a figure of a text probably is, best first. */
export interface Match {
  readonly measure: string;
  readonly where: Splits;
  readonly source: Phrase['source'];
  /** Share of the phrase's telling words that stand in the text, 0…1. */
  readonly share: number;
  /** Weight of those words: long and rare ones weigh more, so 双学双比培训班 beats 培训班. */
  readonly weight: number;
  /** Of the figure's own words that the definitions know, the part that this phrase explains, 0…1. */
  readonly cover: number;
}

export interface PhraseBook {
  match(figure: { readonly subject: string; readonly clause: string; readonly unit: string }): Match[];
}

/** Below this share the words only happen to be alike. */
const LEAST_SHARE = 0.6;
/** 惠及妇女儿童 is not the number of children: a phrase that leaves most of the figure's words unsaid means something else. */
const LEAST_COVER = 0.25;

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
  const ownScores = new Float64Array(phrases.length);
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
      let ownTotal = 0;
      for (const g of new Set([...own, ...pairs(around)])) {
        const isOwn = own.has(g);
        const full = weights.get(g) ?? 0;
        if (isOwn) ownTotal += full;
        for (const i of holders.get(g) ?? []) {
          if (scores[i] === 0) touched.push(i);
          scores[i] = (scores[i] ?? 0) + full * (isOwn ? 1 : 0.7);
          if (isOwn) ownScores[i] = (ownScores[i] ?? 0) + full;
        }
      }
      const text = `${ownText}。${around}`;
      const best = new Map<string, Match>();
      for (const i of touched) {
        const weight = scores[i] ?? 0;
        const cover = ownTotal === 0 ? 1 : (ownScores[i] ?? 0) / ownTotal;
        scores[i] = 0;
        ownScores[i] = 0;
        const share = weight / (totals[i] ?? 1);
        const phrase = phrases[i];
        if (share < LEAST_SHARE || cover < LEAST_COVER || !phrase) continue;
        if (unit !== '' && !fits(phrase.unitWord, unit)) continue;
        if (phrase.must !== '' && !isMeant(phrase.must, text)) continue;
        const key = meanings[i] ?? '';
        const known = best.get(key);
        const { measure, where, source } = phrase;
        const match = { measure, where, source, share, weight, cover };
        if (!known || rank(known) < rank(match)) best.set(key, match);
      }
      return [...best.values()].sort((a, b) => rank(b) - rank(a)).slice(0, 4);
    },
  };
}

/** How well a match explains the words; two of nearly the same rank leave the meaning open. */
export const rank = (m: Match): number => m.weight * m.share * m.cover * (m.source === 'value' ? 0.5 : 1);

/** A value that stands in the text as an example (“反邪知识进家庭”等活动130场) says nothing of the figure. */
function isMeant(must: string, text: string): boolean {
  const at = text.lastIndexOf(must);
  return at >= 0 && text[at + must.length] !== '等';
}

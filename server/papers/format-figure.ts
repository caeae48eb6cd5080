import type { BoundFigure } from '../../contracts/report.ts';
import { shareWithin } from '../../contracts/share.ts';

const SCALES: Readonly<Record<string, number>> = { 万元: 1e4, 亿元: 1e8 };

export interface FormattedFigure {
  readonly shown: string;
  readonly digits: string;
  /** The counted unit word: 元 also where 万元 is written. */
  readonly unitWord: string;
  readonly qualifier: 'over' | 'atLeast' | null;
}

/**
 * How a counted value stands in a sentence: '6814人', '8888万元', '1万多株', '80%以上'. A rounded form is always cut
 * down, never up, and the word 余/多/以上 is only written when it is true.
 */
export function formatFigure(value: number, bound: BoundFigure, measureWord: string): FormattedFigure {
  const written = bound.unitWord ?? measureWord;
  const scale = SCALES[written];
  const unitWord = scale ? '元' : written;
  const q = bound.qualifier;
  if (q) {
    const cut = Math.floor(value / q.step) * q.step;
    const isMore = q.kind === 'over' ? value > cut : value >= cut;
    if (cut > 0 && isMore) {
      const { digits, tail } = big(cut / (scale ?? 1), scale ? written : unitWord);
      const shown =
        q.word === '以上'
          ? `${digits}${tail}${q.word}`
          : withMore(cut / (scale ?? 1), q.word, scale ? written : unitWord);
      return { shown, digits, unitWord, qualifier: q.kind };
    }
  }
  const most = bound.digits ?? 2;
  const digits = decimal(scale ? value / scale : shareWithin(value, written, most), most);
  return { shown: `${digits}${written}`, digits, unitWord, qualifier: null };
}

/** 10000 → '1万多株' and 10万余名: whole ten-thousands are written with 万, as offices do. */
function withMore(cut: number, word: string, unit: string): string {
  return cut >= 10_000 && cut % 10_000 === 0
    ? `${cut / 10_000}万${word}${unit}`
    : `${decimal(cut, 2)}${word}${unit}`;
}
function big(cut: number, unit: string): { digits: string; tail: string } {
  return cut >= 10_000 && cut % 10_000 === 0
    ? { digits: `${cut / 10_000}万`, tail: unit }
    : { digits: decimal(cut, 2), tail: unit };
}

/** Plain digits as office papers write them: no thousands mark, no trailing zeros. */
export function decimal(value: number, most: number): string {
  const fixed = value.toFixed(most);
  return most > 0 ? fixed.replace(/\.?0+$/, '') : fixed;
}

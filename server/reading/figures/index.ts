import type { Figure } from '../model.ts';

const NUMBER =
  /(\d+(?:\.\d+)?)([万亿]?)(余|多)?(%|‰|个百分点|人次|场次|万元|元|人|名|个|户|期|件|场|次|家|篇|对|起)/gu;
const POWER: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** First reading, Arabic numbers with a common unit word only; the whole of it follows. */
export function readFigures(text: string): Figure[] {
  const found: Figure[] = [];
  let units = 0;
  let points = 0;
  for (const hit of text.matchAll(NUMBER)) {
    points += [...text.slice(units, hit.index)].length;
    units = hit.index;
    const unit = hit[4] ?? '';
    const raw = `${hit[1]}${hit[2]}`;
    const rate = unit === '%' || unit === '‰' || unit === '个百分点';
    found.push({
      start: points,
      end: points + [...raw].length,
      raw,
      value: Number(hit[1]) * (POWER[hit[2] ?? ''] ?? 1),
      unit,
      qualifier: hit[3] === undefined ? null : 'over',
      kind: rate ? 'rate' : unit.endsWith('元') ? 'amount' : 'count',
      role: 'level',
      status: 'actual',
      subject: '',
      period: null,
      sentence: { start: points, end: points + [...hit[0]].length },
    });
  }
  return found;
}

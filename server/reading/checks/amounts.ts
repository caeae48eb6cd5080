import type { Figure } from '../model.ts';

/** What a figure can mean: every number from `lo` to `hi`. An exact figure has both alike. */
export type Range = { lo: number; hi: number };

/** How finely a figure is written: `ulp` is one in its last written digit (3.5万 → 1000), `decimals` those of the raw number. */
export type Grain = { ulp: number; decimals: number; scaled: boolean };

const SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

export function grainOf(figure: Figure): Grain {
  const hit = /[\d０-９]+(?:[.．]([\d０-９]+))?\s*([十百千万亿]*)/.exec(
    figure.raw.replace(/百分之|千分之|万分之/g, ''),
  );
  const chinese = /点([〇零一二三四五六七八九]+)/.exec(figure.raw);
  const decimals = hit?.[1]?.length ?? chinese?.[1]?.length ?? 0;
  const value = Array.isArray(figure.value) ? figure.value[1] : figure.value;
  if (figure.kind === 'rate') return { ulp: 10 ** -decimals, decimals, scaled: false };
  let scale = 1;
  for (const char of hit?.[2] ?? '') scale *= SCALE[char] ?? 1;
  // A reader may have resolved 万元 into 元 without 万 standing in `raw`.
  const plain = Number((hit?.[0] ?? '').replace(/[十百千万亿\s]/g, '').replace('．', '.'));
  if (scale === 1 && Number.isFinite(plain) && plain > 0) {
    const shown = value / plain;
    if (Math.abs(shown - 1e4) < 1e-6 || Math.abs(shown - 1e8) < 1e-2) scale = Math.round(shown);
  }
  return { ulp: scale / 10 ** decimals, decimals, scaled: scale > 1 };
}

/** One in the last digit that is not nought: 200 → 100, 150 → 10, 0.5 → its ulp. */
function lastDigit(value: number, ulp: number): number {
  if (value === 0) return ulp;
  let step = ulp;
  while (step < 1e12 && Math.abs(value / (step * 10) - Math.round(value / (step * 10))) < 1e-9) step *= 10;
  return step;
}

/** 百户、千人、上百: a round figure, not a count. */
const ROUND = /^(?:上|成|近|数|几)?[十百千万亿]+$/;

/** What the figure can mean with its qualifier (余、近、约、以上 …). 两百多 is 200 to 300, 百户 is 90 to 110. */
export function rangeOf(figure: Figure): Range {
  const { value, qualifier } = figure;
  const open = { lo: -Infinity, hi: Infinity };
  if (Array.isArray(value)) {
    if (qualifier === 'over' || qualifier === 'atLeast') return { lo: value[0], hi: open.hi };
    return { lo: value[0], hi: value[1] };
  }
  const step = lastDigit(value, grainOf(figure).ulp);
  switch (qualifier) {
    case 'over':
      return figure.kind === 'rate'
        ? { lo: value, hi: open.hi }
        : { lo: value, hi: value + Math.max(step, value * 0.1) };
    case 'atLeast':
      return { lo: value, hi: open.hi };
    case 'atMost':
    case 'lessThan':
      return { lo: open.lo, hi: value };
    case 'nearly':
      return { lo: value - Math.max(step, value * 0.1), hi: value };
    case 'approx':
    case 'range': {
      const half = Math.max(value * 0.1, figure.kind === 'rate' ? 2 : 0);
      return { lo: value - half, hi: value + half };
    }
    default:
      return ROUND.test(figure.raw) ? { lo: value * 0.9, hi: value * 1.1 } : { lo: value, hi: value };
  }
}

/** A number as a reader writes it: no binary dust, no thousands separators, 万 above a hundred thousand only when it is whole. */
export function shown(value: number): string {
  const tidy = Math.round(value * 1e6) / 1e6;
  return String(tidy);
}

/** Ordinary rounding (四舍五入). */
const half = (value: number, decimals: number) => {
  const power = 10 ** decimals;
  return Math.floor(value * power + 0.5 + 1e-9) / power;
};

/**
 * Compares a computed number with a written one of `decimals` digits: `same` at written precision, `slip` when it was cut
 * instead of rounded or is one off in the last digit, else `off`.
 */
export function compareWritten(computed: number, written: number, decimals: number): 'same' | 'slip' | 'off' {
  const power = 10 ** decimals;
  if (Math.abs(half(computed, decimals) - written) < 0.25 / power) return 'same';
  // Exactly on the edge between two roundings either is right (even rounding of a program).
  if (Math.abs(Math.abs(computed - written) * power - 0.5) < 1e-6) return 'same';
  if (Math.abs(computed - written) * power <= 1 + 1e-9) return 'slip';
  return 'off';
}

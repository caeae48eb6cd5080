import { describe, expect, it } from 'vitest';
import { compare, prepare } from './index.ts';
import { COPIED, OTHER, REPORT } from './testing-texts.ts';

const shareIn = (a: string, b: string): number => compare(prepare(a), prepare(b)).share;

describe('sameness of two texts', () => {
  it('finds a report under other years, names, figures, line breaks, widths and with a moved sentence', () => {
    const { share, stretches } = compare(prepare(COPIED), prepare(REPORT));
    expect(share).toBeGreaterThan(0.93);
    const moved = COPIED.indexOf('巡讲团的成员');
    const sentence = stretches.find((s) => s.start <= moved && s.end > moved);
    expect(COPIED.slice(sentence?.start, sentence?.end)).toContain('听的人常常落泪。');
    expect(REPORT.slice(sentence?.otherStart, sentence?.otherEnd)).toContain('听的人常常落泪。');
  });

  it('says what was changed: year, figure, name', () => {
    const { stretches } = compare(prepare(COPIED), prepare(REPORT));
    const changed = stretches.flatMap((s) => s.changed.map((c) => `${c.kind} ${c.there}→${c.here}`));
    expect(changed).toContain('year 2019→2020');
    expect(changed).toContain('figure 1860→2075');
    expect(changed).toContain('figure 七→九');
    expect(changed).toContain('figure 4.8万→5.2万');
    expect(changed).toContain('name 东塘→南湾');
    expect(changed).toContain('name 王小禾→陈大梅');
    expect(changed).toContain('name 李春燕→赵秋兰');
    for (const c of stretches.flatMap((s) => s.changed)) {
      expect(COPIED.slice(c.start, c.end)).toBe(c.here);
      expect(REPORT.slice(c.otherStart, c.otherEnd)).toBe(c.there);
    }
  });

  it('gives the share of copied characters: half is half', () => {
    const half = REPORT.slice(0, REPORT.indexOf('三、'));
    const own = OTHER.slice(0, half.length);
    const copied = half.replace(/\s/g, '').length;
    const share = shareIn(half + own, REPORT);
    expect(share).toBeCloseTo(copied / (copied + own.replace(/\s/g, '').length), 1);
    expect(shareIn(REPORT, half)).toBeCloseTo(copied / REPORT.replace(/\s/g, '').length, 1);
  });

  it('finds nothing between reports of two hands', () => {
    expect(shareIn(OTHER, REPORT)).toBe(0);
  });

  it('a text stands wholly in itself, also squeezed into half width and one line', () => {
    expect(shareIn(REPORT, REPORT.slice())).toBeGreaterThan(0.99);
    expect(shareIn(REPORT.normalize('NFKC').replace(/\n/g, ''), REPORT)).toBeGreaterThan(0.99);
  });

  it('counts code points, not UTF-16 units', () => {
    const prefix = '𠮷𡃁😀 自己写的一句话。';
    const { stretches } = compare(prepare(prefix + REPORT), prepare(REPORT));
    const points = [...(prefix + REPORT)];
    expect(points.slice(stretches[0]?.start, stretches[0]?.end).join('')).toContain('围绕中心、服务大局');
    expect(points.slice(0, stretches[0]?.start).join('')).toBe(prefix);
  });
});

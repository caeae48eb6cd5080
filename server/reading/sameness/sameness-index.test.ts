import { describe, expect, it } from 'vitest';
import { fingerprint, questionOf, samenessIndex } from './index.ts';
import { COPIED, OTHER, REPORT } from './testing-texts.ts';

const PHRASE = '在市委和上级妇联的正确领导下,高举旗帜、凝心聚力,团结带领广大妇女群众奋发有为,';

/** Reports of nonsense that all begin with the same phrase. */
function nonsense(n: number): string {
  let seed = n * 7919 + 1;
  const next = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed >>> 8;
  };
  return `${PHRASE}${Array.from({ length: 600 }, () => String.fromCharCode(0x4e00 + (next() % 3000))).join('')}`;
}

describe('sameness index', () => {
  const index = samenessIndex();
  index.add('报告', fingerprint(REPORT));
  for (let n = 0; n < 3_000; n += 1) index.add(`乱码${n}`, fingerprint(nonsense(n)));
  index.add('别家', fingerprint(OTHER));

  it('finds the report that was copied among thousands', () => {
    expect(index.size).toBe(3_002);
    expect(index.query(questionOf(COPIED))[0]?.name).toBe('报告');
  });

  it('finds a copied part of a quarter', () => {
    const quarter = nonsense(9_999) + REPORT.slice(60, 260);
    expect(index.query(questionOf(quarter))[0]?.name).toBe('报告');
  });

  it('ranks a real copy above thousands that share a phrase of every report', () => {
    const found = index.query(questionOf(PHRASE + COPIED), 5);
    expect(found[0]?.name).toBe('报告');
    expect(found[0]?.likely).toBeGreaterThan(3 * (found[1]?.likely ?? 0));
  });

  it('answers what was added after a question, too', () => {
    const late = samenessIndex();
    expect(late.query(questionOf(REPORT))).toEqual([]);
    late.add('后来的', fingerprint(COPIED));
    expect(late.query(questionOf(REPORT))[0]?.name).toBe('后来的');
  });

  it('fingerprints: ascending, distinct, the same for other years and widths, bounded', () => {
    const kept = fingerprint(REPORT);
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
    expect(fingerprint(REPORT.normalize('NFKC').replaceAll('2019', '2023').replace(/\n/g, ''))).toEqual(kept);
    expect(fingerprint(nonsense(1).repeat(40)).length).toBeLessThanOrEqual(400);
    expect(fingerprint('')).toEqual([]);
  });
});

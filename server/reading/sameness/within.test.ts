import { describe, expect, it } from 'vitest';
import { prepare, samenessWithin } from './index.ts';
import { COPIED, OTHER, REPORT } from './testing-texts.ts';

describe('sameness inside one text', () => {
  const text = `第一篇:工作总结\n${REPORT}第二篇:工作总结\n${OTHER}第三篇:工作总结\n${COPIED}第四篇:工作总结\n${REPORT.slice(0, 400)}`;

  it('says which parts are one text', () => {
    const { copies } = samenessWithin(prepare(text));
    expect(copies).toHaveLength(1);
    expect(copies[0]?.map((c) => c.title)).toEqual(['第一篇:工作总结', '第三篇:工作总结', '第四篇:工作总结']);
  });

  it('counts every place of what stands twice, and nothing else', () => {
    const { share, stretches } = samenessWithin(prepare(text));
    const solid = (s: string): number => s.replace(/\s/g, '').length;
    const repeated = solid(REPORT) + solid(COPIED) + solid(REPORT.slice(0, 400));
    expect(Math.abs(share - repeated / solid(text))).toBeLessThan(0.08);
    const other = text.indexOf('云岭县');
    for (const s of stretches) expect(s.start >= other + OTHER.length || s.end <= other + 2).toBe(true);
  });

  it('a text without copies has none', () => {
    expect(samenessWithin(prepare(REPORT))).toEqual({ share: 0, stretches: [], copies: [] });
  });
});

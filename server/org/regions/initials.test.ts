import { expect, test } from 'vitest';
import { pinyinInitials } from './index.ts';
import { initialsReader } from './initials.ts';
import { learnInitials } from './learn-initials.ts';

test.each([
  ['福州市', 'fzs'],
  ['重庆市', 'cqs'],
  ['厦门市妇联', 'xmsfl'],
  ['长乐区', 'clq'],
  ['东莞市', 'dgs'],
  ['洪洞县', 'htx'],
  ['蔚县', 'yx'],
  ['曾家村', 'zjc'],
  ['重庆路社区', 'cqlsq'],
  ['第3居委会（西区）', 'd3jwhxq'],
  ['Ａ区', 'aq'],
  ['', ''],
])('%s → %s', (name, initials) => {
  expect(pinyinInitials(name)).toBe(initials);
});

test('a phrase is learned only where it always holds; the rest is kept name by name', () => {
  // A toy teacher: 长 is c, but z before 子; and once, without a sign around it, 长江 is read z.
  const letters: Record<string, string> = { 长: 'c', 子: 'z', 江: 'j', 县: 'x' };
  const teach = (text: string): string[] =>
    [...text].map((c, at) =>
      c === '长' && (text[at + 1] === '子' || text === '长江') ? 'z' : (letters[c] ?? ''),
    );
  const table = learnInitials(['长子县', '长江', '长江县', '长县'], teach);
  const read = initialsReader(table);
  expect(['长子县', '长江', '长江县', '长县'].map(read)).toEqual(['zzx', 'zj', 'cjx', 'cx']);
  expect(table.phrases).toEqual({ 长子: 'zz' });
  expect(table.names).toEqual({ 长江: 'zj' });
});

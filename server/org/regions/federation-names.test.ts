import { expect, test } from 'vitest';
import { federationFullName, federationName, type RegionLevel } from './index.ts';

test.each<[RegionLevel, string, string]>([
  [1, '福建省', '福建省妇联'],
  [2, '福州市', '福州市妇联'],
  [3, '鼓楼区', '鼓楼区妇联'],
  [3, '乌拉盖管理区管委会', '乌拉盖管理区妇联'],
  [4, '军门街道', '军门街道妇联'],
  [4, '保康街道办事处', '保康街道妇联'],
  [4, '红光类似乡级单位', '红光妇联'],
  [5, '东风村委会', '东风村妇联'],
  [5, '李庄子村村民委员会', '李庄子村妇联'],
  [5, '安居村委会', '安居村妇联'],
  [5, '多福巷社区居委会', '多福巷社区妇联'],
  [5, '安居居委会', '安居社区妇联'],
  [5, '新村居民委员会', '新村社区妇联'],
  [5, '石桥社区村民委员会', '石桥社区妇联'],
  [5, '茂力格尔嘎查委会', '茂力格尔嘎查妇联'],
  [5, '信地（畲族）村委会', '信地（畲族）村妇联'],
  [5, '扎玛村（一村）委会', '扎玛村（一村）妇联'],
  [5, '合隆居委会（合隆经济开发区）（省级）', '合隆社区妇联'],
  [5, '西里街村村民委会员', '西里街村妇联'],
  [5, '山嘴子林场生活区', '山嘴子林场生活区妇联'],
  [5, '渔委会', '渔委会妇联'],
  [5, '居委会', '居委会妇联'],
])('level %i: %s → %s', (level, name, expected) => {
  expect(federationName({ code: '', level, name })).toBe(expected);
});

test('a double carries the end of its code; papers use the full ending', () => {
  const node = { code: '130402007018', name: '干河沟社区居委会', level: 5, treatment: 'double' } as const;
  expect(federationName(node)).toBe('干河沟社区妇联（018）');
  expect(federationFullName({ code: '35', name: '福建省', level: 1 })).toBe('福建省妇女联合会');
});

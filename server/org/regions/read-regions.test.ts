import { expect, test } from 'vitest';
import {
  canonicalCode,
  carriesFederation,
  federationName,
  type RegionNode,
  readRegions,
  unitCode,
} from './index.ts';

test('the whole tree of 2023-06-30: counts, parents first, one name once under one parent, one code once', () => {
  const counts: Record<string, number> = {};
  const above = new Set<string>();
  const federations = new Set<string>();
  const unitCodes = new Set<string>();
  const named = new Map<string, Set<string>>();
  const faults: string[] = [];
  const special: RegionNode[] = [];
  for (const node of readRegions()) {
    counts[`${node.level} ${node.treatment}`] = (counts[`${node.level} ${node.treatment}`] ?? 0) + 1;
    if (node.parent !== null && !above.has(node.parent)) faults.push(`${node.code}: parent not read before`);
    if (node.unitParent !== null && !federations.has(node.unitParent))
      faults.push(`${node.code}: no federation above`);
    if (canonicalCode(node.code) !== (node.twinOf ?? node.code)) faults.push(`${node.code}: not canonical`);
    if (node.level < 5) above.add(node.code);
    if (node.level < 5 && node.treatment !== 'real') special.push(node);
    if (!carriesFederation(node)) continue;
    if (node.level < 5) federations.add(node.code);
    if (unitCodes.has(unitCode(node))) faults.push(`${node.code}: unit code twice`);
    unitCodes.add(unitCode(node));
    const sisters = named.get(node.unitParent ?? '') ?? new Set();
    named.set(node.unitParent ?? '', sisters);
    if (sisters.has(federationName(node))) faults.push(`${node.code}: ${federationName(node)} twice`);
    sisters.add(federationName(node));
  }
  expect(faults).toEqual([]);
  expect(counts).toEqual({
    '1 real': 31,
    '2 real': 333,
    '2 pseudo': 9,
    '3 real': 2974,
    '3 twin': 4,
    '4 real': 41351,
    '4 twin': 1,
    '5 real': 619094,
    '5 double': 31,
    '5 virtual': 1447,
    '5 twin': 1,
  });
  expect(special.map(({ code, treatment }) => `${code} ${treatment}`)).toEqual([
    '1101 pseudo',
    '1201 pseudo',
    '3101 pseudo',
    '350527000 twin',
    '4190 pseudo',
    '4290 pseudo',
    '441900 twin',
    '442000 twin',
    '460400 twin',
    '4690 pseudo',
    '5001 pseudo',
    '5002 pseudo',
    '620201 twin',
    '6590 pseudo',
  ]);
}, 60_000);

const nodesUnder = (under: string): Map<string, RegionNode> =>
  new Map([...readRegions({ under: [under] })].map((node) => [node.code, node]));

test('units hang past headings and twins', () => {
  expect(nodesUnder('110101').get('110101')).toMatchObject({ parent: '1101', unitParent: '11' });
  const dongguan = nodesUnder('441900');
  expect(dongguan.get('4419')).toMatchObject({ name: '东莞市', treatment: 'real', unitParent: '44' });
  expect(dongguan.get('441900')).toMatchObject({ treatment: 'twin', twinOf: '4419', unitParent: '4419' });
  expect(dongguan.get('441900003')).toMatchObject({ name: '东城街道', parent: '441900', unitParent: '4419' });
  expect(nodesUnder('620201001').get('620201001')).toMatchObject({ unitParent: '6202' });
});

test('a double is one even when asked for alone', () => {
  const [double] = readRegions({ under: ['130402007018'] });
  expect(double).toMatchObject({ name: '干河沟社区居委会', treatment: 'double' });
});

test('Fuzhou has its thirteen counties, 昌吉市 its townships, and a wrong code says so', () => {
  const counties = [...nodesUnder('350100').values()].filter((node) => node.level === 3);
  expect(counties.map(({ code, name }) => code.slice(4) + name).join(' ')).toBe(
    '02鼓楼区 03台江区 04仓山区 05马尾区 11晋安区 12长乐区 21闽侯县 22连江县 23罗源县 24闽清县 25永泰县 28平潭县 81福清市',
  );
  const changji = [...readRegions({ under: ['652301000000'], withAncestors: true })];
  expect(changji.slice(0, 4).map(({ name }) => name)).toEqual([
    '新疆维吾尔自治区',
    '昌吉回族自治州',
    '昌吉市',
    '宁边路街道',
  ]);
  expect(changji.filter((node) => node.level === 4)).toHaveLength(22);
  expect(() => [...readRegions({ under: ['福州'] })]).toThrow('“福州”不是行政区划代码');
});

import type { ExchangeRecord } from '../contracts/exchange.ts';
import { inventedName } from './people.ts';
import type { Region } from './places.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from './units.ts';

/** One chair and one cadre at each level that the sample's accounts enter by; all are invented. */
export function* samplePersons(region: Region): Generator<ExchangeRecord> {
  const township = region.counties.find((c) => c.code === '350102')?.townships[0];
  const units = [
    '000000',
    '350000',
    '350100',
    '350102',
    ...(township ? [township.code, ...township.villages.slice(0, 1)] : []),
    '650000',
    '652300',
    '652301',
    SUBDISTRICT.code,
    ...SUBDISTRICT_VILLAGES,
  ];
  let next = 800;
  for (const unit of units) {
    for (const [key, title] of [['chair', '主席'] as const, ['cadre', '妇联干部'] as const]) {
      const id = `person-${unit}-${key}`;
      yield { type: 'person', id, name: inventedName(next), sex: '女' };
      yield {
        type: 'post',
        id: `post-${unit}-${key}`,
        person: id,
        unit,
        title,
        from: '2003-03-08',
        // Whom the ledger of 鼓楼区 has in office today came after them.
        ...(unit.startsWith('350102') ? { to: '2016-01-01', endReason: '换届卸任' } : { to: null }),
      };
      next += 1;
    }
  }
}

import type { ExchangeRecord } from '../contracts/exchange.ts';

const KINDS = ['双学双比', '巾帼文明岗', '妇干', '家政', '法律'] as const;
const TOPICS = ['葡萄修剪', '电子商务', '婚姻家庭法律', '月嫂技能', '基层妇干履职'] as const;

/**
 * An invented place of one city with `villages` villages (15 to a township, 12 townships to a county) and `lines` lines of
 * the training ledger, spread over all villages and the year 2013. Pure: the same numbers give the same records.
 */
export function* benchPlace(o: {
  readonly villages: number;
  readonly lines: number;
}): Generator<ExchangeRecord> {
  yield unit('000000', '全国妇联', 'nation', null);
  yield unit('980000', '样例省妇联', 'province', '000000');
  yield unit('980100', '样例市妇联', 'city', '980000');
  const townships = Math.ceil(o.villages / 15);
  for (let c = 0; c * 12 < townships; c += 1) yield unit(county(c), `第${c + 1}区妇联`, 'county', '980100');
  for (let t = 0; t < townships; t += 1)
    yield unit(township(t), `第${t + 1}镇妇联`, 'township', county(Math.floor(t / 12)));
  for (let v = 0; v < o.villages; v += 1)
    yield unit(village(v), `第${v + 1}村妇联`, 'village', township(Math.floor(v / 15)));
  for (let i = 0; i < o.lines; i += 1) {
    const people = 20 + ((i * 7) % 60);
    yield {
      type: 'line',
      id: `bench-${i}`,
      ledger: 'training',
      unit: village((i * 37) % o.villages),
      day: new Date(Date.UTC(2013, 0, 1 + ((i * 11) % 365))).toISOString().slice(0, 10),
      data: {
        topic: `${TOPICS[i % 5]}第${i % 40}期`,
        kind: KINDS[i % 5] ?? '妇干',
        people,
        women: people - (i % 9),
        place: '村部会议室',
      },
    };
  }
}

const two = (n: number): string => String(n).padStart(2, '0');
const county = (c: number): string => `9801${two(c + 1)}`;
const township = (t: number): string =>
  `${county(Math.floor(t / 12))}${String((t % 12) + 1).padStart(3, '0')}`;
const village = (v: number): string =>
  `${township(Math.floor(v / 15))}${String((v % 15) + 1).padStart(3, '0')}`;

function unit(
  code: string,
  name: string,
  level: Extract<ExchangeRecord, { type: 'unit' }>['level'],
  parent: string | null,
): ExchangeRecord {
  return { type: 'unit', code, name, level, kind: 'federation', parent, from: null, to: null };
}

import type { LineRecord } from '../../contracts/exchange.ts';
import { dayWithin, seeded, shuffled } from '../chance.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { villagesOf } from './holders.ts';

/** Whole-city stocks at the end of 2013 (004 §3). 2,450 of some 3,000 villages have all three systems: 80%以上. */
const COMPLETE = 2450;
const COUNCILS = 2438;
const GROUPS = 1738;
const AGENTS = 2232;
const MODELS = { 省级: 9, 市级: 18 } as const;

/**
 * One line per village and community. Where councils or groups are fewer than the villages that have the system,
 * neighbours share one and only the leading village counts it, as the ledger asks.
 */
export function* rightsPoints(region: Region): Generator<LineRecord> {
  const chance = seeded('rights-points-2013');
  const line = recorder('fz13');
  const order = shuffled(villagesOf(region), chance);
  let agentsLeft = AGENTS;
  for (const [i, { village }] of order.entries()) {
    const complete = i < COMPLETE;
    const half = !complete && i % 3 === 0;
    // The first 2,232 places have one agent each; the rest share with a neighbour.
    const agents = complete && agentsLeft > 0 ? 1 : 0;
    agentsLeft -= agents;
    const grade = i < MODELS.省级 ? '省级' : i < MODELS.省级 + MODELS.市级 ? '市级' : null;
    yield line('rights-points', village, dayWithin('2010-03-01', '2013-11-30', chance), {
      kind: '村、社区三制',
      name: '村(居)委会',
      council: complete || half,
      mutual: complete,
      agency: complete,
      councils: i < COUNCILS ? 1 : 0,
      groups: i < GROUPS ? 1 : 0,
      agents,
      ...(grade
        ? { grade, named: dayWithin('2013-12-01', '2013-12-20', chance), document: '样例字〔2013〕27号' }
        : {}),
    });
  }
}

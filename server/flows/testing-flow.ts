import type { Flow } from '../../contracts/flow.ts';
import type { World } from '../../tests/kit/world.ts';
import { compileFlow } from './compile.ts';

/**
 * A document (文书) as an invented flow that uses all that the two real ones do not: countersigning, return to a chosen
 * step, who wrote it does not review it, pauses, sub-matters, a step by the clock.
 */
export const DOCUMENT: Flow = {
  key: 'test-document',
  version: 1,
  name: '样例发文',
  about: '只在测试里用。',
  begin: '起草',
  prefix: '测',
  group: '机关事务',
  levels: ['county'],
  kinds: ['federation', 'department'],
  privacy: 'office',
  fields: [
    { key: 'subject', label: '题目', type: 'text' },
    { key: 'amount', label: '金额', type: 'money' },
  ],
  title: '${subject}',
  states: [
    { key: 'draft', name: '起草' },
    { key: 'review', name: '审核' },
    { key: 'sign', name: '签发' },
    { key: 'waiting', name: '等材料' },
    { key: 'sent', name: '已发', ends: true, outcome: 'done' },
    { key: 'lapsed', name: '逾期作废', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '起草',
    to: 'draft',
    who: [{ is: 'office' }],
    asks: [{ field: 'subject', required: true }, { field: 'amount' }],
    opinion: 'none',
  },
  transitions: [
    {
      key: 'submit',
      name: '送审核',
      from: ['draft'],
      to: 'review',
      who: [{ is: 'responsible' }],
      opinion: 'offered',
      hand: { to: 'chosen', among: [{ is: 'office' }], accept: false },
    },
    {
      key: 'pass',
      name: '审核通过',
      from: ['review'],
      to: 'sign',
      who: [{ is: 'responsible' }],
      decides: true,
      notBy: ['start', 'submit'],
      opinion: 'offered',
      hand: { to: 'chosen', among: [{ is: 'chair' }, { is: 'in-charge' }, { is: 'office' }], accept: false },
      clocks: { starts: ['sign'] },
    },
    {
      key: 'ask-signs',
      name: '请会签',
      from: ['review', 'sign'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      countersigns: [{ is: 'office' }],
      opinion: 'offered',
    },
    {
      key: 'ask-readers',
      name: '传阅',
      from: ['draft', 'review', 'sign', 'waiting'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      circulates: [{ is: 'office' }],
      opinion: 'offered',
    },
    {
      key: 'send-back',
      name: '退回到',
      from: ['review', 'sign'],
      to: 'chosen',
      who: [{ is: 'responsible' }],
      returns: true,
      opinion: 'required',
    },
    {
      key: 'hold-up',
      name: '等材料',
      from: ['sign'],
      to: 'waiting',
      who: [{ is: 'responsible' }],
      opinion: 'required',
      clocks: { pauses: ['sign'] },
    },
    {
      key: 'go-on',
      name: '材料到了',
      from: ['waiting'],
      to: 'sign',
      who: [{ is: 'responsible' }],
      opinion: 'offered',
      clocks: { resumes: ['sign'] },
    },
    {
      key: 'pass-by',
      name: '转请别人签',
      from: ['sign'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      hand: { to: 'chosen', among: [{ is: 'office' }], accept: true },
      opinion: 'offered',
    },
    {
      key: 'issue',
      name: '签发',
      from: ['sign'],
      to: 'sent',
      who: [
        { is: 'responsible', when: '${amount} <= 1000 or empty(${amount})' },
        { is: 'responsible', roles: ['chair'] },
      ],
      decides: true,
      guards: [
        { test: '${signs.waiting} = 0', say: '还有 ${signs.waiting} 位没有会签,等他们签完再发。' },
        { test: '${signs.against} = 0', say: '有 ${signs.against} 位会签时不同意,请先协商。' },
        { test: '${subs.open} = 0', say: '下面还有 ${subs.open} 件没有办结。' },
      ],
      opinion: 'offered',
    },
    {
      key: 'lapse',
      name: '到期没有签发,作废',
      from: ['sign', 'waiting'],
      to: 'lapsed',
      who: [{ is: 'responsible' }],
      automatic: true,
      opinion: 'none',
    },
  ],
  clocks: [
    {
      key: 'sign',
      name: '签发',
      unit: 'working',
      length: 3,
      late: { shows: [{ is: 'chair' }], takes: 'lapse' },
    },
  ],
  sources: ['R-112 · 样例'],
};

/** Publishes a definition into a test's world, as the next start would. */
export async function publish(world: World, flow: Flow): Promise<void> {
  compileFlow(flow);
  await world.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO definition (kind, key, version, hash, body, published_at) VALUES ('flow', $1, $2, $3, $4, $5)`,
      [flow.key, flow.version, `${flow.key}-${flow.version}`, JSON.stringify(flow), world.clock.at],
    ),
  );
}

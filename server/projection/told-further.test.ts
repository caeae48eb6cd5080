import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Flow } from '../../contracts/flow.ts';
import { publish } from '../flows/testing-flow.ts';
import { type Office, openOffice } from '../flows/testing-office.ts';
import { sweepProjection } from './index.ts';
import { type Received, writes } from './testing-letter.ts';

/** What she reads of legal aid, mediation, review and bench, and where a person tells her instead (0037). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
  await o.at('2026-03-02T09:00');
});
afterAll(() => o.world.close());

const sweep = () => sweepProjection(o.world.house.projection);
const ok = async (r: Received, id: string, step: string, data = {}, opinion: string | null = null) =>
  expect([step, await r.step(id, step, data, opinion)]).toEqual([step, '']);
/** The words of her page after so many. */
const since = async (r: Received, before: number): Promise<string[]> => {
  await sweep();
  return (await r.reads()).words.slice(before);
};
const waiting = async (r: Received, id: string): Promise<string[]> =>
  (await r.rights.get(`/api/matters/${id}/contact`)).body.contact.messages.map(
    (m: { what: string }) => m.what,
  );
const today = (): string => new Date(o.world.clock.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const aid = (more: object = {}) => ({
  ...{ service: '法律援助案件', who: '样例女士', contact: '凭回执码', cause: '劳动权益', about: '样例的事' },
  ...{ people: 1, hardship: '经济困难', 'to-office': '样例法律援助中心', 'applied-on': today() },
  ...more,
});
const petition = (broughtBy: string) => ({
  ...{ danger: '没有', kind: '申诉求决', channel: '网络', 'handed-down': '不是', 'brought-by': broughtBy },
  ...{ who: '样例女士', contact: '凭回执码', cause: '劳动权益', about: '样例的事' },
});

test('legal aid: applied, refused and why and where to object, granted, her lawyer, the result; open until both are over', async () => {
  const r = await writes(o, { whom: 'me', danger: 'no' });
  const { id } = await r.begins('legal-aid', aid());
  await ok(
    r,
    id,
    'refuse',
    { 'decided-on': today(), 'told-how': '书面当面交给她,写明理由', 'told-object': true },
    '收入超了',
  );
  await ok(r, id, 'object', {}, '算错了');
  await ok(r, id, 'grant', { 'decided-on': today() });
  await ok(r, id, 'assign', { lawyer: '样例律师', 'law-firm': '样例律所' });
  expect(await since(r, 0)).toEqual([
    '已经替您向样例法律援助中心申请法律援助,机构收到申请后 7 日内决定给不给。',
    '法律援助案件没有给。原因:收入超了\n不服的,可以向这个法律援助机构所属的司法行政部门提出异议;不知道怎么提,来问我们。',
    '您的异议已经登记,司法行政部门收到后 5 日内审查。',
    '决定给您法律援助,机构 3 日内派人。',
    '派给您的律师:样例律师,样例律所。',
  ]);
  // The contact is answered, and her aid goes on: her letter is not done.
  await ok(r, r.id, 'answer', { answer: '已经替您申请法律援助' });
  await sweep();
  expect((await r.reads()).state).toBe('in-hand');
  await ok(r, id, 'finish', { result: '胜诉' });
  expect((await since(r, 6)).join()).toBe('法律援助案件办完了,结果:胜诉。');
  expect((await r.reads()).state).toBe('answered');
  // Told once: asked again nothing is new.
  await sweep();
  expect((await r.reads()).words).toHaveLength(7);
});

test('mediation: asked of both, the day, no agreement and what else she can do', async () => {
  const r = await writes(o, { whom: 'me', danger: 'no' });
  const asked = { cause: '赡养老人', who: '样例甲', other: '样例乙', contact: '凭回执码', about: '轮流赡养' };
  const { id } = await r.begins('mediation', { 'violence-there': '没有', ...asked });
  const both = {
    'violence-there': '没有',
    'her-consent': true,
    'other-consent': true,
    mediators: '样例调解员',
  };
  expect(await r.step(id, 'open', { ...both, 'meet-on': '2026-03-01' })).toContain('已经过去');
  await ok(r, id, 'open', { ...both, 'meet-on': '2026-03-12' });
  await ok(r, id, 'fail', { 'told-ways': '都告诉了' }, '样例乙没有来,说她不对');
  expect(await since(r, 0)).toEqual([
    '已经登记调解。我们分别问双方愿不愿意;双方都同意才调解。',
    '双方都同意调解,定在 2026-03-12。',
    '调解没有成功。\n您还可以申请法律援助、向法院起诉、申请仲裁,或者请政府部门处理。',
  ]);
  const again = await r.begins('mediation', { 'violence-there': '没有', ...asked });
  await ok(r, again.id, 'unwilling', { 'told-ways': '向法院起诉' }, '样例乙不同意');
  expect((await since(r, 4)).join()).toBe('这一次没有调解:双方都同意才能调解。\n您还可以:向法院起诉。');
});

test('review of an answer, two matters after her letter; a bench: its day and its result', async () => {
  const r = await writes(o, { whom: 'me', danger: 'no' });
  const made = await r.begins('petition-case', petition('本人'));
  await sweep();
  const asked = {
    ...{
      stage: '复查',
      about: made.number,
      'of-unit': '样例省妇联',
      'answered-on': today(),
      'asked-on': today(),
    },
    ...{ who: '样例女士', contact: '凭回执码', reasons: '少算了' },
  };
  const { id, number } = await r.begins('petition-review', asked, made.id);
  // She reads it by her code, however far it is from her letter.
  await ok(r, id, 'admit', { 'told-how': '短信或网上告知' });
  await ok(r, id, 'answer', { finding: '变更处理意见', answer: '补发两个月' });
  expect(await since(r, 1)).toEqual([
    `您的复查申请已经登记,编号 ${number}。`,
    '您的复查申请已经受理,收到申请之日起 30 日内答复您。',
    '复查结果:变更处理意见。\n补发两个月\n不服的,收到以后 30 日内可以再向上一级申请复核。',
  ]);
  const no = await r.begins('petition-review', asked, made.id);
  await ok(r, no.id, 'not-accept', { 'told-how': '短信或网上告知', where: '样例区法院' }, '过了 30 天');
  const bench = await r.begins(
    'bench',
    { cause: '劳动权益', who: '样例女士', about: '样例', court: '样例区法院', 'counted-by': '法院统计' },
    made.id,
  );
  await ok(r, bench.id, 'taken', { 'case-no': '样1号', 'hearing-on': '2026-04-01', 'bench-size': '三人' });
  expect((await since(r, 5)).slice(-2)).toEqual([
    '您的复查申请没有受理。原因:过了 30 天\n您还可以:样例区法院',
    '法院已经立案,2026-04-01 开庭。',
  ]);
});

test('violence anywhere near: nothing is told by itself, it waits for the person who tells her', async () => {
  const lately = await writes(o, { whom: 'me', danger: 'lately' });
  const calm = await writes(o, { whom: 'me', danger: 'no' });
  const beside = await writes(o, { whom: 'me', danger: 'no' });
  await beside.begins('violence', {
    ...{ danger: '没有', victim: '成年人', channel: '网络' },
  });
  const quiet = [
    [lately, await lately.begins('legal-aid', aid())],
    [calm, await calm.begins('legal-aid', aid({ hardship: '遭受家庭暴力、虐待、遗弃' }))],
    [beside, await beside.begins('legal-aid', aid())],
  ] as const;
  for (const [r, { id }] of quiet) {
    await ok(r, id, 'grant', { 'decided-on': today() });
    const lawyer = { lawyer: '样例律师', 'law-firm': '样例律所' };
    if (r === calm) {
      expect(await r.step(id, 'assign', lawyer)).toContain('已告诉律师');
      expect(await r.step(id, 'assign', { ...lawyer, 'lawyer-told': false })).toContain('先告诉律师');
    }
    await ok(r, id, 'assign', r === calm ? { ...lawyer, 'lawyer-told': true } : lawyer);
    await sweep();
    expect(await waiting(r, id)).toEqual(['answer']);
    expect((await r.reads()).words.join()).not.toMatch(/律师|援助/);
  }
});

test('who wrote for somebody else, or brought a child’s matter as an outsider, reads nothing of it', async () => {
  for (const whom of ['other', 'child'] as const) {
    const r = await writes(o, { whom, danger: 'no' });
    const made = await r.begins('petition-case', petition('其他人'));
    const { id } = await r.begins('legal-aid', aid(), made.id);
    await ok(r, id, 'grant', { 'decided-on': today() });
    await sweep();
    const { words, state } = await r.reads();
    expect([words.join().match(/援助/), state]).toEqual([null, 'in-hand']);
  }
});

test('steps obey how she may be reached: no letter to her home, no visit on a day without a safe hour', async () => {
  const r = await writes(o, { whom: 'me', danger: 'no' });
  const plan = {
    ...{ ways: ['call'], number: '01000000', address: '', anytime: false, holidays: false, leaveWith: '' },
    ...{ hours: [{ days: [1], from: '09:00', to: '10:00' }], cover: 'silent', coverName: '', coverWords: '' },
    ...{ codeWord: '', note: '' },
  };
  const kept = await r.rights.post(`/api/matters/${r.id}/contact`, {
    requestKey: `plan-${r.id}`,
    seen: null,
    plan,
  });
  expect(kept.status).toBe(200);
  const { id } = await r.begins('legal-aid', aid());
  const no = { 'decided-on': today(), 'told-object': true };
  expect(await r.step(id, 'refuse', { ...no, 'told-how': '书面寄给她,写明理由' }, '收入超了')).toContain(
    '没有说可以寄信',
  );
  await ok(r, id, 'refuse', { ...no, 'told-how': '书面当面交给她,写明理由' }, '收入超了');

  const asked = { cause: '赡养老人', who: '样例甲', other: '样例乙', contact: '凭回执码', about: '轮流赡养' };
  const made = await r.begins('mediation', { 'violence-there': '没有', ...asked });
  const both = {
    'violence-there': '没有',
    'her-consent': true,
    'other-consent': true,
    mediators: '样例调解员',
  };
  await ok(r, made.id, 'open', both);
  const terms = { agreement: '每月一家', 'her-signed': true, 'other-signed': true, sessions: 1 };
  // A Tuesday; she said Mondays.
  expect(await r.step(made.id, 'conclude', { ...terms, 'follow-on': '2026-03-31' })).toContain('安全的时间');
  await ok(r, made.id, 'conclude', { ...terms, 'follow-on': '2026-03-30' });
  expect(await r.step(made.id, 'followed', { kept: '做到了', 'follow-how': '上门' })).toContain(
    '没有说可以上门',
  );
  await ok(r, made.id, 'followed', { kept: '做到了', 'follow-how': '电话' });

  // A text message is no way to her; her page is, three matters after her letter, unless nothing is written there.
  const sued = await r.begins('petition-case', petition('本人'));
  const reviewed = {
    ...REVIEWED,
    who: '样例女士',
    contact: '凭回执码',
    'answered-on': today(),
    'asked-on': today(),
  };
  const byPage = { 'told-how': '短信或网上告知' };
  await ok(r, (await r.begins('petition-review', reviewed, sued.id)).id, 'admit', byPage);
  await r.begins('violence', { danger: '没有', victim: '成年人', channel: '网络' });
  const again = await r.begins('petition-review', reviewed, sued.id);
  expect(await r.step(again.id, 'admit', byPage)).toContain('没有说可以发短信');
  await ok(r, again.id, 'admit', { 'told-how': '当面告知,已签收' });
});

/** A definition as it was before it told her anything or asked how she may be reached. */
const asBefore = ({ contact: _, ...flow }: Flow): Flow => ({
  ...flow,
  version: flow.version - 1,
  start: { ...flow.start, toHer: [] },
  transitions: flow.transitions.map(({ toHer: _told, ...t }) => t),
});
const MEDIATED = {
  cause: '赡养老人',
  who: '样例甲',
  other: '样例乙',
  contact: '凭回执码',
  about: '轮流赡养',
};
const WILLING = { 'her-consent': true, 'other-consent': true, mediators: '样例调解员' };
const HEARD = { 'case-no': '样1号', 'hearing-on': '2026-04-01', 'bench-size': '三人' };
const COURT = { court: '样例区法院', 'counted-by': '法院统计' };

const REVIEWED = { stage: '复查', about: '信〔2026〕1号', 'of-unit': '样例省妇联', reasons: '少算了' };

test.each([
  ['legal-aid', 'contact', () => aid(), 'grant', () => ({ 'decided-on': today() })],
  [
    'mediation',
    'contact',
    () => ({ 'violence-there': '没有', ...MEDIATED }),
    'open',
    () => ({ 'violence-there': '没有', ...WILLING }),
  ],
  [
    'petition-review',
    'petition',
    () => ({
      ...REVIEWED,
      who: '样例女士',
      contact: '凭回执码',
      'answered-on': today(),
      'asked-on': today(),
    }),
    'admit',
    () => ({ 'told-how': '短信或网上告知' }),
  ],
  [
    'bench',
    'petition',
    () => ({ cause: '劳动权益', who: '样例女士', about: '样例', ...COURT }),
    'taken',
    () => HEARD,
  ],
])(
  '%s begun on the definition before: it runs on by that one, which tells nothing',
  async (flow, of, data, step, more) => {
    const { flows } = o.world.house.flows;
    const newest = (await flows.flow(flow)).definition;
    await publish(o.world, asBefore(newest));
    flows.forget();
    expect((await flows.flow(flow)).definition.version).toBe(newest.version);
    const r = await writes(o, { whom: 'me', danger: 'no' });
    const from = of === 'petition' ? (await r.begins('petition-case', petition('本人'))).id : r.id;
    await sweep();
    const before = (await r.reads()).words.length;
    const old = await r.begins(flow, data(), from);
    await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('UPDATE matter SET flow_version = $2 WHERE id = $1', [old.id, newest.version - 1]),
    );
    await ok(r, old.id, step, more());
    expect(await since(r, before)).toEqual([]);
    expect((await r.rights.get(`/api/matters/${old.id}`)).body.flow.version).toBe(newest.version - 1);
    const young = await r.begins(flow, data(), from);
    await ok(r, young.id, step, more());
    expect((await since(r, before)).length).toBeGreaterThan(0);
  },
);

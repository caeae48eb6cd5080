import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sweepClocks } from './sweep.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from './testing-office.ts';

/** The smaller flows of rights work, each by its "Bad" (R-18, R-20, R-22 … ). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
  await o.at('2026-03-02T09:00');
});
afterAll(() => o.world.close());

const start = (v: Visitor, flow: string, data: Record<string, unknown>, from: string | null = null) =>
  begin(v, { requestKey: newKey(), flow, data, from });
const refused = async (v: Visitor, flow: string, data: Record<string, unknown>): Promise<string> =>
  problemsOf(await start(v, flow, data));
const begun = async (v: Visitor, flow: string, data: Record<string, unknown>): Promise<string> => {
  const answer = await start(v, flow, data);
  expect([flow, answer.status, problemsOf(answer)]).toEqual([flow, 200, '']);
  return answer.body.id;
};
const ok = async (v: Visitor, id: string, step: string, data = {}, opinion: string | null = null) => {
  const answer = await take(v, id, step, { data, opinion });
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const said = async (v: Visitor, id: string, step: string, data = {}, opinion: string | null = null) =>
  problemsOf(await take(v, id, step, { data, opinion }));
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const due = async (id: string, key: string): Promise<string> =>
  (await page(o.staff, id)).clocks.find((c: { key: string }) => c.key === key).dueAt;

describe('mediation (R-23)', () => {
  const asked = {
    'violence-there': '没有',
    cause: '赡养老人',
    who: '样例甲',
    other: '样例乙',
    about: '轮流赡养',
  };
  const both = {
    'violence-there': '没有',
    'her-consent': true,
    'other-consent': true,
    mediators: '样例调解员',
  };
  test('none of open violence; where there has been some, only with a safety note', async () => {
    const open = { ...asked, 'violence-there': '正在发生或高度危险' };
    expect(await refused(o.staff, 'mediation', open)).toContain('不调解');
    const id = await begun(o.staff, 'mediation', { ...asked, 'violence-there': '有过' });
    const had = { ...both, 'violence-there': '有过' };
    expect(await said(o.staff, id, 'open', had)).toContain('安全说明');
    await ok(o.staff, id, 'open', { ...had, 'safety-note': '单独问过,她愿意谈;社工陪她来回,出事先打110。' });
    // It breaks out in a session: no further session, the way out is open.
    const session = { 'session-on': '2026-03-02', session: '谈不下去' };
    expect(
      await said(o.staff, id, 'session', { ...session, 'violence-there': '正在发生或高度危险' }),
    ).toContain('不调解');
    await ok(o.staff, id, 'fail', { 'told-ways': '都告诉了' }, '又动手了');
  });

  test('both must want it, both must sign, and what was not kept is no success', async () => {
    const id = await begun(o.staff, 'mediation', asked);
    for (const one of [{ 'other-consent': false }, { 'her-consent': false }])
      expect(await said(o.staff, id, 'open', { ...both, ...one })).toContain('双方都同意');
    await ok(o.staff, id, 'open', both);
    const terms = { agreement: '每月一家', 'her-signed': true, sessions: 2, 'follow-on': '2026-04-02' };
    expect(await said(o.staff, id, 'conclude', { ...terms, 'other-signed': false })).toContain('双方都签字');
    await ok(o.staff, id, 'conclude', { ...terms, 'other-signed': true });
    expect(await said(o.staff, id, 'followed', { kept: '没有做到', 'follow-how': '电话' })).toContain(
      '不能算调解成功',
    );
    await ok(o.staff, id, 'fail', { 'told-ways': '申请法律援助' }, '没有做到');
    // Failed leads on to legal aid, with what was told.
    const aid = await start(o.staff, 'legal-aid', aidOf(), id);
    expect(aid.status).toBe(200);
    expect((await page(o.staff, id)).links).toMatchObject([{ side: 'to', flow: '法律援助与司法救助' }]);
  });
});

const aidOf = (more: Record<string, unknown> = {}) => ({
  service: '法律援助案件',
  who: '样例女士',
  cause: '婚姻家庭',
  about: '离婚',
  people: 1,
  hardship: '经济困难',
  'to-office': '区法律援助中心',
  'applied-on': '2026-03-01',
  ...more,
});
describe('legal aid and judicial relief (R-22)', () => {
  test('advice is no case; a case is decided in 7 days of applying, manned in 3 of the decision', async () => {
    expect(await refused(o.staff, 'legal-aid', aidOf({ service: '法律咨询' }))).toContain('咨询不立案');
    const id = await begun(o.staff, 'legal-aid', aidOf());
    expect(await due(id, 'decide')).toBe('2026-03-08T16:00:00.000Z');
    const no = { 'decided-on': '2026-03-02', 'told-how': '只是口头说了', 'told-object': true };
    expect(await said(o.staff, id, 'refuse', no, '收入超了')).toContain('书面');
    const good = { ...no, 'told-how': '书面当面交给她,写明理由' };
    expect(await said(o.staff, id, 'refuse', { ...good, 'told-object': false }, '收入超了')).toContain(
      '异议',
    );
    expect(await said(o.staff, id, 'refuse', good)).toContain('理由');
    await ok(o.staff, id, 'refuse', good, '收入超了');
    await ok(o.staff, id, 'object', {}, '收入算错了');
    await ok(o.staff, id, 'grant', { 'decided-on': '2026-03-02' });
    expect(await due(id, 'assign')).toBe('2026-03-05T16:00:00.000Z');
    await ok(o.staff, id, 'assign', { lawyer: '样例律师', 'law-firm': '样例律所' });
    await ok(o.staff, id, 'finish', { result: '调解结案', hours: 12 });
  });

  test('papers, relief and cases each end in their own unit', async () => {
    const paper = await begun(o.staff, 'legal-aid', aidOf({ service: '代写法律文书' }));
    expect((await page(o.staff, paper)).may.map((m: { key: string }) => m.key)).not.toContain('grant');
    expect(await said(o.staff, paper, 'written', { papers: 0 })).toContain('写了几件文书');
    await ok(o.staff, paper, 'written', { papers: 2 });
    const relief = await begun(o.staff, 'legal-aid', aidOf({ service: '司法救助' }));
    await ok(o.staff, relief, 'grant', { 'decided-on': '2026-03-02' });
    expect(await said(o.staff, relief, 'paid', { relief: 0, 'paid-on': '2026-03-02' })).toContain('救助金');
    await ok(o.staff, relief, 'paid', { relief: 5000, 'paid-on': '2026-03-02' });
    const { flow } = await page(o.staff, relief);
    const unit = (key: string) => flow.fields.find((f: { key: string }) => f.key === key).unitWord;
    expect([unit('people'), unit('papers'), unit('hours'), unit('relief')]).toEqual([
      '人',
      '件',
      '小时',
      '元',
    ]);
  });
});

describe('collegial bench and joint meeting (R-20, R-28)', () => {
  const referred = {
    cause: '婚姻家庭',
    who: '样例女士',
    about: '离婚',
    court: '样例区法院',
    'counted-by': '法院统计',
  };
  test('a juror with an interest or whose term is over; nobody counts a case that both count', async () => {
    expect(await refused(o.staff, 'bench', { ...referred, 'counted-by': null })).toContain('由哪家统计');
    const id = await begun(o.staff, 'bench', referred);
    await ok(o.staff, id, 'taken', {
      'case-no': '(2026)样01民初1号',
      'hearing-on': '2026-03-20',
      'bench-size': '三人',
    });
    const juror = { juror: '样例陪审', 'juror-until': '2030-01-01', 'juror-interest': false };
    const name = (more: object) => said(o.staff, id, 'juror', { ...juror, ...more });
    expect(await name({ 'juror-interest': true })).toContain('回避');
    expect(await name({ 'juror-until': '2026-03-19' })).toContain('任期已满');
    await ok(o.staff, id, 'juror', { ...juror, 'juror-until': '2026-03-31' });
    expect(await said(o.staff, id, 'heard')).toContain('还没有到');
    // Put off beyond her term: another juror is needed.
    await ok(o.staff, id, 'put-off', { 'hearing-on': '2026-04-10' }, '对方住院');
    expect(await name({ 'juror-until': '2026-03-31' })).toContain('任期已满');
    await ok(o.staff, id, 'juror', juror);
    const end = { result: '调解结案', 'result-on': '2026-03-02' };
    expect(await said(o.staff, id, 'done', { ...end, 'told-her': false })).toContain('告诉她');
    await ok(o.staff, id, 'done', { ...end, 'told-her': true });
  });

  test('a decision without a unit that does it is refused; past its day the leaders see it', async () => {
    const met = { 'met-on': '2026-03-01', matter: '土地', decision: '补分', 'due-on': '2026-03-10' };
    expect(await refused(o.staff, 'joint-meeting', met)).toContain('由哪个单位负责');
    const id = await begun(o.staff, 'joint-meeting', { ...met, 'duty-unit': '农业农村局' });
    expect(await due(id, 'due')).toBe('2026-03-10T16:00:00.000Z');
  });
});

describe('petition agents (R-25)', () => {
  const given = {
    who: '样例女士',
    agent: '样例代理',
    about: '低保',
    authority: '委〔2026〕1号',
    'authority-scope': ['代交材料'],
    'authority-until': '2026-03-05',
  };
  test('no authority, an ended one, an act beyond it; it lapses by itself', async () => {
    expect(await refused(o.staff, 'petition-agency', { ...given, authority: null })).toContain('委托书');
    expect(await refused(o.staff, 'petition-agency', { ...given, 'authority-scope': [] })).toContain(
      '委托了什么',
    );
    const over = { ...given, 'authority-until': '2026-03-01' };
    expect(await refused(o.staff, 'petition-agency', over)).toContain('过期');
    const id = await begun(o.staff, 'petition-agency', given);
    expect(await said(o.staff, id, 'act', { did: '代为协商', note: '谈了' })).toContain(
      '委托里没有“代为协商”',
    );
    await ok(o.staff, id, 'act', { did: '代交材料', note: '交给民政局' });
    await o.at('2026-03-06T00:00:00');
    await sweepClocks(o.world.house.flows);
    expect((await page(o.staff, id)).state).toBe('lapsed');
    expect((await take(o.staff, id, 'act', { data: { did: '代交材料', note: '再交' } })).status).toBe(403);
  });
});

describe('screening of disputes (R-24)', () => {
  test('no round is skipped in silence, no finding settled without doing something', async () => {
    const round = { round: '月度排查', area: '样例社区', 'due-on': '2026-03-10' };
    const id = await begun(o.staff, 'screening', round);
    const report = (data: object) => said(o.staff, id, 'report', data);
    expect(await report({ visited: 12, found: 0 })).toContain('零报告');
    expect(await report({ visited: 12, found: 1, zero: true })).toContain('其中一处');
    expect(await report({ visited: 0, found: 0, zero: true })).toContain('一户也没有走访');
    expect(await said(o.staff, id, 'cancel')).toContain('理由');
    const found = { cause: '婚姻家庭', risk: '可能激化', parties: '两户', about: '争宅基地' };
    const dispute = (await start(o.staff, 'dispute', found, id)).body.id;
    expect((await o.head.get('/api/matters?box=read')).body.rows.map((r: { id: string }) => r.id)).toContain(
      dispute,
    );
    expect(await said(o.staff, dispute, 'settle', { action: '好了' })).toContain('做了什么');
    expect(await said(o.staff, dispute, 'leave')).toContain('理由');
    await o.at('2026-03-11T00:00:00');
    await sweepClocks(o.world.house.flows);
    expect((await o.chair.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id)).toContain(
      id,
    );
    await ok(o.staff, id, 'report', { visited: 12, found: 1 });
  });
});

describe('review of an answer (复查、复核)', () => {
  const asked = {
    stage: '复查',
    about: '信〔2026〕3号',
    'of-unit': '样例910101001妇联',
    'answered-on': '2026-02-08',
    'asked-on': '2026-03-10',
    who: '样例女士',
    contact: '白天打电话',
    reasons: '少算了一亩',
  };
  test('asked on the 30th day it is taken, on the 31st it is not; nobody of the unit that answered has it', async () => {
    const township = await o.world.enter('township-cadre', '910101001');
    expect(await refused(township, 'petition-review', asked)).toContain('不能由您本人经手');
    const id = await begun(o.staff, 'petition-review', asked);
    expect(await due(id, 'review')).toBe('2026-04-09T16:00:00.000Z');
    await ok(o.staff, id, 'admit', { 'told-how': '书面告知' });
    // A hearing stops the clock in the re-review only.
    expect((await page(o.staff, id)).may.map((m: { key: string }) => m.key)).not.toContain('hear');
    const late = await begun(o.staff, 'petition-review', { ...asked, 'answered-on': '2026-02-07' });
    expect(await said(o.staff, late, 'admit', { 'told-how': '书面告知' })).toContain('超过 30 天');
    await ok(o.staff, late, 'not-accept', { 'told-how': '书面告知' }, '超过了 30 天');
    const again = await begun(o.staff, 'petition-review', { ...asked, stage: '复核' });
    await ok(o.staff, again, 'admit', { 'told-how': '书面告知' });
    await ok(o.staff, again, 'hear', {}, '双方都要求听证');
    await o.at('2026-03-21T10:00');
    await ok(o.staff, again, 'heard', {}, '听完了');
    expect(await due(again, 'review')).toBe('2026-04-19T16:00:00.000Z');
  });
});

test('R-18 Bad: a complaint is not registered, to investigate it, by who had that contact in hand', async () => {
  const contact = await start(o.head, 'first-asked', {
    danger: '没有',
    channel: '来访',
    cause: '其他',
    about: '问低保',
  });
  const { number } = contact.body;
  expect(await refused(o.head, 'complaint', { about: `${number} 态度不好` })).toContain('没有经手过');
  expect(problemsOf(await start(o.head, 'complaint', { about: '态度不好' }, contact.body.id))).toContain(
    '没有经手过',
  );
  const id = await begun(o.chair, 'complaint', { about: number });
  expect(
    (await take(o.chair, id, 'handle', { opinion: '批评', data: { handling: '批评教育' } })).status,
  ).toBe(403);
  expect((await page(o.head, contact.body.id)).links).toEqual([]);
  expect((await o.head.get(`/api/matters/${id}`)).status).toBe(404);
});

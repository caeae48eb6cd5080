import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldAll } from '../figures/index.ts';
import { oneThingWith, sweepClocks } from '../flows/index.ts';
import { publish } from '../flows/testing-flow.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sweepProjection, verifyProjection } from './index.ts';

/** Collegial bench, joint meeting, screening as lines: figures of each unit word apart, and nobody's name. */
let o: Office;
const SECRET = '样例不可外泄8D1A';
beforeAll(async () => {
  o = await openOffice();
  await o.at('2026-03-02T10:00');
});
afterAll(() => o.world.close());

const rows = (sql: string, values: unknown[] = []) =>
  o.world.test.store.owner.transaction([], (tx) => tx.sql(sql, values));
const begun = async (flow: string, data: Record<string, unknown>, from: string | null = null) => {
  const answer = await begin(o.staff, { requestKey: newKey(), flow, data, from });
  expect([flow, answer.status, problemsOf(answer)]).toEqual([flow, 200, '']);
  return String(answer.body.id);
};
const ok = async (id: string, step: string, data = {}, opinion: string | null = null) => {
  const answer = await take(o.staff, id, step, { data, opinion });
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const sweep = async (): Promise<void> => {
  const { flows, projection, registry } = o.world.house;
  await sweepClocks(flows);
  await sweepProjection(projection);
  await foldAll(o.world.test.store, registry());
};
const line = async (id: string): Promise<Record<string, unknown>> => {
  await sweep();
  const [row] = await rows(
    'SELECT e.data, e.ledger, l.root_id FROM matter_line l JOIN entry e ON e.id = l.entry_id WHERE l.matter_id = $1',
    [id],
  );
  return { ledger: row?.['ledger'], root: row?.['root_id'], ...(row?.['data'] as object) };
};
const figures = async (day: string, ...measures: string[]): Promise<Record<string, unknown>> => {
  const said: Record<string, unknown> = {};
  for (const measure of measures) {
    const path = `/api/figures?unit=${o.world.id('910101')}&measure=${measure}&from=${day}&to=${day}`;
    said[measure] = (await o.chair.get(path)).body.value ?? 0;
  }
  return said;
};

test('a bench: one body counts it, a sitting is no case, what the court did not take is none; corrected as it goes on', async () => {
  const referred = {
    cause: '婚姻家庭',
    who: SECRET,
    about: SECRET,
    court: SECRET,
    'counted-by': '妇联统计',
  };
  const taken = { 'case-no': SECRET, 'hearing-on': '2026-03-20', 'bench-size': '三人' };
  const juror = { juror: SECRET, 'juror-until': '2030-01-01', 'juror-interest': false };
  const ours = await begun('bench', referred);
  const theirs = await begun('bench', { ...referred, 'counted-by': '法院统计' });
  const none = await begun('bench', referred);
  const keys = ['taken', 'by-court', 'closed', 'closed-rate', 'sittings', 'pending'];
  const told = () => figures('2026-03-02', ...keys.map((k) => `bench-cases.${k}`));
  expect(await line(ours)).toMatchObject({ ledger: 'bench-cases', stage: '已商请', juror: false });
  expect(Object.values(await told())).toEqual([0, 0, 0, 0, 0, 0]);
  for (const id of [ours, theirs]) {
    await ok(id, 'taken', taken);
    await ok(id, 'juror', juror);
  }
  await ok(none, 'not-taken', {}, '不归这里管');
  await sweep();
  expect(Object.values(await told())).toEqual([1, 1, 0, 0, 2, 1]);
  expect(await line(none)).toMatchObject({ stage: '法院没有受理', closed: '2026-03-02' });
  await ok(ours, 'done', { result: '调解结案', 'result-on': '2026-03-02', 'told-her': true });
  await sweep();
  expect(Object.values(await told())).toEqual([1, 1, 1, 100, 2, 0]);
  expect(await line(ours)).toMatchObject({ stage: '法院已立案', juror: true, result: '调解结案' });
});

test('a decision of a joint meeting: given up is not done, done late is not in time', async () => {
  const decided = { 'met-on': '2026-03-09', members: SECRET, matter: SECRET, decision: SECRET };
  const due = { 'duty-unit': SECRET, 'due-on': '2026-03-20' };
  await o.at('2026-03-09T10:00');
  const [inTime, late, dropped] = [
    await begun('joint-meeting', { ...decided, ...due }),
    await begun('joint-meeting', { ...decided, ...due }),
    await begun('joint-meeting', { ...decided, ...due }),
  ];
  await ok(inTime, 'done', { progress: '补了' });
  await ok(dropped, 'drop', {}, '对方搬走了');
  await o.at('2026-03-21T00:00:00');
  expect(await line(late)).toMatchObject({ 'on-time': false });
  const keys = ['decided', 'done', 'done-rate', 'on-time'].map((k) => `joint-decisions.${k}`);
  expect(Object.values(await figures('2026-03-09', ...keys))).toEqual([3, 1, expect.closeTo(33.33, 1), 1]);
  await ok(late, 'done', { progress: '补了' });
  expect(await line(late)).toMatchObject({ result: '办完了', 'on-time': false, assigned: true });
  expect(await line(dropped)).toMatchObject({ result: '没有办成' });
  expect(await line(dropped)).not.toHaveProperty('on-time');
  expect(Object.values(await figures('2026-03-09', ...keys))).toEqual([3, 2, expect.closeTo(66.67, 1), 1]);
});

test('screening: a zero report, a round that was skipped and one that nobody reported are three things', async () => {
  await o.at('2026-04-01T10:00');
  const round = { round: '月度排查', area: SECRET, 'due-on': '2026-04-10' };
  const [zero, skipped, silent, full] = [
    await begun('screening', round),
    await begun('screening', round),
    await begun('screening', round),
    await begun('screening', round),
  ];
  await ok(zero, 'report', { visited: 12, found: 0, zero: true });
  await ok(skipped, 'cancel', {}, '发大水,下个月补');
  await ok(full, 'report', { visited: 20, found: 2 });
  await o.at('2026-04-11T00:00:00');
  expect(await line(zero)).toMatchObject({ result: '已报', zero: true, found: 0, 'on-time': true });
  expect(await line(skipped)).toMatchObject({ result: '没有排查' });
  expect(await line(skipped)).not.toHaveProperty('on-time');
  expect(await line(silent)).toMatchObject({ 'on-time': false });
  expect(await line(silent)).not.toHaveProperty('result');
  const keys = ['rounds', 'reported', 'zero', 'skipped', 'on-time', 'judged', 'visited', 'found', 'pending'];
  const told = await figures('2026-04-01', ...keys.map((k) => `screenings.${k}`));
  expect(Object.values(told)).toEqual([4, 2, 1, 1, 2, 4, 32, 2, 1]);

  // Each dispute of a round is a thing of its own; what becomes of it is one thing with it.
  const dispute = { cause: '婚姻家庭', risk: '一般', parties: SECRET, about: SECRET };
  const [one, other] = [await begun('dispute', dispute, full), await begun('dispute', dispute, full)];
  await ok(one, 'settle', { action: '请双方坐下来谈了两次,说好了' });
  await ok(other, 'leave', {}, '转镇里');
  expect((await line(one))['root']).toBe(one);
  expect((await line(other))['root']).toBe(other);
  // Nor is it handed out or erased with another family's (个人信息).
  const { flows } = o.world.house.flows;
  const hers = await o.world.test.store.worker.transaction([], (tx) => oneThingWith(tx, flows, [one]));
  expect(hers).toEqual([one]);
  const counted = ['found', 'settled', 'settled-rate', 'pending'].map((k) => `disputes.${k}`);
  expect(Object.values(await figures('2026-04-11', ...counted))).toEqual([2, 1, 50, 0]);
});

test('what began before it was counted is counted by the newest definition, and goes on by its own', async () => {
  await o.at('2026-05-06T10:00');
  const flow = await o.world.house.flows.flows.flow('joint-meeting');
  const { projection, ...before } = flow.definition;
  expect(projection?.ledger).toBe('joint-decisions');
  await publish(o.world, { ...before, key: 'old-meeting', prefix: '旧议', version: 1 });
  const data = {
    'met-on': '2026-05-06',
    matter: '旧事',
    decision: '补分',
    'duty-unit': '样例局',
    'due-on': '2026-05-20',
  };
  const id = await begun('old-meeting', data);
  await sweep();
  expect(await rows('SELECT 1 FROM matter_line WHERE matter_id = $1', [id])).toEqual([]);
  await publish(o.world, { ...flow.definition, key: 'old-meeting', prefix: '旧议', version: 2 });
  o.world.house.flows.flows.forget();
  await ok(id, 'done', { progress: '补了' });
  expect(await line(id)).toMatchObject({ ledger: 'joint-decisions', result: '办完了' });
  expect((await rows('SELECT flow_version FROM matter WHERE id = $1', [id]))[0]?.['flow_version']).toBe(1);
});

test('nothing of whom it is about stands in a line, a version, a figure or what is searched', async () => {
  await sweep();
  const kept =
    await rows(`SELECT (SELECT jsonb_agg(e) FROM entry e)::text || (SELECT jsonb_agg(v) FROM entry_version v)::text
    || (SELECT jsonb_agg(l) FROM matter_line l)::text || (SELECT jsonb_agg(s) FROM search_row s)::text AS t`);
  expect(String(kept[0]?.['t'])).toContain('维权合议庭');
  expect(String(kept[0]?.['t'])).not.toContain(SECRET);
  expect((await verifyProjection(o.world.house.projection)).faults).toEqual([]);
});

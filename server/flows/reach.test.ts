import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepClocks } from './sweep.ts';
import {
  beginOne,
  bodyOf,
  type Coverage,
  createCoverage,
  type Driven,
  moved,
  rarest,
  shownLate,
} from './testing-drive.ts';
import { publish } from './testing-flow.ts';
import { createModel, type Model, type ModelPost, SAYERS } from './testing-model.ts';
import { newKey } from './testing-office.ts';
import { matrixPage } from './testing-page.ts';
import { chance, growTree, matrixFlow, type Person, rolesOf, type Tree } from './testing-tree.ts';

/**
 * The matrix of access (需知原则): role × level × relation × action × state, over a random tree with random hand-overs,
 * readers, countersigners, deputies, lateness, people who leave and units that close. Each answer of the house, through its
 * routes and its row-level security, is compared with a small model of its own. HALFSKY_SEED draws another world.
 */
const SEED = Number(process.env['HALFSKY_SEED'] ?? 20_261_122);
const GIVEN = process.env['HALFSKY_SEED'] !== undefined;
const rnd = chance(SEED);
const BUILT = ['read', 'accept', 'decline', 'take-back', 'take-over', 'agree', 'against'];
const STEPS = [
  ...BUILT,
  'send',
  'introduce',
  'circulate',
  'cosign',
  'approve',
  'close',
  'drop',
  'say-county-chair',
  'say-office-vice',
  ...SAYERS.map((s) => `say-${s}`),
];
/** Steps after which nothing is different but the history: they are looked at and seldom taken. */
const IDLE = (step: string): boolean => step.startsWith('say-');

let tree: Tree;
let model: Model;
let coverage: Coverage;
const all: Driven[] = [];
/** Where the house and the model disagree, in words. */
const wrong: string[] = [];
/** relation | state → action → how often yes, how often no. */
const cells = new Map<string, Map<string, [yes: number, no: number]>>();

const nameOf = (p: ModelPost): string =>
  `${p.role}@${model.unit(p.unit).level}${model.unit(p.unit).kind === 'department' ? '部室' : ''}`;
function note(relation: string, state: string, action: string, yes: boolean): void {
  const row = cells.get(`${relation}|${state}`) ?? new Map<string, [number, number]>();
  const [y, n] = row.get(action) ?? [0, 0];
  row.set(action, yes ? [y + 1, n] : [y, n + 1]);
  cells.set(`${relation}|${state}`, row);
}
const same = (what: string, house: unknown, rule: unknown): void => {
  const [a, b] = [JSON.stringify(house), JSON.stringify(rule)];
  if (a !== b && wrong.length < 40) wrong.push(`${what}: house ${a}, model ${b}`);
};
const sorted = (list: Iterable<string>): string[] => [...list].sort();
const partnersOf = (d: Driven): Person[] => tree.people.filter((p) => model.reads(p.model, d.m));

beforeAll(async () => {
  tree = await growTree(rnd);
  model = createModel(tree.model);
  coverage = createCoverage(model);
  for (const privacy of ['office', 'case'] as const) await publish(tree.world, matrixFlow(privacy));
  // A chair puts a vice-chair in charge of each department.
  for (const chair of tree.people.filter((p) => p.model.role === 'chair'))
    for (const unit of tree.model.units.values()) {
      if (unit.kind !== 'department' || unit.parent !== chair.model.unit) continue;
      const vice = [...tree.model.posts.values()].find(
        (p) => p.role === 'vice-chair' && p.unit === chair.model.unit,
      );
      if (!vice) continue;
      const put = await chair.post('/api/in-charge', { unitId: unit.id, postId: vice.id });
      expect(put.status).toBe(200);
      tree.model.inCharge.set(unit.id, vice.id);
    }
}, 120_000);
afterAll(() => tree.world.close());

/** One matter as one person finds it: page, what is known, her steps, one forged step. */
async function look(d: Driven, s: Person): Promise<void> {
  const { m } = d;
  const relation = model.relationTo(s.model, m);
  const here = `${m.isCase ? '密' : '样'} ${m.state} ${relation} ${nameOf(s.model)}`;
  coverage.note(relation, s.model);
  const page = await s.get(`/api/matters/${m.id}`);
  const reads = model.reads(s.model, m);
  if (s.model.gone) {
    same(`${here} gone`, page.status >= 400, true);
    note(relation, '已离岗', '看得到', page.status === 200);
    return;
  }
  const none = s.model.role.endsWith('-admin') ? 403 : 404;
  same(`${here} reads`, page.status, reads ? 200 : none);
  const state = model.ended(m)
    ? '已结束'
    : ({ draft: '起草', work: '办理', decided: '已定' }[m.state] ?? m.state);
  note(relation, state, '看得到', page.status === 200);
  const mine = model.may(s.model, m);
  if (page.status === 200) {
    same(`${here} knows`, page.body.known, model.knows(s.model, m));
    note(relation, state, m.isCase ? '知道内容(个案)' : '知道内容', page.body.known);
    same(`${here} may`, sorted(page.body.may.map((x: { key: string }) => x.key)), sorted(mine));
    const has = new Set(page.body.may.map((x: { key: string }) => x.key));
    for (const step of STEPS) note(relation, state, step, has.has(step));
  }
  const forged = rnd.pick(STEPS.filter((step) => !mine.has(step)));
  if (forged === undefined || rnd.next() < 0.5) return;
  const body = {
    requestKey: newKey(),
    version: d.seq,
    step: forged,
    opinion: forged === 'read' ? null : '样例',
  };
  const answer = await s.post(`/api/matters/${m.id}/steps`, body);
  same(`${here} forged ${forged}`, answer.status, reads ? 403 : none);
}

/** All that one person finds: boxes of her inbox, rows behind the wall, counts. */
async function lookAround(s: Person): Promise<void> {
  const me = s.model;
  const now = tree.world.clock.at;
  const isLate = (d: Driven): boolean => now.getTime() >= d.begunAt.getTime() + 60 * 3_600_000;
  if (!me.gone && !me.role.endsWith('-admin')) {
    for (const box of ['todo', 'read', 'past', 'late']) {
      const { body } = await s.get(`/api/matters?box=${box}&limit=100`);
      const found = new Set<string>((body.rows ?? []).map((r: { id: string }) => r.id));
      const meant = all.filter((d) => model.boxes(me, d.m, isLate(d)).has(box)).map((d) => d.m.id);
      same(`box ${box} of ${nameOf(me)}`, sorted(found), sorted(meant));
    }
  }
  const unit = rnd.pick([...tree.model.units.keys()]) ?? me.unit;
  const counted = await s.get(`/api/matter-counts?unit=${unit}`);
  if (!me.gone) same(`counts for ${nameOf(me)}`, counted.status === 200, model.counts(me, unit));
  // Behind the routes: the application's own role with her posts, every table of matters, every row.
  const posts = model
    .seats(me)
    .map((p) => p.id)
    .join(':');
  const rows = await tree.world.test.store.app.transaction(
    [
      { name: 'app.posts', value: posts },
      { name: 'app.at', value: now.toISOString() },
    ],
    (tx) =>
      tx.sql(`SELECT 'matter' AS t, array_agg(DISTINCT id::text) AS ids FROM matter UNION ALL SELECT 'step', array_agg(DISTINCT matter_id::text) FROM matter_step
        UNION ALL SELECT 'seat', array_agg(DISTINCT matter_id::text) FROM matter_seat UNION ALL SELECT 'clock', array_agg(DISTINCT matter_id::text) FROM matter_clock`),
    'read',
  );
  const meant = sorted(all.filter((d) => model.reads(me, d.m)).map((d) => d.m.id));
  for (const r of rows)
    same(`wall of ${String(r['t'])} for ${nameOf(me)}`, sorted((r['ids'] as string[] | null) ?? []), meant);
}

/** Somebody who may takes a step that moves things on, receivers being those who were met least. */
async function drive(d: Driven): Promise<void> {
  const doers = partnersOf(d).flatMap((s) => [...model.may(s.model, d.m)].map((step) => ({ s, step })));
  const telling = doers.filter(({ step }) => !IDLE(step) && (step !== 'drop' || rnd.next() < 0.05));
  const some = rnd.pick(telling) ?? rnd.pick(doers);
  if (!some) return;
  const { s, step } = some;
  // Two of her seats could do it: which one is not what is looked at here.
  const seats = model.seats(s.model);
  const could = { read: d.m.reading, agree: d.m.signing, against: d.m.signing, 'take-over': d.m.shown }[step];
  if (could && seats.filter((p) => could.has(p.id)).length > 1) return;
  const made = bodyOf(rnd, model, coverage, step, d.m);
  if (!made) return;
  await take(d, s, step, made.body, made.to);
}

async function lookAtAll(others: number, share = 1): Promise<void> {
  for (const d of all) {
    if (rnd.next() > share) continue;
    const parts = partnersOf(d);
    const rest = tree.people.filter((p) => !parts.includes(p)).map((p) => p.model);
    const near = ['本机关其他人', '上级的人', '下级的人', '别处的人', '管理员', '已离岗的人'].flatMap((r) =>
      rarest(
        rnd,
        coverage,
        r,
        rest.filter((p) => model.relationTo(p, d.m) === r),
        2,
      ),
    );
    for (const s of tree.people)
      if ((parts.includes(s) && rnd.next() < 0.4) || near.slice(0, others).includes(s.model))
        await look(d, s);
    const reader = rnd.pick(parts.filter((p) => !p.model.gone));
    if (!reader || model.ended(d.m)) continue;
    const found = await reader.get(`/api/matters/${d.m.id}/candidates?step=introduce`);
    same(
      'candidates',
      sorted(found.body.candidates.map((x: { post: string }) => x.post)),
      sorted(model.among(d.m).map((p) => p.id)),
    );
  }
}

/** A third of those who have something in hand ask somebody of their office to stand in, today only. */
async function nameDeputies(day: string): Promise<void> {
  for (const s of tree.people) {
    const me = s.model;
    if (me.role.endsWith('-admin') || rnd.next() > 0.35) continue;
    const fit = tree.people.filter(
      (p) =>
        p.model.person !== me.person &&
        !p.model.role.endsWith('-admin') &&
        model.officeOf(p.model.unit) === model.officeOf(me.unit),
    );
    const deputy = rnd.pick(fit);
    if (!deputy) continue;
    const asked = { postId: me.id, deputyId: deputy.model.account, from: day, to: day, reason: '外出学习' };
    const made = await s.post('/api/deputies', asked);
    same(`deputy for ${nameOf(me)}`, made.status, 200);
    tree.model.deputies.push({ principal: me.id, account: deputy.model.account, holds: true });
    // Acting in the post that was made for it she has the matters of the one for whom she stands in, too.
    const acting: ModelPost = {
      ...deputy.model,
      id: made.body.id,
      unit: me.unit,
      role: me.role,
      gone: false,
    };
    if (rnd.next() < 0.2) {
      const token = await tree.world.test.store.owner.transaction([], (tx) =>
        tree.signIn(tx, acting.account, acting.id),
      );
      acted.push(tree.person(acting, token));
    }
  }
}
/** Those who have not stood in a relation yet are brought into it, many at once where a step can ask many. */
async function bringInto(relation: string, step: 'introduce' | 'circulate' | 'cosign'): Promise<void> {
  const missing = (): ModelPost[] =>
    tree.people
      .map((p) => p.model)
      .filter((p) => !p.gone && !p.role.endsWith('-admin') && coverage.of(relation, p) === 0);
  for (let tries = 0; missing().length > 0 && tries < 60; tries += 1) {
    const wanted = missing()[0];
    if (!wanted) return;
    // A colleague has a matter of her own; where she has none, somebody of the office above.
    const office = model.officeOf(wanted.unit);
    const from = tree.people.filter(
      (p) => !p.model.gone && !p.model.role.endsWith('-admin') && p.model.person !== wanted.person,
    );
    const near = from.filter((p) => model.officeOf(p.model.unit) === office);
    const above = from.filter((p) => model.officeOf(p.model.unit) === model.unit(office).parent);
    const starter = rnd.pick(near.length > 1 ? near : above);
    if (!starter) return;
    const d = await beginOne(tree, starter, tries % 2 === 0 ? 'test-matrix-case' : 'test-matrix-office');
    all.push(d);
    const others = model.among(d.m).filter((p) => p.person !== wanted.person);
    const holder = rarest(
      rnd,
      coverage,
      '责任人',
      others.filter((p) => !p.gone),
      1,
    )[0];
    if (!holder) continue;
    await take(d, starter, 'send', { to: holder.id }, [holder]);
    const has = tree.people.find((p) => p.model.id === holder.id);
    if (!has) continue;
    await look(d, has);
    const list = model
      .among(d.m)
      .filter((p) => coverage.of(relation, p) === 0 && p.person !== starter.model.person);
    const to =
      step === 'introduce'
        ? [wanted]
        : list.includes(wanted)
          ? list.slice(0, 20)
          : [wanted, ...list].slice(0, 20);
    const ids = to.map((p) => p.id);
    const body =
      step === 'introduce' ? { to: ids[0] } : step === 'circulate' ? { readers: ids } : { signers: ids };
    await take(d, has, step, body, to);
    for (const s of tree.people) if (ids.includes(s.model.id)) await look(d, s);
    const admin = rarest(
      rnd,
      coverage,
      '管理员',
      tree.people.map((p) => p.model).filter((p) => p.role.endsWith('-admin')),
      1,
    )[0];
    const stranger = rarest(
      rnd,
      coverage,
      '本机关其他人',
      tree.people.map((p) => p.model).filter((p) => !p.gone && model.relationTo(p, d.m) === '本机关其他人'),
      2,
    );
    for (const s of tree.people)
      if (
        (s.model === admin && coverage.of('管理员', s.model) === 0) ||
        (stranger.includes(s.model) && coverage.of('本机关其他人', s.model) === 0)
      )
        await look(d, s);
  }
}
async function take(
  d: Driven,
  s: Person,
  step: string,
  body: Record<string, unknown>,
  to: readonly ModelPost[],
): Promise<void> {
  const answer = await s.post(`/api/matters/${d.m.id}/steps`, {
    requestKey: newKey(),
    version: d.seq,
    step,
    ...body,
  });
  same(
    `${d.m.state} ${step} by ${nameOf(s.model)} ${JSON.stringify(answer.body?.error?.problems ?? '')}`,
    answer.status,
    200,
  );
  if (answer.status !== 200) return;
  d.seq = answer.body.seq;
  moved(model, s.model, d.m, step, to);
}

const acted: Person[] = [];
const later = (hours: number): Promise<void> =>
  tree.at(new Date(tree.world.clock.at.getTime() + hours * 3_600_000));

test('every answer of the house is that of the model', { timeout: 240_000 }, async () => {
  const starters = tree.people.filter((p) => !p.model.role.endsWith('-admin'));
  for (const [i, s] of starters.entries()) {
    if (i % 5 !== SEED % 5) continue;
    all.push(await beginOne(tree, s, i % 2 === 0 ? 'test-matrix-case' : 'test-matrix-office'));
  }
  for (const p of tree.people.filter((x) => x.model.role.endsWith('-admin')))
    same(
      'an administrator begins',
      (
        await p.post('/api/matters', {
          requestKey: newKey(),
          flow: 'test-matrix-case',
          data: { about: '样例' },
        })
      ).status,
      403,
    );
  await lookAtAll(3);
  for (let round = 0; round < 3; round += 1) for (const d of all) await drive(d);
  await lookAtAll(2);
  const day = '2026-06-15';
  await nameDeputies(day);
  for (const d of all) await drive(d);
  await lookAtAll(1);
  for (const s of acted) {
    const d = rnd.pick(all.filter((x) => model.reads(s.model, x.m)));
    if (d) await look(d, s);
  }
  for (const s of tree.people) if (rnd.next() < 0.6) await lookAround(s);
  // The day is over, and with it the deputies.
  await later(20);
  for (const d of tree.model.deputies) d.holds = false;
  for (let round = 0; round < 3; round += 1) for (const d of all) await drive(d);
  await lookAtAll(1);
  await later(48);
  await sweepClocks(tree.world.house.flows);
  for (const d of all) shownLate(model, tree.model.posts.values(), d.m);
  await lookAtAll(2);
  for (let round = 0; round < 2; round += 1) for (const d of all) await drive(d);
  await bringInto('会签人', 'cosign');
  await bringInto('传阅人', 'circulate');
  await bringInto('待接收人', 'introduce');
  // Some leave their posts, a unit closes: what they had is no longer theirs to see.
  const busy = new Set(all.filter((d) => !model.ended(d.m)).flatMap((d) => [d.m.holder, d.m.offered]));
  const leaving = tree.people
    .filter((p) => !busy.has(p.model.id) && !p.model.role.endsWith('-admin'))
    .slice(0, 40);
  for (const s of rarest(
    rnd,
    coverage,
    '已离岗的人',
    leaving.map((p) => p.model),
    6,
  ))
    s.gone = true;
  await tree.world.test.store.owner.transaction([], async (tx) => {
    const gone = [...tree.model.posts.values()].filter((p) => p.gone).map((p) => p.id);
    await tx.sql('UPDATE post SET to_day = $2 WHERE id = ANY ($1::uuid[])', [gone, '2026-06-17']);
    const closing = rnd.pick(leaving.filter((p) => model.unit(p.model.unit).kind === 'department'))?.model
      .unit;
    if (!closing || [...busy].some((id) => id && model.post(id).unit === closing)) return;
    await tx.sql('UPDATE unit SET to_day = $2 WHERE id = $1', [closing, '2026-06-17']);
    for (const p of tree.model.posts.values()) if (p.unit === closing) p.gone = true;
  });
  await later(1);
  await lookAtAll(3, 0.3);
  for (const s of tree.people) if (s.model.gone || rnd.next() < 0.3) await lookAround(s);
  expect(wrong).toEqual([]);
});

/** Who is alone in her office is nobody else's colleague there. */
const alone = (relation: string, p: ModelPost): boolean =>
  relation === '本机关其他人' &&
  [...tree.model.posts.values()].filter((x) => model.officeOf(x.unit) === model.officeOf(p.unit)).length < 2;

test('complete: each role at each level has stood in each relation', () => {
  const relations = ['责任人', '待接收人', '会签人', '传阅人', '本机关其他人'];
  const missing: string[] = [];
  const combos = [...tree.model.posts.values()].map((p) => ({ p, u: model.unit(p.unit) }));
  for (const { p, u } of combos) expect(rolesOf(u.level, u.kind)).toContain(p.role);
  for (const { p } of combos)
    for (const relation of p.role.endsWith('-admin') ? ['管理员'] : relations)
      if (!alone(relation, p) && coverage.of(relation, p) + coverage.of(`${relation}(本人发起)`, p) === 0)
        missing.push(`${relation} ${nameOf(p)}`);
  if (!GIVEN) expect([...new Set(missing)]).toEqual([]);
});

test.skipIf(GIVEN)('the matrix as it came out, for reading in review', async () => {
  await expect(matrixPage(cells, coverage)).toMatchFileSnapshot('reach.golden.md');
});

import { randomBytes } from 'node:crypto';
import type { Flow, Who } from '../../contracts/flow.ts';
import { LEVELS, type Level } from '../../contracts/ledger.ts';
import { COOKIE, openWorld, seat, type Visitor, type World } from '../../tests/kit/world.ts';
import type { Role } from '../access/index.ts';
import { hashToken } from '../identity/index.ts';
import { createUnit, noteReach, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { type ModelPost, type ModelWorld, SAYERS } from './testing-model.ts';

/** A seeded chance (mulberry32): the same world for the same seed. */
export function chance(seed: number): { next(): number; pick<T>(list: readonly T[]): T | undefined } {
  let s = seed >>> 0;
  const next = (): number => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, pick: (list) => list[Math.floor(next() * list.length)] };
}
export type Chance = ReturnType<typeof chance>;

/** Which roles there are where, said a second time (0019): the columns of the matrix. */
export function rolesOf(level: Level, kind: 'federation' | 'department'): Role[] {
  const cadre = `${level}-cadre` as Role;
  if (kind === 'department') return [cadre, 'department-head'];
  if (level === 'village') return [cadre];
  const leaders: Role[] = [cadre, 'vice-chair', 'chair'];
  return level === 'township' ? leaders : [...leaders, 'system-admin', 'security-admin', 'audit-admin'];
}

/** Somebody at work: a post with a sign-in of its own. */
export interface Person {
  readonly model: ModelPost;
  readonly token: string;
  readonly get: Visitor['get'];
  readonly post: Visitor['post'];
}
export interface Tree {
  readonly world: World;
  readonly people: Person[];
  readonly model: ModelWorld;
  /** China's moment from now on; everybody stays signed in. */
  at(moment: Date): Promise<void>;
  /** A sign-in for a post that came about meanwhile. */
  signIn(tx: Tx, accountId: string, postId: string): Promise<string>;
  person(model: ModelPost, token: string): Person;
}

/** A random tree below a nation, each role at least once at each level and kind of unit, some with two posts. */
export async function growTree(rnd: Chance): Promise<Tree> {
  const world = await openWorld();
  const { clock, test } = world;
  const model: ModelWorld = { units: new Map(), posts: new Map(), inCharge: new Map(), deputies: [] };
  const people: Person[] = [];
  const made: Unit[] = [];
  const tree: Tree = {
    world,
    people,
    model,
    async at(moment) {
      clock.at = moment;
      await test.store.owner.transaction([], (tx) =>
        tx.sql('UPDATE session SET created_at = $1, seen_at = $1, fresh_at = $1', [moment]),
      );
    },
    async signIn(tx, accountId, postId) {
      const token = randomBytes(32).toString('base64url');
      await tx.sql(
        'INSERT INTO session (token_hash, id, account_id, post_id, created_at, seen_at, fresh_at) VALUES ($1, $5, $2, $3, $4, $4, $4)',
        [hashToken(token), accountId, postId, clock.at, newId(clock.at)],
      );
      return token;
    },
    person(p, token) {
      const headers = { cookie: `${COOKIE}=${token}` };
      return {
        model: p,
        token,
        get: (path) => world.ask('GET', path, { headers }),
        post: (path, body) => world.ask('POST', path, { body, headers }),
      };
    },
  };
  await test.store.owner.transaction([], async (tx) => {
    const by = { accountId: null, at: clock.at, today: '2026-06-15' };
    const nation = world.units.get('000000');
    if (!nation) throw new Error('no nation');
    made.push(nation);
    const grow = async (parent: Unit, n: number): Promise<void> => {
      const depth = LEVELS.indexOf(parent.level) + 1;
      const level = LEVELS[depth];
      const code = codeBelow(parent, depth, n);
      if (!level || code === null) return;
      const name = `样例${code}妇联`;
      const u = await createUnit(
        tx,
        { code, name, kind: 'federation', level, parentId: parent.id, from: null },
        by,
      );
      made.push(u);
      if (depth <= 4 && (n === 1 || rnd.next() < 0.3)) await department(u);
      const below = depth >= 5 ? 0 : n === 1 ? 1 + Math.floor(rnd.next() * 2) : Math.floor(rnd.next() * 2);
      for (let i = 1; i <= below; i += 1) await grow(u, i);
    };
    const department = async (u: Unit): Promise<void> => {
      const input = {
        code: `${u.code}-B9`,
        name: `样例${u.code}部`,
        kind: 'department',
        level: u.level,
      } as const;
      made.push(await createUnit(tx, { ...input, parentId: u.id, from: null }, by));
    };
    await department(nation);
    await grow(nation, 1);
    const seen = new Set<string>();
    for (const u of made) {
      const kind = u.kind === 'department' ? 'department' : 'federation';
      model.units.set(u.id, { id: u.id, kind, level: u.level, parent: u.parentId });
      for (const role of rolesOf(u.level, kind)) {
        const key = `${role}/${u.level}/${kind}`;
        const first = !seen.has(key);
        if (!first && (role.endsWith('-admin') || rnd.next() < 0.5)) continue;
        seen.add(key);
        const who = await seat(tx, { role, unit: u, at: clock.at });
        const [row] = await tx.sql('SELECT person_id FROM post WHERE id = $1', [who.postId]);
        const person = String(row?.['person_id']);
        const p: ModelPost = {
          id: who.postId,
          person,
          account: who.accountId,
          unit: u.id,
          role,
          gone: false,
        };
        model.posts.set(p.id, p);
        people.push(tree.person(p, await tree.signIn(tx, who.accountId, p.id)));
        if (kind === 'department' && role === 'department-head') await secondPost(tx, tree, u, p, made);
      }
    }
  });
  return tree;
}

/** The head of a department is vice-chair of its federation too, as often happens: one person, two posts. */
async function secondPost(tx: Tx, tree: Tree, u: Unit, p: ModelPost, made: readonly Unit[]): Promise<void> {
  const office = made.find((x) => x.id === u.parentId);
  if (!office) return;
  const id = newId(tree.world.clock.at);
  await tx.sql(
    `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role)
     SELECT $1, $2, person_region, person_id, $3, $4, '副主席', 'vice-chair' FROM post WHERE id = $5`,
    [office.regionCode, id, office.id, office.path, p.id],
  );
  await noteReach(tx, [{ personId: p.person, unitPath: office.path }]);
  await tx.sql('INSERT INTO account_post (account_id, post_id, region_code) VALUES ($1, $2, $3)', [
    p.account,
    id,
    office.regionCode,
  ]);
  const second: ModelPost = { ...p, id, unit: office.id, role: 'vice-chair' };
  tree.model.posts.set(id, second);
  tree.people.push(tree.person(second, await tree.signIn(tx, p.account, id)));
}

/** Codes as the state writes them: 93, 9301, 930101, 930101001, 930101001201. */
function codeBelow(parent: Unit, depth: number, n: number): string | null {
  const two = String(n).padStart(2, '0');
  if (depth === 1) return '930000';
  if (depth === 2) return `93${two}00`;
  if (depth === 3) return `${parent.code.slice(0, 4)}${two}`;
  if (depth === 4) return `${parent.code}0${two}`;
  return depth === 5 ? `${parent.code}2${two}` : null;
}

const anybody: Who[] = [{ is: 'office' }, { is: 'unit-above' }, { is: 'unit-below' }];
const stay = { from: ['work'], to: 'stay', opinion: 'offered' } as const;

/** An invented flow with one step for each relation, hand-overs to everybody near, a decision, two ends. */
export const matrixFlow = (privacy: 'office' | 'case'): Flow => ({
  key: `test-matrix-${privacy}`,
  version: 1,
  name: '样例事项',
  about: '只在测试里用。',
  begin: '发起',
  prefix: privacy === 'case' ? '密' : '样',
  group: '机关事务',
  levels: [...LEVELS],
  kinds: ['federation', 'department'],
  privacy,
  fields: [{ key: 'about', label: '内容', type: 'text' }],
  title: '样例',
  states: [
    { key: 'draft', name: '起草' },
    { key: 'work', name: '办理' },
    { key: 'decided', name: '已定' },
    { key: 'done', name: '办结', ends: true, outcome: 'done' },
    { key: 'dropped', name: '撤回', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '发起',
    to: 'draft',
    who: [{ is: 'office' }],
    asks: [{ field: 'about', required: true }],
    opinion: 'none',
    clocks: { starts: ['answer'] },
  },
  transitions: [
    {
      key: 'send',
      name: '送出',
      from: ['draft'],
      to: 'work',
      who: [{ is: 'responsible' }],
      hand: { to: 'chosen', among: anybody, accept: false },
      opinion: 'offered',
    },
    {
      ...stay,
      from: ['draft', 'work'],
      key: 'introduce',
      name: '介绍',
      who: [{ is: 'responsible' }],
      hand: { to: 'chosen', among: anybody, accept: true },
    },
    {
      ...stay,
      from: ['draft', 'work'],
      key: 'circulate',
      name: '传阅',
      who: [{ is: 'responsible' }],
      circulates: anybody,
    },
    {
      ...stay,
      from: ['work'],
      key: 'cosign',
      name: '会签',
      who: [{ is: 'responsible' }],
      countersigns: anybody,
    },
    ...SAYERS.map((is) => ({ ...stay, from: ['work'], key: `say-${is}`, name: `说${is}`, who: [{ is }] })),
    {
      ...stay,
      from: ['work'],
      key: 'say-county-chair',
      name: '县主席说',
      who: [{ is: 'chair', levels: ['county'] }],
    },
    {
      ...stay,
      from: ['work'],
      key: 'say-office-vice',
      name: '副主席说',
      who: [{ is: 'office', roles: ['vice-chair'] }],
    },
    {
      key: 'approve',
      name: '批准',
      from: ['work'],
      to: 'decided',
      who: [{ is: 'responsible' }, { is: 'chair' }, { is: 'in-charge' }, { is: 'above-chair' }],
      decides: true,
      notBy: ['send'],
      opinion: 'offered',
    },
    {
      key: 'close',
      name: '办结',
      from: ['decided'],
      to: 'done',
      who: [{ is: 'responsible' }],
      opinion: 'offered',
    },
    {
      key: 'drop',
      name: '撤回',
      from: ['draft', 'work'],
      to: 'dropped',
      who: [{ is: 'starter' }],
      opinion: 'offered',
    },
  ],
  clocks: [
    {
      key: 'answer',
      name: '答复',
      unit: 'hours',
      length: 60,
      late: { shows: [{ is: 'chair' }, { is: 'department-head' }] },
    },
  ],
  sources: ['DESIGN §9 · 样例'],
});

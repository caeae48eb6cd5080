import { type Answer, COOKIE, openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import type { Role } from '../access/index.ts';

/** The office of 910101: a chair, two vice-chairs, a department with its head and staff; its superior's chair. */
export interface Office {
  readonly world: World;
  readonly chair: Visitor;
  readonly vice: Visitor;
  readonly otherVice: Visitor;
  readonly head: Visitor;
  readonly staff: Visitor;
  readonly colleague: Visitor;
  readonly above: Visitor;
  /** China's clock: '2026-06-15T09:00'. Everybody stays signed in. */
  at(text: string): Promise<void>;
}

export const FEDERATION = '910101';
export const DEPARTMENT = '910101-B1';

export async function openOffice(): Promise<Office> {
  const world = await openWorld();
  const enter = (role: Role, code: string): Promise<Visitor> => world.enter(role, code);
  const chair = await enter('chair', FEDERATION);
  const vice = await enter('vice-chair', FEDERATION);
  const otherVice = await enter('vice-chair', FEDERATION);
  const head = await enter('department-head', DEPARTMENT);
  const staff = await enter('county-cadre', DEPARTMENT);
  const colleague = await enter('county-cadre', DEPARTMENT);
  const above = await enter('chair', '910100');
  const put = await chair.post('/api/in-charge', { unitId: world.id(DEPARTMENT), postId: vice.postId });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  return {
    world,
    chair,
    vice,
    otherVice,
    head,
    staff,
    colleague,
    above,
    async at(text) {
      world.clock.at = new Date(text.length > 16 ? `${text}+08:00` : `${text}:00+08:00`);
      await world.test.store.owner.transaction([], (tx) =>
        tx.sql('UPDATE session SET created_at = $1, seen_at = $1, fresh_at = $1', [world.clock.at]),
      );
    },
  };
}

/** She may be visited and called at any hour: where a test is about something else. */
export const ANY_TIME = {
  ways: ['call', 'visit'],
  number: '01000000',
  address: '样例路一号',
  anytime: true,
  hours: [],
  holidays: true,
  leaveWith: '',
  cover: 'silent',
  coverName: '',
  coverWords: '',
  codeWord: '',
  note: '',
} as const;

let keys = 0;
export function newKey(): string {
  keys += 1;
  return `test-matter-${keys}-${process.pid}`;
}

/** A leave as the page would send it. */
export const leaveOf = (
  from: string,
  fromAt: string,
  until: string,
  untilAt: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  requestKey: newKey(),
  flow: 'leave',
  data: { kind: '事假', from, 'from-at': fromAt, until, 'until-at': untilAt, reason: '家里有事', ...more },
});

/** Asks somebody to stand in for her (代理), from a day to a day. */
export const standIn = (by: Visitor, deputy: Visitor, from: string, to: string): Promise<Answer> =>
  by.post('/api/deputies', { postId: by.postId, deputyId: deputy.accountId, from, to, reason: '外出学习' });

/** The same person, acting in another of her posts. */
export async function inPost(
  world: World,
  v: Visitor,
  postId: string,
): Promise<Pick<Visitor, 'get' | 'post'>> {
  const chosen = await v.post('/api/me/post', { postId });
  const token = new RegExp(`${COOKIE}=([^;]*)`).exec(chosen.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const headers = { cookie: `${COOKIE}=${token}` };
  return {
    get: (path) => world.ask('GET', path, { headers }),
    post: (path, body) => world.ask('POST', path, { headers, body }),
  };
}

export const begin = (v: Visitor, body: Record<string, unknown>): Promise<Answer> =>
  v.post('/api/matters', body);

/** Takes a step from what the page shows now. */
export async function take(
  v: Visitor,
  id: string,
  step: string,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  const page = await v.get(`/api/matters/${id}`);
  if (page.status !== 200) return page;
  return await v.post(`/api/matters/${id}/steps`, {
    requestKey: newKey(),
    version: page.body.version,
    step,
    ...more,
  });
}

export const problemsOf = (a: Answer): string =>
  [a.body.error?.message, ...(a.body.error?.problems ?? []).map((p: { message: string }) => p.message)].join(
    ' ',
  );

import type { Model, ModelMatter, ModelPost } from './testing-model.ts';
import { newKey } from './testing-office.ts';
import type { Chance, Person, Tree } from './testing-tree.ts';

/** A matter on its way: what the model thinks of it, and which step the house has come to. */
export interface Driven {
  readonly m: ModelMatter;
  seq: number;
  readonly begunAt: Date;
}
/** Which rows of the matrix have been met: relation × role × level × kind of unit. */
export interface Coverage {
  readonly met: Map<string, number>;
  /** How often a post has stood in a relation. */
  of(relation: string, p: ModelPost): number;
  note(relation: string, p: ModelPost): void;
}

export function createCoverage(model: Model): Coverage {
  const met = new Map<string, number>();
  const key = (relation: string, p: ModelPost): string => {
    const u = model.unit(p.unit);
    return `${relation}/${p.role}/${u.level}/${u.kind}`;
  };
  return {
    met,
    of: (relation, p) => met.get(key(relation, p)) ?? 0,
    note: (relation, p) => met.set(key(relation, p), (met.get(key(relation, p)) ?? 0) + 1),
  };
}

/** Those who have stood least often in a relation, chance deciding among equals. */
export function rarest(
  rnd: Chance,
  c: Coverage,
  relation: string,
  list: readonly ModelPost[],
  n: number,
): ModelPost[] {
  return list
    .map((p) => ({ p, k: c.of(relation, p) + rnd.next() / 2 }))
    .sort((a, b) => a.k - b.k)
    .slice(0, n)
    .map(({ p }) => p);
}

export async function beginOne(tree: Tree, by: Person, flow: string): Promise<Driven> {
  const answer = await by.post('/api/matters', { requestKey: newKey(), flow, data: { about: '样例内容' } });
  if (answer.status !== 200) throw new Error(`begin: ${JSON.stringify(answer.body)}`);
  const p = by.model;
  const m: ModelMatter = {
    id: answer.body.id,
    isCase: flow.endsWith('case'),
    unit: p.unit,
    starter: p.id,
    holder: p.id,
    offered: null,
    state: 'draft',
    had: new Set([p.id]),
    held: new Set([p.id]),
    reading: new Set(),
    signing: new Set(),
    answered: new Set(),
    shown: new Set(),
    sent: new Set(),
  };
  return { m, seq: answer.body.seq, begunAt: tree.world.clock.at };
}

/** The body of a step as the page would send it: to whom, an opinion where one is asked. */
export function bodyOf(
  rnd: Chance,
  model: Model,
  c: Coverage,
  step: string,
  m: ModelMatter,
): { readonly body: Record<string, unknown>; readonly to: readonly ModelPost[] } | null {
  const near = model.among(m);
  const free = near.filter((p) => !model.isAway(p.id) && !m.signing.has(p.id));
  const opinion = ['decline', 'against', 'take-over'].includes(step) ? '样例理由' : null;
  if (step === 'send' || step === 'introduce') {
    const to = rarest(rnd, c, step === 'send' ? '责任人' : '待接收人', free, 1);
    return to[0] ? { body: { to: to[0].id }, to } : null;
  }
  if (step === 'circulate' || step === 'cosign') {
    const list = step === 'circulate' ? near : near.filter((p) => p.person !== model.post(m.starter).person);
    const asked = list.filter((p) => p.id !== m.offered && (step === 'cosign' || !m.signing.has(p.id)));
    const to = rarest(rnd, c, step === 'circulate' ? '传阅人' : '会签人', asked, 6);
    const ids = to.map((p) => p.id);
    return to.length > 0 ? { body: step === 'circulate' ? { readers: ids } : { signers: ids }, to } : null;
  }
  return { body: opinion ? { opinion } : {}, to: [] };
}

function holds(m: ModelMatter, post: string): void {
  m.holder = post;
  m.offered = null;
  m.had.add(post);
  m.held.add(post);
  for (const list of [m.reading, m.signing, m.shown]) list.delete(post);
}
const ends = (m: ModelMatter, state: string): void => {
  m.state = state;
  m.offered = null;
};

/** What becomes of a matter by a step, as the rules say: introducing moves nothing until somebody accepts. */
export function moved(
  model: Model,
  me: ModelPost,
  m: ModelMatter,
  step: string,
  to: readonly ModelPost[],
): void {
  const mine = model.seats(me);
  const seat = (test: (p: ModelPost) => boolean): string => mine.find(test)?.id ?? me.id;
  const first = to[0]?.id ?? '';
  const keepsOffer = ['read', 'agree', 'against', 'send', 'introduce'].includes(step);
  const taken = {
    accept: (p: ModelPost) => p.id === m.offered,
    'take-over': (p: ModelPost) => m.shown.has(p.id),
  }[step];
  if (taken) holds(m, seat(taken));
  if (step === 'read' || step === 'agree' || step === 'against') {
    const list = step === 'read' ? m.reading : m.signing;
    const answered = seat((p) => list.has(p.id));
    list.delete(answered);
    m.answered.add(answered);
  }
  // Whatever else happens to it, an offer that was not accepted is over.
  if (!keepsOffer) m.offered = null;
  if (step === 'send') {
    m.sent.add(me.person);
    m.state = 'work';
    holds(m, first);
  }
  if (step === 'introduce') {
    m.offered = first;
    m.had.add(first);
    // Who is asked to take it over is no longer asked to read it.
    m.reading.delete(first);
    m.shown.delete(first);
  }
  for (const p of to)
    if (step === 'circulate' || step === 'cosign') {
      m.had.add(p.id);
      m.shown.delete(p.id);
      m.reading.delete(p.id);
      (step === 'circulate' ? m.reading : m.signing).add(p.id);
    }
  if (step === 'approve') m.state = 'decided';
  if (step === 'close') ends(m, 'done');
  if (step === 'drop') ends(m, 'dropped');
}

/** Past its time it is shown to the chair of the office and the head of its department, who have nothing waiting there. */
export function shownLate(model: Model, posts: Iterable<ModelPost>, m: ModelMatter): void {
  if (model.ended(m)) return;
  for (const p of posts) {
    const leads =
      (p.role === 'chair' && p.unit === model.officeOf(m.unit)) ||
      (p.role === 'department-head' && p.unit === m.unit);
    const waits = [m.holder, m.offered].includes(p.id) || m.reading.has(p.id) || m.signing.has(p.id);
    if (!leads || waits || p.gone || p.person === model.post(m.holder).person) continue;
    m.shown.add(p.id);
    m.had.add(p.id);
  }
}

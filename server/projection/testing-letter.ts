import type { Visitor } from '../../tests/kit/world.ts';
import { followLetter, takeIn } from '../cases/index.ts';
import { begin, newKey, type Office, problemsOf, take } from '../flows/testing-office.ts';

/** A letter of the public pages with its contact, worked on by whoever received it. */
export interface Received {
  readonly code: string;
  /** Its contact. */
  readonly id: string;
  readonly rights: Visitor;
  /** Takes a step, as begins() a minute after the one before: words of one moment have no order. Answers what was refused. */
  step(id: string, step: string, data?: object, opinion?: string | null): Promise<string>;
  /** Begins what comes of it; throws where it is refused. */
  begins(
    flow: string,
    data: object,
    from?: string,
  ): Promise<{ readonly id: string; readonly number: string }>;
  /** Her page: how it stands, and the words of the answers. */
  reads(): Promise<{ readonly state: string; readonly words: string[] }>;
}

/** Somebody writes; the office of `o` has it in hand. */
export async function writes(
  o: Office,
  letter: {
    readonly whom: 'me' | 'child' | 'other';
    readonly danger: 'no' | 'lately' | 'now';
    readonly cause?: 'work';
  },
): Promise<Received> {
  const kit = { vault: o.world.house.vault, flows: o.world.house.flows };
  const hands = [o.head, o.chair, o.staff, o.colleague, o.vice, o.otherVice];
  const seen = async (v: Visitor): Promise<string[]> =>
    (await v.get('/api/matters')).body.rows.map((r: { id: string }) => r.id);
  const before = new Set((await Promise.all(hands.map(seen))).flat());
  const code = await takeIn(kit, {
    key: crypto.randomUUID(),
    cause: letter.danger === 'no' ? 'work' : 'violence',
    ...letter,
    placeId: o.world.id('910101001201'),
    text: { words: '样例的事', name: '', reach: 'code', phone: '' },
    contact: null,
  });
  const after = await Promise.all(
    hands.map(async (v) => ({ v, id: (await seen(v)).find((id) => !before.has(id)) })),
  );
  const mine = after.find((a) => a.id !== undefined);
  if (mine?.id === undefined) throw new Error('nobody has her letter');
  const { id, v: rights } = mine;
  const minutes = (): void => {
    o.world.clock.at = new Date(o.world.clock.at.getTime() + 60_000);
  };
  return {
    code,
    id,
    rights,
    async step(matter, step, data = {}, opinion = null) {
      minutes();
      return problemsOf(await take(rights, matter, step, { data, opinion }));
    },
    async begins(flow, data, from = id) {
      minutes();
      const made = await begin(rights, { requestKey: newKey(), flow, from, data });
      if (made.status !== 200) throw new Error(problemsOf(made));
      return made.body;
    },
    async reads() {
      const f = await followLetter(kit, code);
      return { state: f.state, words: f.words.filter((w) => w.kind === 'answer').map((w) => w.words) };
    },
  };
}

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { DOCUMENT, publish } from './testing-flow.ts';
import { begin, newKey, type Office, openOffice } from './testing-office.ts';

/**
 * Random walks over the invented flow, held against a model that knows nothing of the engine: a page of plain rules. After
 * every command the answer is the model's, one person is responsible, nobody has decided her own, history has not shrunk.
 */
const PEOPLE = ['chair', 'vice', 'head', 'staff', 'colleague'] as const;
type Person = (typeof PEOPLE)[number];
const STEPS = [
  ...['submit', 'pass', 'ask-signs', 'ask-readers', 'send-back', 'hold-up', 'go-on', 'pass-by', 'issue'],
  ...['accept', 'decline', 'take-back', 'read', 'agree', 'against'],
] as const;

interface Model {
  state: string;
  holder: Person;
  offered: Person | null;
  signs: Set<Person>;
  reads: Set<Person>;
  verdicts: Map<Person, string>;
  trail: { state: string; holder: Person; step: string; by: Person }[];
}
interface Command {
  by: Person;
  step: string;
  to: Person;
  back: string;
}

const OPEN = ['draft', 'review', 'sign', 'waiting'];
const FROM: Readonly<Record<string, string[]>> = {
  submit: ['draft'],
  pass: ['review'],
  'ask-signs': ['review', 'sign'],
  'ask-readers': OPEN,
  'send-back': ['review', 'sign'],
  'hold-up': ['sign'],
  'go-on': ['waiting'],
  'pass-by': ['sign'],
  issue: ['sign'],
};
const TO: Readonly<Record<string, string>> = {
  submit: 'review',
  pass: 'sign',
  'hold-up': 'waiting',
  'go-on': 'sign',
  issue: 'sent',
};

/** The model's own rules; true = it happens. */
function follow(m: Model, c: Command, starter: Person): boolean {
  const closed = !OPEN.includes(m.state);
  const note = (): void => {
    m.trail.push({ state: m.state, holder: m.holder, step: c.step, by: c.by });
  };
  if (c.step === 'read') {
    if (!m.reads.delete(c.by)) return false;
    note();
    return true;
  }
  if (closed) return false;
  if (c.step === 'agree' || c.step === 'against') {
    if (!m.signs.has(c.by) || c.by === starter) return false;
    m.signs.delete(c.by);
    m.verdicts.set(c.by, c.step);
    note();
    return true;
  }
  if (c.step === 'accept' || c.step === 'decline') {
    if (m.offered !== c.by) return false;
    if (c.step === 'accept') m.holder = c.by;
    m.offered = null;
    // Who has it in hand need not sign or read it as well.
    release(m);
    note();
    return true;
  }
  if (c.step === 'take-back') {
    if (m.offered === null || m.holder !== c.by) return false;
    m.offered = null;
    note();
    return true;
  }
  if (!FROM[c.step]?.includes(m.state) || m.holder !== c.by) return false;
  if (c.step === 'pass') {
    if (c.by === starter || m.trail.some((t) => t.by === c.by && (t.step === 'start' || t.step === 'submit')))
      return false;
  }
  if (
    c.step === 'issue' &&
    (c.by === starter || m.signs.size > 0 || [...m.verdicts.values()].includes('against'))
  )
    return false;
  if (['submit', 'pass', 'pass-by', 'ask-signs', 'ask-readers'].includes(c.step) && c.to === m.holder)
    return false;
  if (c.step === 'send-back') {
    const back = m.trail.findLast((t) => t.state === c.back);
    if (!back || c.back === m.state) return false;
    m.state = back.state;
    m.holder = back.holder;
  }
  m.offered = c.step === 'pass-by' ? c.to : null;
  m.state = TO[c.step] ?? m.state;
  if (c.step === 'submit' || c.step === 'pass') m.holder = c.to;
  if (c.step === 'ask-signs') {
    m.signs.add(c.to);
    m.reads.delete(c.to);
  }
  if (c.step === 'ask-readers') {
    m.reads.add(c.to);
    m.signs.delete(c.to);
  }
  release(m);
  if (m.state === 'sent') m.signs.clear();
  note();
  return true;
}
function release(m: Model): void {
  for (const p of [m.holder, m.offered]) if (p) for (const set of [m.signs, m.reads]) set.delete(p);
}

let o: Office;
let who: Record<Person, Visitor>;
beforeAll(async () => {
  o = await openOffice();
  await publish(o.world, DOCUMENT);
  who = { chair: o.chair, vice: o.vice, head: o.head, staff: o.staff, colleague: o.colleague };
});
afterAll(() => o.world.close());

const command: fc.Arbitrary<Command> = fc.record({
  by: fc.constantFrom(...PEOPLE),
  step: fc.constantFrom(...STEPS),
  to: fc.constantFrom(...PEOPLE),
  back: fc.constantFrom('draft', 'review', 'sign', 'sent'),
});

async function standing(id: string) {
  return await o.world.test.store.owner.transaction([], async (tx) => {
    const [m] = await tx.sql(
      'SELECT state, holder_post, holder_person, starter_person, closed_at, seq FROM matter WHERE id = $1',
      [id],
    );
    const holds = await tx.sql(`SELECT post_id FROM matter_seat WHERE matter_id = $1 AND why = 'hold'`, [id]);
    const steps = await tx.sql(
      'SELECT seq, step, person_id, opinion FROM matter_step WHERE matter_id = $1 ORDER BY seq',
      [id],
    );
    return { m, holds: holds.map((r) => r['post_id']), steps };
  });
}

test('random walks agree with the model, and the promises hold after each command', async () => {
  let happened = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('staff' as Person, 'head' as Person),
      fc.array(fc.oneof({ weight: 1, arbitrary: command }, { weight: 2, arbitrary: fc.constant(null) }), {
        minLength: 15,
        maxLength: 25,
      }),
      fc.infiniteStream(fc.nat(1_000_000)),
      async (starter, commands, chance) => {
        const begun = await begin(who[starter], {
          requestKey: newKey(),
          flow: 'test-document',
          data: { subject: '走走看' },
        });
        const id = begun.body.id as string;
        const m: Model = {
          state: 'draft',
          holder: starter,
          offered: null,
          signs: new Set(),
          reads: new Set(),
          verdicts: new Map(),
          trail: [{ state: 'draft', holder: starter, step: 'start', by: starter }],
        };
        let before = (await standing(id)).steps;
        for (const given of commands) {
          // Half of the commands are likely ones, so that walks come far; the others are anything.
          const c = given ?? likely(m, chance.next().value ?? 0);
          const version = before.length;
          const answer = await who[c.by].post(`/api/matters/${id}/steps`, {
            requestKey: newKey(),
            version,
            step: c.step,
            ...(c.step.startsWith('agree') || ['accept', 'take-back', 'read'].includes(c.step)
              ? {}
              : { opinion: '说明' }),
            ...(['submit', 'pass', 'pass-by'].includes(c.step) ? { to: who[c.to].postId } : {}),
            ...(c.step === 'ask-signs' ? { signers: [who[c.to].postId] } : {}),
            ...(c.step === 'ask-readers' ? { readers: [who[c.to].postId] } : {}),
            ...(c.step === 'send-back' ? { backTo: c.back } : {}),
          });
          const expected = follow(m, c, starter);
          expect([c, answer.status === 200, answer.body]).toEqual([c, expected, answer.body]);
          if (expected) happened += 1;
          const now = await standing(id);
          expect(now.m).toMatchObject({
            state: m.state,
            holder_post: who[m.holder].postId,
            seq: m.trail.length,
          });
          // One responsible person, in the matter and in the inboxes.
          expect(now.holds).toEqual(now.m?.['closed_at'] ? [] : [who[m.holder].postId]);
          expect(now.steps.slice(0, before.length)).toEqual(before);
          for (const s of now.steps)
            if (s['step'] === 'pass' || s['step'] === 'issue')
              expect(s['person_id']).not.toBe(now.m?.['starter_person']);
          before = now.steps;
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
  expect(happened).toBeGreaterThan(60);
}, 240_000);

/** A command that may well happen, from what the model knows. */
function likely(m: Model, n: number): Command {
  const to = PEOPLE[n % PEOPLE.length] ?? 'chair';
  const back = m.trail[n % m.trail.length]?.state ?? 'draft';
  if (m.offered)
    return {
      by: n % 3 === 0 ? m.holder : m.offered,
      step: ['take-back', 'accept', 'decline'][n % 3] ?? 'accept',
      to,
      back,
    };
  const sign = [...m.signs][0];
  if (sign && n % 2 === 0) return { by: sign, step: n % 4 === 0 ? 'agree' : 'against', to, back };
  const steps = Object.keys(FROM).filter((s) => FROM[s]?.includes(m.state));
  return { by: m.holder, step: steps[n % Math.max(1, steps.length)] ?? 'issue', to, back };
}

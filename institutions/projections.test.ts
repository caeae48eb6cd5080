import { expect, test } from 'vitest';
import { evaluate, fieldsOf, parseExpression, type Value } from '../contracts/expression.ts';
import type { Flow } from '../contracts/flow.ts';
import type { Projection } from '../contracts/flow-projection.ts';
import { ROLES } from '../server/access/index.ts';
import { checkFlow } from '../server/flows/index.ts';
import { INSTITUTIONS } from './index.ts';
import { firstAsked } from './rights/first-asked.ts';

/** What flows let be counted, held against the ledgers that it goes into (DESIGN §5: Matters become lines). */
const LEDGERS = new Map(INSTITUTIONS.flatMap((i) => i.ledgers).map((l) => [l.key, l]));
const COUNTED = INSTITUTIONS.flatMap((i) => i.flows ?? []).filter((f) => f.projection !== undefined);
const projectionOf = (flow: Flow): Projection => {
  if (!flow.projection) throw new Error(flow.key);
  return flow.projection;
};

test('contacts and complaints are counted, leave nowhere', () => {
  expect(COUNTED.map((f) => f.key)).toEqual(expect.arrayContaining(['first-asked', 'complaint']));
  expect(COUNTED.map((f) => f.key)).not.toContain('leave');
});

test.each(COUNTED)('$key: its ledger takes what it sends, from every unit that may begin one', (flow) => {
  const p = projectionOf(flow);
  const ledger = LEDGERS.get(p.ledger);
  if (!ledger) throw new Error(`${flow.key}: no ledger ${p.ledger}`);
  // A case's line may be opened by counts only.
  expect(ledger.privacy).toBe(flow.privacy === 'case' ? 'case' : ledger.privacy);
  expect(flow.levels.filter((l) => !ledger.levels.includes(l))).toEqual([]);
  const kinds = flow.kinds.map((k) => (k === 'department' ? 'federation' : k));
  expect(kinds.filter((k) => !ledger.kinds.includes(k))).toEqual([]);
  const fields = new Map(ledger.fields.map((f) => [f.key, f]));
  expect(Object.keys(p.sets).filter((key) => !fields.has(key))).toEqual([]);
  expect(ledger.fields.filter((f) => f.required && !(f.key in p.sets)).map((f) => f.key)).toEqual([]);
});

test.each(COUNTED)('$key: whatever is chosen is a choice of the ledger', (flow) => {
  const p = projectionOf(flow);
  const own = new Map(flow.fields.map((f) => [f.key, f]));
  const tried: Value[] = [];
  for (const [key, text] of Object.entries(p.sets)) {
    const field = LEDGERS.get(p.ledger)?.fields.find((f) => f.key === key);
    if (field?.type !== 'choice' || field.open) continue;
    const parsed = parseExpression(text);
    // One name after the other through all that it can be, the others empty.
    for (const name of fieldsOf(parsed)) {
      const values =
        name === 'state'
          ? flow.states.map((s) => s.key)
          : name === 'outcome'
            ? ['done', 'refused', 'withdrawn']
            : (own.get(name)?.options ?? []);
      for (const value of values) {
        const made = evaluate(parsed, { [name]: value });
        if (made === null || made === '') continue;
        tried.push(made);
        expect(field.options, `${key} ← ${name}=${value}`).toContain(made);
      }
    }
  }
  expect(tried.length).toBeGreaterThan(0);
});

const changed = (projection: Partial<Projection>): string =>
  checkFlow({ ...firstAsked, projection: { ...projectionOf(firstAsked), ...projection } }, ROLES).join('\n');

test.each([
  ['her name', { sets: { channel: '${who}' } }, /「来的人」不能进台账/],
  ['what she said', { sets: { cause: 'if(${about} = 1, ${about}, 2)' } }, /「她说了什么」不能进台账/],
  ['where to reach her, in a condition', { when: 'not(empty(${contact}))' }, /「她的电话或地址」不能进台账/],
  ['a name that is none', { sets: { cause: '${causes}' } }, /「causes」没有定义/],
  ['a step that is none', { begins: ['begin'] }, /没有「begin」这一步/],
  ['a clock that is none', { clocks: ['clock'] }, /没有「clock」这个时限/],
  ['listening to a choice', { listens: ['cause'] }, /不是写字的栏目/],
])('a projection is refused: %s', (_what, change, said) => {
  expect(changed(change)).toMatch(said);
});

test('an open choice may hold anything that was typed, so it goes into no line', () => {
  const open = {
    ...firstAsked,
    fields: firstAsked.fields.map((f) => (f.key === 'cause' ? { ...f, open: true } : f)),
  };
  expect(checkFlow(open, ROLES).join('\n')).toMatch(/「什么事」不能进台账/);
});

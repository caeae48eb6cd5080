import { describe, expect, test } from 'vitest';
import type { Flow } from '../contracts/flow.ts';
import { ROLES } from '../server/access/index.ts';
import { checkFlow } from '../server/flows/index.ts';
import { INSTITUTIONS } from './index.ts';
import { leave } from './office/leave.ts';

const FLOWS = INSTITUTIONS.flatMap((i) => i.flows ?? []);
const check = (flow: Flow): string[] => checkFlow(flow, ROLES);

test.each(FLOWS)('$key: has nothing that the checker refuses', (flow) => {
  expect(check(flow)).toEqual([]);
});

test('every flow has a key and a prefix of its own', () => {
  expect(new Set(FLOWS.map((f) => f.key)).size).toBe(FLOWS.length);
  expect(new Set(FLOWS.map((f) => f.prefix)).size).toBe(FLOWS.length);
});

/** A good definition with one thing wrong; what is said names it. */
const change = (fn: (flow: ReturnType<typeof copy>) => void): Flow => {
  const made = copy();
  fn(made);
  return made as Flow;
};
type Loose<T> = T extends readonly (infer U)[]
  ? Loose<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Loose<T[K]> }
    : T;
const copy = (): Loose<Flow> => structuredClone(leave) as Loose<Flow>;
const step = (flow: Loose<Flow>, key: string): Loose<Flow['transitions'][number]> => {
  const found = flow.transitions.find((t) => t.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('a definition is refused', () => {
  const bad: [string, Flow, RegExp][] = [
    [
      'a step that is named as one that every matter has',
      change((f) => {
        step(f, 'cancel').key = 'accept';
      }),
      /每件事都有的一步/,
    ],
    [
      'a state that nobody reaches',
      change((f) => f.states.push({ key: 'lost', name: '迷路' })),
      /走不到「迷路」/,
    ],
    [
      'a state without a way out',
      change((f) => {
        f.states.push({ key: 'stuck', name: '卡住' });
        step(f, 'refuse').to = 'stuck';
      }),
      /「卡住」\(stuck\)没有出路/,
    ],
    [
      'a circle without an end',
      change((f) => {
        f.states.push({ key: 'round', name: '转圈' });
        step(f, 'refuse').to = 'round';
        f.transitions.push({
          key: 'again',
          name: '再转',
          from: ['round'],
          to: 'stay',
          who: [{ is: 'responsible' }],
          opinion: 'none',
        });
      }),
      /「转圈」\(round\)没有出路/,
    ],
    [
      'a decision that only the starter could take',
      change((f) => {
        step(f, 'approve').who = [{ is: 'starter' }];
      }),
      /没有人能走「同意」/,
    ],
    [
      'a decision where only the starter can be responsible',
      change((f) => {
        const pass = step(f, 'pass-on');
        delete pass.hand;
      }),
      /没有人能走「同意」/,
    ],
    [
      'a chair that a filter makes impossible',
      change((f) => {
        step(f, 'pass-on').hand = { to: 'rule', order: [{ is: 'chair', roles: ['department-head'] }] };
      }),
      /不可能有/,
    ],
    [
      'a role that does not exist',
      change((f) => {
        step(f, 'approve').who = [{ is: 'responsible', roles: ['queen'] }];
      }),
      /没有「queen」这个角色/,
    ],
    [
      'a hand-over to nobody that can be found',
      change((f) => {
        step(f, 'pass-on').hand = { to: 'rule', order: [{ is: 'responsible' }] };
      }),
      /找不出是谁/,
    ],
    [
      'a return without a reason',
      change((f) => {
        step(f, 'return').opinion = 'offered';
      }),
      /退回要写理由/,
    ],
    [
      'a refusal without a reason',
      change((f) => {
        step(f, 'refuse').opinion = 'none';
      }),
      /不同意要写理由/,
    ],
    [
      'a name that is not defined',
      change((f) => {
        step(f, 'cancel').when = '${toady} < ${from}';
      }),
      /「toady」没有定义/,
    ],
    [
      'an expression that does not parse',
      change((f) => {
        step(f, 'cancel').when = '${today} <';
      }),
      /读不懂/,
    ],
    [
      'a clock that never starts',
      change((f) => f.clocks.push({ ...copy().clocks[0], key: 'idle' } as never)),
      /没有开始的一步/,
    ],
    [
      'a clock that is longer than its ceiling',
      change((f) => {
        Object.assign(f.clocks[0] ?? {}, { unit: 'calendar', length: 8, ceiling: 7 });
      }),
      /超过了自己的上限/,
    ],
    [
      'an automatic step without a condition',
      change((f) => {
        delete step(f, 'exempt').when;
      }),
      /要写明条件/,
    ],
    [
      'two steps of one name',
      change((f) => f.transitions.push(step(copy(), 'approve'))),
      /「approve」用了两次/,
    ],
    [
      'a guard without a sentence',
      change((f) => Object.assign(f.start.guards?.[0] ?? {}, { say: 'no' })),
      /要写成一句话/,
    ],
    ['no source', change((f) => Object.assign(f, { sources: ['听说'] })), /出处/],
  ];
  test.each(bad)('%s', (_what, flow, said) => {
    expect(check(flow).join('\n')).toMatch(said);
  });
});

test('words that are read on her page name fields there are, the number and the reason, and nothing else', () => {
  const said = (words: string): string => {
    const [flow] = FLOWS.filter((f) => f.key === 'petition-case');
    if (!flow) throw new Error('no petition');
    return check({ ...flow, start: { ...flow.start, toHer: [{ words, reads: 'herself' }] } }).join('');
  };
  expect(said('编号 ${number},因为 ${opinion},答复 ${answer}')).toBe('');
  expect(said('答复 ${answr}')).toContain('「answr」没有定义');
});

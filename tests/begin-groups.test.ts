import { expect, test } from 'vitest';
import { INSTITUTIONS } from '../institutions/index.ts';
import { AT_HAND, beginGroups, carriedOver, leadsTo } from '../web/workbench/src/matters/begin-groups.ts';

const FLOWS = INSTITUTIONS.flatMap((i) => i.flows ?? []);
const all = FLOWS.map((flow) => ({ flow, mayBegin: true }));
const flow = (key: string) => {
  const found = FLOWS.find((f) => f.key === key);
  if (!found) throw new Error(key);
  return found;
};

test('every flow that may be begun is offered once, and what is at hand exists', () => {
  const shown = beginGroups(all).flatMap((g) => g.flows.map((f) => f.key));
  expect(shown.toSorted()).toEqual(FLOWS.map((f) => f.key).toSorted());
  expect(AT_HAND.filter((key) => !shown.includes(key))).toEqual([]);
  const none = all.map((f) => ({ ...f, mayBegin: false }));
  expect([beginGroups(none), leadsTo(none, 'first-asked')]).toEqual([[], []]);
});

test('from a first contact: what she said comes along; what is asked anew does not', () => {
  expect(leadsTo(all, 'first-asked').map((l) => l.flow.key)).toEqual(
    expect.arrayContaining(['petition-case', 'mediation', 'legal-aid', 'petition-agency']),
  );
  const from = {
    flow: 'first-asked',
    number: '首问〔2026〕1号',
    data: {
      danger: '没有',
      channel: '来访',
      cause: '劳动权益',
      who: '样例',
      about: '拖欠工资',
      contact: null,
    },
  };
  expect(carriedOver(flow('petition-case'), from)).toEqual({
    channel: '来访',
    cause: '劳动权益',
    who: '样例',
    about: '拖欠工资',
  });
  // The causes of mediation are others: none is guessed.
  expect(carriedOver(flow('mediation'), from)).toEqual({ who: '样例', about: '拖欠工资' });
  expect(carriedOver(flow('complaint'), from)).toEqual({ about: '首问〔2026〕1号' });
  expect(carriedOver(flow('leave'), from)).toEqual({});
});

test('every rule carries between fields that are there on both sides', () => {
  for (const f of FLOWS)
    for (const rule of f.follows ?? []) {
      const there = flow(rule.flow).fields.map((x) => x.key);
      expect([f.key, rule.flow, Object.values(rule.carries).filter((k) => !there.includes(k))]).toEqual([
        f.key,
        rule.flow,
        [],
      ]);
    }
});

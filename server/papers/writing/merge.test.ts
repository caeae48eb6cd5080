import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlotChange, Slots } from '../../../contracts/api-paper-slots.ts';
import { mergeChanges } from './merge.ts';

const why = (slot: string, value: string | null): SlotChange => ({ kind: 'why', slot: `why/${slot}`, value });
const next = (rev: number, by: string) => ({ rev, by, at: '2026-06-15T00:00:00Z' });

describe('two people in one paper', () => {
  test('in different places both are kept', () => {
    const first = mergeChanges({}, 0, [why('a', '甲')], next(1, 'x'));
    const second = mergeChanges(first.slots, 0, [why('b', '乙')], next(2, 'y'));
    expect(second.conflicts).toEqual([]);
    expect([second.slots['why/a']?.value, second.slots['why/b']?.value]).toEqual(['甲', '乙']);
  });
  test('in one place the later is told what stands there, and nothing is changed', () => {
    const first = mergeChanges({}, 0, [why('a', '甲')], next(1, 'x'));
    const second = mergeChanges(first.slots, 0, [why('a', '乙')], next(2, 'y'));
    expect(second.conflicts).toEqual([{ slot: 'why/a', theirs: { ...next(1, 'x'), value: '甲' } }]);
    expect([second.changed, second.slots]).toEqual([[], first.slots]);
  });
  test('taking away is a change too: who typed on meanwhile is told', () => {
    const there = mergeChanges({}, 0, [why('a', '甲')], next(1, 'x')).slots;
    const gone = mergeChanges(there, 1, [why('a', null)], next(2, 'x')).slots;
    expect(mergeChanges(gone, 1, [why('a', '甲乙')], next(3, 'y')).conflicts).toHaveLength(1);
  });
  test('a request that is sent again changes nothing and disputes nothing', () => {
    const once = mergeChanges({}, 0, [why('a', '甲')], next(1, 'x'));
    expect(mergeChanges(once.slots, 0, [why('a', '甲')], next(2, 'x'))).toEqual({
      slots: once.slots,
      changed: [],
      conflicts: [],
    });
  });
});

/** Whatever two people do: each word that was sent stands in the paper, or its sender was told. */
test('no word is lost without a word', () => {
  const deed = fc.record({
    who: fc.constantFrom('x', 'y'),
    slot: fc.constantFrom('a', 'b', 'c'),
    value: fc.oneof(fc.constant(null), fc.string({ minLength: 1, maxLength: 3 })),
    fresh: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      let slots: Slots = {};
      let rev = 0;
      const seen: Record<string, number> = { x: 0, y: 0 };
      for (const d of deeds) {
        if (d.fresh) seen[d.who] = rev;
        const before = slots;
        const m = mergeChanges(slots, seen[d.who] ?? 0, [why(d.slot, d.value)], next(rev + 1, d.who));
        const told = m.conflicts.length > 0;
        expect(told || (m.slots[`why/${d.slot}`]?.value ?? null) === d.value).toBe(true);
        // What she had not seen is never written over.
        const there = before[`why/${d.slot}`];
        if (there && there.rev > (seen[d.who] ?? 0)) expect(m.slots[`why/${d.slot}`]).toEqual(there);
        if (m.changed.length > 0) rev += 1;
        slots = m.slots;
      }
    }),
  );
});

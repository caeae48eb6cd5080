import { describe, expect, test } from 'vitest';
import type { Slot, SlotChange } from '../../../../../contracts/api-paper-slots.ts';
import type { PaperDraft } from '../../../../../contracts/api-papers.ts';
import { memoryShelf } from '../../draft.ts';
import {
  afterSave,
  decide,
  keepPending,
  loadPending,
  nextSave,
  type PendingMap,
  valueIn,
  withChange,
} from './pending.ts';

const draft = (revision: number, slots: PaperDraft['slots'] = {}): PaperDraft =>
  ({ revision, slots }) as PaperDraft;
const slot = (text: string, rev: number): Slot => ({
  value: { text, figures: {} },
  rev,
  by: '张三',
  at: '2026-06-15T00:00:00Z',
});
const hand = (text: string, where = 'after/a'): SlotChange => ({
  kind: 'hand',
  slot: where,
  value: { text, figures: {} },
});

describe('what is typed and not saved yet', () => {
  test('stands before what the server has, and keeps the revision it began on', () => {
    const first = withChange(draft(3), {}, hand('一'));
    const more = withChange(draft(5), first, hand('一二'));
    expect(more['after/a']?.base).toBe(3);
    expect(valueIn(draft(5), more, 'after/a')).toEqual({ text: '一二', figures: {} });
  });
  test('what stands there already is no change', () => {
    expect(withChange(draft(3, { 'after/a': slot('一', 2) }), {}, hand('一'))).toEqual({});
  });
  test('goes out oldest revision first; a place in dispute waits', () => {
    const pending: PendingMap = {
      'after/a': { change: hand('一'), base: 4 },
      'after/b': { change: hand('二', 'after/b'), base: 3 },
      'after/c': { change: hand('三', 'after/c'), base: 2 },
    };
    expect(nextSave(pending, { 'after/c': {} })).toEqual({ base: 3, changes: [hand('二', 'after/b')] });
    expect(nextSave({}, {})).toBeNull();
  });
  test('letters typed while a save was under way are not lost with its answer', () => {
    const sent = hand('一');
    const typed = withChange(draft(3), { 'after/a': { change: sent, base: 3 } }, hand('一二'));
    expect(afterSave(typed, [sent], [], 4)).toEqual({ 'after/a': { change: hand('一二'), base: 4 } });
    expect(afterSave({ 'after/a': { change: sent, base: 3 } }, [sent], [], 4)).toEqual({});
  });
  test('a refused place stays until it is decided: mine, theirs, or both', () => {
    const sent = hand('我的');
    const pending = { 'after/a': { change: sent, base: 3 } };
    expect(afterSave(pending, [sent], [{ slot: 'after/a' }], 4)).toEqual(pending);
    const theirs = slot('她的', 4);
    expect(decide(pending, theirs, 'after/a', 'theirs', 4)).toEqual({});
    expect(decide(pending, theirs, 'after/a', 'mine', 4)['after/a']).toEqual({ change: sent, base: 4 });
    expect(decide(pending, theirs, 'after/a', 'both', 4)['after/a']?.change).toEqual(hand('她的\n我的'));
  });
  test('both texts keep their own figures, though both called one f1', () => {
    const figure = (measure: string) => ({ measure, label: measure });
    const mine: SlotChange = {
      kind: 'hand',
      slot: 'after/a',
      value: { text: '{f1}', figures: { f1: figure('b') } },
    };
    const theirs: Slot = { ...slot('', 4), value: { text: '{f1}', figures: { f1: figure('a') } } };
    const both = decide({ 'after/a': { change: mine, base: 3 } }, theirs, 'after/a', 'both', 4);
    expect(both['after/a']?.change.value).toEqual({
      text: '{f1}\n{f2}',
      figures: { f1: figure('a'), f2: figure('b') },
    });
  });
});

describe('on this machine', () => {
  test('unsaved words come back after the window was closed; nothing is left behind', () => {
    const shelf = memoryShelf();
    const pending = { 'after/a': { change: hand('一'), base: 3 } };
    expect(keepPending(shelf, 'k', pending)).toBe(true);
    expect(loadPending(shelf, 'k')).toEqual(pending);
    keepPending(shelf, 'k', {});
    expect(shelf.size()).toBe(0);
  });
  test('damaged or foreign text is nothing; a closed shelf is said', () => {
    const shelf = memoryShelf();
    for (const text of ['{', '[1]', '"x"', '{"after/a":{"base":"3"}}', '{"after/a":null}']) {
      shelf.setItem('k', text);
      expect([text, loadPending(shelf, 'k')]).toEqual([text, {}]);
    }
    expect(keepPending(null, 'k', {})).toBe(false);
  });
});

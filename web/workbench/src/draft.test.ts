import { describe, expect, test } from 'vitest';
import {
  type Draft,
  draftKey,
  dropDraft,
  isBlank,
  keepDraft,
  loadDraft,
  memoryShelf,
  newDraft,
  newRequestKey,
} from './draft.ts';

const blank = newDraft({ unitId: 'u', day: '2026-11-21', requestKey: 'k1234567' });
const filled: Draft = { ...blank, data: { topic: '葡萄修剪', people: 0 } };

describe('keeping', () => {
  test('a draft comes back with its request key, so that a save after a reload is the same save', () => {
    const shelf = memoryShelf();
    expect(keepDraft(shelf, 'a', filled)).toBe(true);
    expect(loadDraft(shelf, 'a')).toEqual(filled);
  });
  test('posts, ledgers and units do not see one another', () => {
    expect(
      new Set([
        draftKey('p', 'l', 'u'),
        draftKey('q', 'l', 'u'),
        draftKey('p', 'm', 'u'),
        draftKey('p', 'l', 'v'),
      ]).size,
    ).toBe(4);
  });
  test('blank drafts leave nothing behind; a typed 0 is not blank', () => {
    const shelf = memoryShelf();
    keepDraft(shelf, 'a', filled);
    keepDraft(shelf, 'a', { ...filled, data: { topic: '', people: null } });
    expect(shelf.getItem('a')).toBeNull();
    expect(isBlank({ ...blank, data: { people: 0 } })).toBe(false);
  });
  test('a full shelf is told, a damaged draft is none', () => {
    const full = {
      ...memoryShelf(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(keepDraft(full, 'a', filled)).toBe(false);
    const shelf = memoryShelf();
    for (const text of ['{', '[]', '{"requestKey":1}', JSON.stringify({ ...filled, opening: 'x' })]) {
      shelf.setItem('a', text);
      expect(loadDraft(shelf, 'a')).toBeNull();
    }
  });
  test('a saved draft is dropped', () => {
    const shelf = memoryShelf();
    keepDraft(shelf, 'a', filled);
    dropDraft(shelf, 'a');
    expect(loadDraft(shelf, 'a')).toBeNull();
  });
});

test('request keys differ and have the length the wire asks for', () => {
  const keys = Array.from({ length: 100 }, newRequestKey);
  expect(new Set(keys).size).toBe(100);
  expect(keys.every((k) => k.length >= 8 && k.length <= 80)).toBe(true);
});

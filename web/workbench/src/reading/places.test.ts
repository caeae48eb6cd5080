import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstAfter, piecesOf, sheetsOf, unitPlaces } from './places.ts';

test('a place in characters is the same place in the string, with rare characters too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(70), (text, place) => {
      const chars = Array.from(text);
      expect(unitPlaces(text)(place)).toBe(chars.slice(0, place).join('').length);
    }),
  );
});

test('sheets hold the whole text: every line once, in order', () => {
  const text = fc.array(fc.constantFrom('字', '\n', '数 12 期', '长'.repeat(3_000)), { maxLength: 12 });
  fc.assert(
    fc.property(
      text.map((parts) => parts.join('')),
      (all) => {
        const lines = sheetsOf(all).flatMap((s) => s.paragraphs.map((p) => all.slice(p.start, p.end)));
        expect(lines.join('\n')).toBe(all);
      },
    ),
  );
});

test('pieces hold the whole paragraph, each mark once, the glow where it is', () => {
  const cuts = fc.uniqueArray(fc.nat(40), { minLength: 4, maxLength: 8 }).map((c) => c.sort((a, b) => a - b));
  fc.assert(
    fc.property(cuts, cuts, (a, b) => {
      const marks = [0, 2].map((i) => ({ start: a[i] ?? 0, end: a[i + 1] ?? 0 }));
      const glow = { start: b[0] ?? 0, end: b.at(-1) ?? 0 };
      const pieces = piecesOf({ start: 5, end: 35 }, marks, glow);
      expect(pieces[0]?.start ?? 5).toBe(5);
      pieces.forEach((p, i) => {
        expect(p.start).toBe(i === 0 ? 5 : pieces[i - 1]?.end);
      });
      expect(pieces.at(-1)?.end ?? 35).toBe(35);
      for (const p of pieces) expect(p.glows).toBe(p.start >= glow.start && p.end <= glow.end);
    }),
  );
});

test('the first that ends after a place', () => {
  const list = [
    { start: 0, end: 3 },
    { start: 4, end: 6 },
  ];
  expect([0, 2, 3, 5, 6].map((p) => firstAfter(list, p))).toEqual([0, 0, 1, 1, 2]);
});

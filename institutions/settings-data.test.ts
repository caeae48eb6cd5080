import { describe, expect, test } from 'vitest';
import { parameterSchema, settingSchema, valueProblem } from '../contracts/setting.ts';
import { PARAMETERS } from './parameters/index.ts';
import { SETTINGS } from './settings/index.ts';

const twice = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

describe('settings', () => {
  test('each has the shape of a setting, a key of its own, and a default that it would itself take', () => {
    expect(twice(SETTINGS.map((s) => s.key))).toEqual([]);
    for (const s of SETTINGS) {
      expect(settingSchema.parse(s)).toEqual(s);
      expect([s.key, valueProblem(s.type, s.label, s.default)]).toEqual([s.key, null]);
    }
  });
});

describe('parameters', () => {
  test('each has the shape, a key of its own, and values within its own range', () => {
    expect(twice(PARAMETERS.map((p) => p.key))).toEqual([]);
    for (const p of PARAMETERS) {
      expect(parameterSchema.parse(p)).toEqual(p);
      for (const r of p.rows)
        expect([p.key, r.from, valueProblem(p.type, p.label, r.value)]).toEqual([p.key, r.from, null]);
    }
  });

  test('the rows of one area follow each other: none holds on the same day as another', () => {
    for (const p of PARAMETERS)
      for (const area of new Set(p.rows.map((r) => r.area))) {
        const rows = p.rows.filter((r) => r.area === area).toSorted((a, b) => (a.from < b.from ? -1 : 1));
        for (const [i, r] of rows.entries()) {
          if (r.to !== null) expect(r.to > r.from, p.key).toBe(true);
          const next = rows[i + 1];
          if (next) expect(r.to !== null && r.to <= next.from, `${p.key} ${r.from}`).toBe(true);
        }
      }
  });

  test('every row says where it is written, and a remembered one does not pretend to be read', () => {
    for (const p of PARAMETERS) for (const r of p.rows) expect(r.source, p.key).toMatch(/[\u4e00-\u9fff]/);
    expect(PARAMETERS.some((p) => p.rows.some((r) => r.grade === 'M'))).toBe(true);
  });
});

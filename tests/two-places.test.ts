import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld } from '../samples/index.ts';
import { importRecords } from '../server/exchange/index.ts';
import { foldAll, verifyFigures } from '../server/figures/index.ts';
import { findUnit } from '../server/org/index.ts';
import {
  againstLedgers,
  type LedgerFinding,
  makeReport,
  renderDocx,
  toDocument,
} from '../server/papers/index.ts';
import { readFigures } from '../server/reading/index.ts';
import { openTestStore, TEST_BLIND, type TestStore } from './kit/store.ts';

/**
 * The two real places (issue: "come out of the ledgers again, figure for figure"): lines go in, the report comes out,
 * and every figure of the printed report that a ledger can carry stands in it with its value and its unit word.
 */
interface Expected {
  readonly figures: readonly {
    key: string;
    quote: string;
    value: number;
    unit: string;
    qualifier: string | null;
  }[];
  readonly failed?: readonly { gap?: number }[];
}
const expectedOf = async (file: string): Promise<Expected> =>
  JSON.parse(await readFile(new URL(`../samples/${file}`, import.meta.url), 'utf8')) as Expected;

describe('the two places', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
    const lines = (function* () {
      for (const record of sampleWorld('2026-11-21')) yield JSON.stringify(record);
    })();
    const result = await importRecords(test.store, test.registry, TEST_BLIND, lines, {
      now: new Date('2026-11-21T12:00:00Z'),
    });
    expect(result.problems).toEqual([]);
    await foldAll(test.store, test.registry);
  }, 120_000);
  afterAll(async () => {
    await test.close();
  });

  const report = async (unit: string, kind: string, year: number) =>
    await test.store.worker.transaction([], async (tx) => {
      const found = await findUnit(tx, unit);
      if (!found) throw new Error(`no unit ${unit}`);
      return await makeReport(tx, test.registry, { unit: found, kind, year });
    });

  const assertFigures = (got: Awaited<ReturnType<typeof report>>, expected: Expected): void => {
    for (const e of expected.figures) {
      const found = got.figures.filter((f) => f.key === e.key);
      const shown = found.map((f) => `${f.value} ${f.unitWord} ${f.qualifier ?? ''}`);
      const isRight = found.some(
        (f) =>
          f.unitWord === e.unit &&
          f.qualifier === e.qualifier &&
          // 余/多/以上: what was counted is at least what was printed, and is shown as printed.
          (e.qualifier === null ? f.value === e.value : (f.value ?? 0) >= e.value),
      );
      expect(
        isRight,
        `${e.quote}: expected ${e.value} ${e.unit}, got ${shown.join(' / ') || 'nothing'}`,
      ).toBe(true);
    }
  };

  it('004: Fuzhou 2013, all of its countable figures', async () => {
    const got = await report('350100', 'annual', 2013);
    expect(got.missing).toEqual([]);
    expect(got.failed).toEqual([]);
    const expected = await expectedOf('fuzhou/expected-2013.json');
    expect(expected.figures.length).toBeGreaterThanOrEqual(44);
    assertFigures(got, expected);
    const shown = new Map(got.figures.map((f) => [f.label, f.shown]));
    expect([...shown.values()]).toEqual(
      expect.arrayContaining([
        '6814人',
        '8888万元',
        '1万多株',
        '10万余名',
        '2万余人',
        '80%以上',
        '72.63万元',
      ]),
    );
  });

  it('001-K: the sub-district, with the four persons whose place is unknown shown as a gap', async () => {
    const got = await report('652301900', 'half-year', 2005);
    expect(got.missing).toEqual([]);
    expect(got.failed).toHaveLength(1);
    expect(got.failed[0]?.gap).toBe(4);
    expect(got.failed[0]?.message).toContain('差 4 人');
    assertFigures(got, await expectedOf('subdistrict/expected.json'));
  });

  it('a report without lines names what is missing and writes no figure as 0', async () => {
    const got = await report('350100', 'annual', 1999);
    expect(got.missing.length).toBeGreaterThan(0);
    expect(got.figures.filter((f) => f.value === 0)).toEqual([]);
  });

  const beside = async (code: string, text: string, from: string, to: string): Promise<LedgerFinding[]> =>
    await test.store.worker.transaction([], async (tx) => {
      const unit = await findUnit(tx, code);
      if (!unit) throw new Error(`no unit ${code}`);
      return await againstLedgers(tx, test.registry, { unit, text, figures: readFigures(text), from, to });
    });

  it('their printed sentences, read again, stand beside the ledgers that they came from', async () => {
    const all: LedgerFinding[] = [];
    for (const [file, code, from, to] of [
      ['fuzhou/expected-2013.json', '350100', '2013-01-01', '2013-12-31'],
      ['subdistrict/expected.json', '652301900', '2005-01-01', '2005-06-30'],
    ] as const) {
      const text = (await expectedOf(file)).figures.map((f) => `${f.quote}。`).join('\n');
      all.push(...(await beside(code, text, from, to)));
    }
    const agrees = (f: LedgerFinding): boolean => f.verdict === 'same' || f.verdict === 'fits';
    const sure = all.filter((f) => f.match === 'sure');
    // Of some 105 sentences, each torn out of its paragraph; a figure of which nothing is said is no false alarm.
    expect(all.filter(agrees).length).toBeGreaterThanOrEqual(68);
    expect(sure.length).toBeGreaterThanOrEqual(38);
    const alarms = sure.filter((f) => !agrees(f)).map((f) => `${f.label} ${f.counted} ${f.difference}`);
    expect(alarms.length, alarms.join('; ')).toBeLessThanOrEqual(2);
  });

  it('what a sentence said before is carried on: the women of these classes, and one too many is told', async () => {
    const year = ['2013-01-01', '2013-12-31'] as const;
    const right = await beside('350100', '举办“双学双比”培训班72期,培训妇女6814人。', ...year);
    expect(right.map((f) => [f.measure, f.where, f.verdict])).toEqual([
      ['training.sessions', { kind: '双学双比' }, 'same'],
      ['training.women', { kind: '双学双比' }, 'same'],
    ]);
    const wrong = await beside('350100', '举办“双学双比”培训班72期,培训妇女6815人。', ...year);
    expect(wrong[1]).toMatchObject({ counted: 6814, difference: -1, verdict: 'differs' });
  });

  it('becomes a Word document with its figures in its text', async () => {
    const got = await report('350100', 'annual', 2013);
    const file = await renderDocx(toDocument(got, { today: '2026-11-21', sample: true }), {
      created: new Date('2026-11-21T00:00:00Z'),
    });
    expect(file.subarray(0, 2).toString()).toBe('PK');
    expect(file.length).toBeGreaterThan(8_000);
  });

  it('verify agrees at every level', async () => {
    const result = await verifyFigures(test.store.owner, test.registry, TEST_BLIND);
    expect(result.faults).toEqual([]);
    expect(result.lines).toBeGreaterThan(9_000);
  }, 120_000);
});

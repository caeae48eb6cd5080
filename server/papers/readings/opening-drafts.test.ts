import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../../tests/kit/world.ts';
import { foldAll } from '../../figures/index.ts';
import { type Chosen, openingDrafts } from './opening-drafts.ts';

/** From a report to lines: what is drafted, what is refused, and that a draft saved as it is makes the figure right. */
let w: World;
let township: Visitor;
beforeAll(async () => {
  w = await openWorld();
  township = await w.enter('township-cadre', '910101001');
});
afterAll(() => w.close());

const figure = (change: Partial<Chosen> = {}): Chosen => ({
  start: 119,
  raw: '18期',
  value: 18,
  exact: true,
  sentence: '全年共举办培训班18期。',
  measure: 'training.sessions',
  where: {},
  from: '2025-01-01',
  to: '2025-12-31',
  counted: null,
  ...change,
});
const draft = (figures: readonly Chosen[], refusal: string | null = null) =>
  openingDrafts(w.test.registry, {
    unitId: 'u',
    title: '2025年总结',
    today: '2026-06-15',
    figures,
    refusal: () => refusal,
  });

describe('what is drafted', () => {
  test('figures of one ledger, split and time stand in one line, with their source', () => {
    const women = figure({ measure: 'training.women', raw: '420人', value: 420, start: 130 });
    const { drafts, refused } = draft([figure(), women]);
    expect(refused).toEqual([]);
    expect(drafts).toEqual([
      {
        ledger: 'training',
        ledgerName: '培训班台账',
        unitId: 'u',
        day: '2025-01-01',
        until: '2025-12-31',
        data: { totals: { 'training.sessions': 18, 'training.women': 420 } },
        opening: 'covers',
        explanation: '摘自《2025年总结》第120字:“全年共举办培训班18期。”',
        holds: ['培训班 18 期', '培训妇女 420 人'],
        notes: [],
      },
    ]);
  });

  test('what the ledgers count already comes off, and the line stands for the rest', () => {
    const [only] = draft([figure({ counted: 15 })]).drafts;
    expect([only?.data, only?.opening, only?.notes]).toEqual([
      { totals: { 'training.sessions': 3 } },
      'rest',
      ['原文18期,台账里已数出 15,这里只补差的 3。'],
    ]);
  });

  test('one kind of several fills its field and never stands for all', () => {
    const [only] = draft([figure({ where: { kind: '科技' } })]).drafts;
    expect([only?.data, only?.opening]).toEqual([
      { kind: '科技', totals: { 'training.sessions': 18 } },
      'rest',
    ]);
  });

  test('about-numbers and days inside a month are said', () => {
    const [only] = draft([figure({ exact: false, raw: '20余期', from: '2025-01-05' })]).drafts;
    expect(only?.day).toBe('2025-01-01');
    expect(only?.notes).toEqual([
      '原文是“20余期”这样的约数,这里按 18 算,请核对后再存。',
      '原文从 2025-01-05 起,期初数要从某月 1 日算起,改成了 2025-01-01。',
    ]);
  });

  test('a running period ends today; a source of many words is cut to what a line holds', () => {
    const [only] = draft([
      figure({ from: '2026-01-01', to: '2026-12-31', sentence: '长'.repeat(600) }),
    ]).drafts;
    expect(only?.until).toBe('2026-06-15');
    expect(Array.from(only?.explanation ?? '')).toHaveLength(500);
  });
});

describe('what is refused, each with its reason', () => {
  test.each([
    ['counted as much already', { counted: 18 }, '不用补'],
    ['more in the ledgers', { counted: 20 }, '比原文多'],
    ['a rate', { measure: 'training.women-share' }, '算出来的'],
    ['an unknown measure', { measure: 'no.such' }, '没有这个数字'],
    ['several kinds together', { where: { kind: ['科技', '法律'] } }, '一类一类地记'],
    ['a time to come', { from: '2026-07-01', to: '2026-12-31' }, '还没有到'],
  ] as const)('%s', (_, change, words) => {
    const measure = [...w.test.registry.ledgers.values()]
      .flatMap((l) => l.measures)
      .find((m) => m.measure.kind === 'ratio')?.measure.key;
    const real =
      'measure' in change && change.measure === 'training.women-share' ? { measure: measure ?? '' } : change;
    const { drafts, refused } = draft([figure(real)]);
    expect([drafts, refused.map((r) => r.message)]).toEqual([[], [expect.stringContaining(words)]]);
  });

  test('a part beside its whole, and the same thing said in two ways', () => {
    const part = figure({ where: { kind: '科技' }, value: 8, raw: '8期', start: 200 });
    const other = figure({ value: 20, raw: '20期', start: 300 });
    const { drafts, refused } = draft([figure(), part, other]);
    expect(drafts).toHaveLength(1);
    expect(refused.map((r) => [r.start, r.message])).toEqual([
      [200, expect.stringContaining('重复算')],
      [300, expect.stringContaining('两处不一样')],
    ]);
  });

  test('a ledger that the unit does not keep', () => {
    expect(draft([figure()], '它不记这本台账。').refused[0]?.message).toBe('它不记这本台账。');
  });
});

describe('through the application', () => {
  const body = (code: string) => {
    const { counted: _, ...f } = figure({ sentence: '全年共举办培训班18期。' });
    return { unit: w.id(code), title: '总结', figures: [f] };
  };

  test('a draft that is saved as it came makes the ledgers count what the report says; before that nothing is saved', async () => {
    const line = trainingLine(w.id('910101001'), { day: '2025-03-06' });
    expect((await township.post('/api/entries', line)).status).toBe(200);
    await foldAll(w.test.store, w.test.registry);
    const { drafts, refused } = (await township.post('/api/readings/lines', body('910101001'))).body;
    expect([drafts.length, refused]).toEqual([1, []]);
    expect(drafts[0]).toMatchObject({ opening: 'rest', data: { totals: { 'training.sessions': 17 } } });
    const figureNow = async (): Promise<number> => {
      await foldAll(w.test.store, w.test.registry);
      const q = `unit=${w.id('910101001')}&measure=training.sessions&from=2025-01-01&to=2025-12-31`;
      return (await township.get(`/api/figures?${q}`)).body.value;
    };
    expect(await figureNow()).toBe(1);
    const { holds: _h, notes: _n, ledgerName: _l, ...entry } = drafts[0];
    const saved = await township.post('/api/entries', { ...entry, requestKey: 'from-a-reading-1' });
    expect([saved.status, saved.body.error]).toEqual([200, undefined]);
    expect(await figureNow()).toBe(18);
    // Asked again, there is nothing left to fill in.
    const again = (await township.post('/api/readings/lines', body('910101001'))).body;
    expect([again.drafts, again.refused[0].message]).toEqual([[], expect.stringContaining('不用补')]);
  });

  test('who may not write for the unit is told so; a unit out of reach is not there', async () => {
    const city = await w.enter('city-cadre', '910100');
    const far = (await city.post('/api/readings/lines', body('910101001'))).body;
    expect(far.refused[0].message).toContain('您这里只能看');
    const sister = await w.enter('county-cadre', '910102');
    expect((await sister.post('/api/readings/lines', body('910101001'))).status).toBe(404);
  });
});

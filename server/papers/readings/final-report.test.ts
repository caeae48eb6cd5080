import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReportTemplate, reportTemplateSchema } from '../../../contracts/report.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../../tests/kit/world.ts';
import { foldAll } from '../../figures/index.ts';
import { textOfReport } from './report-text.ts';

/** A report is read before it is final: what cannot be must be explained, and the text is kept for comparison. */
const TEMPLATE = reportTemplateSchema.parse({
  key: 'test-report',
  name: '样例报告',
  version: 1,
  period: 'year',
  levels: ['township'],
  title: '{unit}{year}年小结',
  parts: [
    {
      heading: '一、培训',
      level: 1,
      blocks: [
        {
          kind: 'sentence',
          key: 'women',
          // 40 of 42 are 95.2%: somebody typed a share into the wording.
          text: '共培训{people},其中妇女{women},妇女占90%。',
          figures: [
            { key: 'people', label: '培训人数', measure: 'training.people' },
            { key: 'women', label: '培训妇女', measure: 'training.women' },
          ],
        },
        {
          kind: 'prose',
          key: 'prose',
          text: '我们挨家挨户走访,把姐妹们的难处一件一件记下来,能办的当场办,不能办的说清楚什么时候办,办完再去看一看。',
        },
      ],
    },
  ],
  sources: ['样例'],
});

let w: World;
let township: Visitor;
/** Written by one, read by another: without her nothing becomes final. */
const readBySecond = async (): Promise<void> => {
  const begun = await township.post('/api/papers', {
    kind: 'test-report',
    unitId: w.id('910101001'),
    year: 2026,
  });
  const path = `/api/papers/${begun.body.id}`;
  const second = await w.enter('township-cadre', '910101001');
  expect((await township.post(`${path}/submit`, { revision: 1, to: 'unit' })).status).toBe(200);
  expect((await second.post(`${path}/approve`, { revision: 1 })).status).toBe(200);
};
const final = (explanations: Record<string, string>) =>
  township.post('/api/reports/test-report/final', { unitId: w.id('910101001'), year: 2026, explanations });
const asked = (): string => `unit=${w.id('910101001')}&year=2026`;

beforeAll(async () => {
  w = await openWorld();
  (w.test.registry.reports as Map<string, ReportTemplate>).set(TEMPLATE.key, TEMPLATE);
  township = await w.enter('township-cadre', '910101001');
  expect((await township.post('/api/entries', trainingLine(w.id('910101001')))).status).toBe(200);
  await foldAll(w.test.store, w.test.registry);
});
afterAll(() => w.close());

describe('a report whose text cannot be', () => {
  let key = '';
  test('says so while it is a draft, at its sentence', async () => {
    const { failed } = (await township.get(`/api/reports/test-report?${asked()}`)).body;
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ sentence: 'women', explanation: null });
    expect(failed[0].message).toMatch(/95|90/);
    key = failed[0].key;
  });

  test('is not final without an explanation in words', async () => {
    await readBySecond();
    const answer = await final({});
    expect([answer.status, answer.body.error.code]).toEqual([409, 'report.unexplained']);
    expect(answer.body.error.problems[0].field).toBe(`explanations.${key}`);
  });

  test('is final with one, and its text is kept for comparison under its own name', async () => {
    const answer = await final({ [key]: '九成是去年的口径,今年沿用。' });
    expect([answer.status, answer.body.state]).toEqual([200, 'final']);
    expect(answer.body.failed[0].explanation).toBe('九成是去年的口径,今年沿用。');
    const { rows } = (await township.get('/api/kept-texts')).body;
    expect(rows).toMatchObject([{ title: '样例910101001妇联2026年小结', isReport: true, mayRemove: false }]);
    const { text } = (await township.get(`/api/kept-texts/${rows[0].id}`)).body;
    expect(text).toBe(textOfReport(answer.body).text);
    expect((await township.post(`/api/kept-texts/${rows[0].id}/remove`, {})).status).toBe(403);
  });

  test('its own final version is no copy of it; somebody else’s text is', async () => {
    const report = (await township.get(`/api/reports/test-report/text?${asked()}`)).body;
    const read = async (more: object) => {
      const body = { ...report, unit: w.id('910101001'), ...more };
      let { body: state } = await township.post('/api/readings', body);
      while (!state.reading && !state.problem) state = (await township.get(`/api/readings/${state.id}`)).body;
      return state.reading.sameness;
    };
    expect(await read({})).toEqual([]);
    expect(await read({ source: null })).toMatchObject([{ identical: true, with: { isReport: true } }]);
  });
});

test('the text of a report is what stands on the paper, each block at its place', () => {
  const { text, blocks } = textOfReport({
    title: '某县\n小结',
    parts: [
      {
        heading: '一、𠮷村',
        level: 1,
        blocks: [
          {
            kind: 'sentence',
            key: 'a',
            pieces: [{ text: '培训' }, { figure: 'f', text: '42人' }, { text: '。' }],
            failed: [],
          },
          { kind: 'prose', key: 'b', text: '另有安排。' },
          {
            kind: 'table',
            key: 'c',
            caption: '表',
            head: ['项目', '合计'],
            rows: [[{ text: '期' }, { text: '3' }]],
          },
        ],
      },
    ],
  });
  expect(text).toBe('某县小结\n一、𠮷村\n培训42人。另有安排。\n表\n项目\t合计\n期\t3\n');
  const cut = Array.from(text);
  expect(blocks.map((b) => [b.key, cut.slice(b.start, b.end).join('')])).toEqual([
    ['a', '培训42人。'],
    ['b', '另有安排。'],
    ['c', '表\n项目\t合计\n期\t3\n'],
  ]);
});

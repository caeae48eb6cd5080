import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandText, SlotChange } from '../../../contracts/api-paper-slots.ts';
import { type ReportTemplate, reportTemplateSchema } from '../../../contracts/report.ts';
import { type Answer, openWorld, trainingLine, type Visitor, type World } from '../../../tests/kit/world.ts';
import { foldAll } from '../../figures/index.ts';

/** A report from draft to its second version, as four people meet it: writer, colleague, superior, neighbour. */
const TEMPLATE = reportTemplateSchema.parse({
  key: 'test-paper',
  name: '样例总结',
  version: 1,
  period: 'year',
  levels: ['county', 'township'],
  title: '{unit}{period}小结',
  parts: [
    {
      heading: '一、培训',
      level: 1,
      blocks: [
        { kind: 'prose', key: 'opening', text: '{period}工作如下。' },
        {
          kind: 'sentence',
          key: 'women',
          text: '培训妇女{women}。',
          figures: [{ key: 'women', label: '培训妇女', measure: 'training.women' }],
        },
      ],
    },
    {
      heading: '二、问题和打算',
      level: 1,
      blocks: [
        { kind: 'prose', key: 'last-plan', text: '', holds: { of: 'last-plan', lead: '上年打算：' } },
        { kind: 'prose', key: 'problems', text: '有不足。', holds: { of: 'problems', lead: '问题：' } },
        { kind: 'prose', key: 'plan', text: '继续干。', holds: { of: 'plan', lead: '打算：' } },
      ],
    },
  ],
  sources: ['样例'],
});

let w: World;
let writer: Visitor;
let colleague: Visitor;
let county: Visitor;
let neighbour: Visitor;
const UNIT = '910101001';
beforeAll(async () => {
  w = await openWorld();
  (w.test.registry.reports as Map<string, ReportTemplate>).set(TEMPLATE.key, TEMPLATE);
  writer = await w.enter('township-cadre', UNIT);
  colleague = await w.enter('township-cadre', UNIT);
  county = await w.enter('county-cadre', '910101');
  neighbour = await w.enter('township-cadre', '910101002');
  await line('2025-05-06', 40);
  await line('2026-05-06', 40);
}, 60_000);
afterAll(() => w.close());

async function line(day: string, women: number): Promise<void> {
  const data = { topic: '葡萄修剪', kind: '科技', people: 60, women };
  expect((await writer.post('/api/entries', trainingLine(w.id(UNIT), { day, data }))).status).toBe(200);
  await foldAll(w.test.store, w.test.registry);
}
const begin = (who: Visitor, year: number, reason?: string): Promise<Answer> =>
  who.post('/api/papers', { kind: TEMPLATE.key, unitId: w.id(UNIT), year, ...(reason ? { reason } : {}) });
const hand = (slot: string, text: string, figures: HandText['figures'] = {}): SlotChange => ({
  kind: 'hand',
  slot,
  value: { text, figures },
});
const save = (who: Visitor, id: string, base: number, ...changes: SlotChange[]): Promise<Answer> =>
  who.post(`/api/papers/${id}/save`, { base, changes });
const report = (who: Visitor, year: number, more = ''): Promise<Answer> =>
  who.get(`/api/reports/${TEMPLATE.key}?unit=${w.id(UNIT)}&year=${year}${more}`);
const final = (year: number, explanations: Record<string, string> = {}): Promise<Answer> =>
  writer.post(`/api/reports/${TEMPLATE.key}/final`, { unitId: w.id(UNIT), year, explanations });
const textOf = (view: Answer['body']): string =>
  view.parts
    .flatMap((p: { blocks: { pieces?: { text: string }[]; text?: string }[] }) => p.blocks)
    .map(
      (b: { pieces?: { text: string }[]; text?: string }) => b.text ?? b.pieces?.map((p) => p.text).join(''),
    )
    .join('|');
const step = async (who: Visitor, id: string, deed: string, more: object = {}): Promise<Answer> => {
  const { revision } = (await who.get(`/api/papers/${id}`)).body;
  return await who.post(`/api/papers/${id}/${deed}`, { revision, ...more });
};

describe('a report of 2025', () => {
  let id = '';
  test('is begun once, also by two people at once, by nobody else', async () => {
    const [one, two] = await Promise.all([begin(writer, 2025), begin(colleague, 2025)]);
    expect([one.status, two.body.id]).toEqual([200, one.body.id]);
    id = one.body.id;
    expect((await begin(county, 2025)).status).toBe(403);
    expect((await begin(neighbour, 2025)).status).toBe(404);
  });

  test('takes own words between the sentences of the house, with a bound figure in them', async () => {
    const figures = { f1: { measure: 'training.people', label: '培训人数' } };
    const saved = await save(
      writer,
      id,
      1,
      hand('after/women', '姐妹们学得认真，{f1}到场，{f9}原样留着。', figures),
      hand('prose/opening', '今年工作如下。'),
      { kind: 'item', slot: 'plan/aaaaaaaa', value: { text: '办班10期', order: 1 } },
      { kind: 'item', slot: 'plan/bbbbbbbb', value: { text: '走访每户。', order: 2 } },
    );
    expect([saved.status, saved.body.conflicts, saved.body.draft.revision]).toEqual([200, [], 2]);
    const { body } = await report(colleague, 2025);
    expect(textOf(body)).toBe(
      '今年工作如下。|培训妇女40人。|姐妹们学得认真，60人到场，{f9}原样留着。|有不足。|打算：|1.办班10期。|2.走访每户。',
    );
    expect(body.figures.find((f: { sentence: string }) => f.sentence === 'after/women')).toMatchObject({
      value: 60,
      measure: 'training.people',
    });
  });

  test('a figure that is not counted, or a filter that nobody knows, is refused', async () => {
    const bad = (f: object) =>
      save(
        writer,
        id,
        2,
        hand('after/women', '{f1}', { f1: { label: '数', measure: 'training.people', ...f } }),
      );
    expect((await bad({ measure: 'nothing.at-all' })).status).toBe(404);
    expect((await bad({ where: { colour: 'red' } })).body.error.code).toBe('figure.no-dimension');
  });

  test('two at once: the later one is told what the other wrote, other places are saved', async () => {
    expect((await save(colleague, id, 2, hand('prose/opening', '同事改的。'))).status).toBe(200);
    const late = await save(
      writer,
      id,
      2,
      hand('prose/opening', '我改的。'),
      hand('before/opening', '开头。'),
    );
    expect(late.body.conflicts).toMatchObject([
      { slot: 'prose/opening', theirs: { value: { text: '同事改的。' }, by: '样例人' } },
    ]);
    expect(textOf(late.body.draft.report)).toMatch(/^开头。\|同事改的。/);
  });

  test('is nobody else’s while it is a draft: superiors see figures, and no word of it', async () => {
    expect([
      (await county.get(`/api/papers/${id}`)).status,
      (await neighbour.get(`/api/papers/${id}`)).status,
    ]).toEqual([404, 404]);
    const seen = (await report(county, 2025)).body;
    expect(textOf(seen)).toBe('2025年工作如下。|培训妇女40人。|有不足。|继续干。');
    expect(seen.standing).toEqual({ draft: null, versions: [], may: [] });
    expect((await county.get('/api/papers')).body.rows).toEqual([]);
  });

  test('is not final before somebody else has read it', async () => {
    expect((await final(2025)).body.error.code).toBe('paper.not-read');
    // Both have written in it: neither may be its second reader.
    expect((await step(writer, id, 'submit', { to: 'unit' })).status).toBe(200);
    expect((await step(writer, id, 'approve')).status).toBe(403);
    expect((await step(colleague, id, 'approve')).status).toBe(403);
    expect((await colleague.get(`/api/papers/${id}`)).body.mayNot).toMatch(/另一个人复核/);
    expect((await save(writer, id, 9, hand('prose/opening', '偷改。'))).body.error.code).toBe(
      'paper.not-now',
    );
    expect((await final(2025)).body.error.code).toBe('paper.not-read');
    expect((await step(writer, id, 'take-back')).body.draft.state).toBe('draft');
  });

  test('goes to the unit above where there is nobody else, which returns it with a reason', async () => {
    await step(writer, id, 'submit', { to: 'superior', note: '请看' });
    expect((await county.get('/api/papers')).body.rows).toMatchObject([{ draftId: id, waits: true }]);
    const { body } = await county.get(`/api/papers/${id}`);
    expect(body.may).toEqual(['return', 'approve', 'comment']);
    const said = await county.post(`/api/papers/${id}/comments`, {
      block: 'after/women',
      quote: '姐妹们学得认真',
      text: '请写具体',
    });
    expect(said.status).toBe(200);
    expect((await step(county, id, 'return', { reason: '好' })).status).toBe(422);
    expect((await step(county, id, 'return', { reason: '第一段太空' })).body).toEqual({ draft: null });
    expect((await county.get(`/api/papers/${id}`)).status).toBe(404);
    const back = (await writer.get(`/api/papers/${id}`)).body;
    expect([back.state, back.steps.at(-1).kind, back.steps.at(-1).words]).toEqual([
      'draft',
      'return',
      '第一段太空',
    ]);
  });

  test('an open comment stops it unless explained; what nobody has seen cannot be approved', async () => {
    await step(writer, id, 'submit', { to: 'superior' });
    expect((await county.post(`/api/papers/${id}/approve`, { revision: 1 })).body.error.code).toBe(
      'paper.changed',
    );
    expect((await step(county, id, 'approve')).body.draft.state).toBe('approved');
    const stopped = await final(2025);
    expect([stopped.body.error.code, stopped.body.error.problems]).toMatchObject([
      'report.unexplained',
      [{ message: expect.stringContaining('请写具体') }],
    ]);
    const { comments } = (await writer.get(`/api/papers/${id}`)).body;
    const settled = await writer.post(`/api/papers/${id}/comments/${comments[0].id}`, {
      open: false,
      answer: '已改',
    });
    expect(settled.body.draft.comments[0]).toMatchObject({ open: false, answer: '已改' });
  });

  test('a figure that moved after it was read sends it back to be read', async () => {
    await line('2025-06-06', 10);
    expect((await final(2025)).body.error.code).toBe('paper.moved-since-read');
    await step(writer, id, 'take-back');
    await step(writer, id, 'submit', { to: 'superior' });
    await step(county, id, 'approve');
    const done = await final(2025);
    expect([done.status, done.body.version, textOf(done.body)]).toEqual([
      200,
      1,
      expect.stringContaining('培训妇女50人'),
    ]);
    expect((await writer.get(`/api/papers/${id}`)).body.error.code).toBe('paper.closed');
  });

  test('is handed in: the unit above reads it with every word, and sees who has none', async () => {
    const seen = (await report(county, 2025)).body;
    expect([seen.state, textOf(seen)]).toEqual(['final', expect.stringContaining('姐妹们学得认真')]);
    const range = 'from=2025-01-01&to=2025-12-31';
    const { rows } = (
      await county.get(`/api/papers/handed-in/${TEMPLATE.key}?unit=${w.id('910101')}&${range}`)
    ).body;
    expect(rows.map((r: Answer['body']) => [r.unit.code, r.final?.version ?? null])).toEqual([
      ['910101001', 1],
      ['910101002', null],
    ]);
  });

  test('a late line does not move it: it says which sentences would read otherwise', async () => {
    await line('2025-07-07', 5);
    expect(textOf((await report(writer, 2025)).body)).toContain('培训妇女50人');
    const moved = await writer.get(`/api/reports/${TEMPLATE.key}/moved?unit=${w.id(UNIT)}&year=2025`);
    expect(moved.body.changes).toMatchObject([
      { block: 'women', was: '培训妇女50人。', now: '培训妇女55人。' },
      {
        block: 'after/women',
        was: expect.stringContaining('120人到场'),
        now: expect.stringContaining('180人到场'),
      },
    ]);
  });

  test('is replaced with a reason only; the old version stays and says by which, when and why', async () => {
    expect((await begin(writer, 2025)).body.error.code).toBe('paper.why-replace');
    const next = (await begin(writer, 2025, '补报七月的一期')).body.id;
    const draft = (await writer.get(`/api/papers/${next}`)).body;
    expect(draft.replaces).toEqual({ version: 1, reason: '补报七月的一期' });
    expect(textOf(draft.report)).toContain('姐妹们学得认真');
    // The final one is shown until the next is final.
    expect((await report(writer, 2025)).body).toMatchObject({
      state: 'final',
      version: 1,
      standing: { draft: { id: next } },
    });
    await step(writer, next, 'submit', { to: 'unit' });
    await step(colleague, next, 'approve');
    expect((await final(2025)).body.version).toBe(2);
    const old = (await report(county, 2025, '&version=1')).body;
    expect([old.version, textOf(old)]).toEqual([1, expect.stringContaining('培训妇女50人')]);
    expect(old.standing.versions).toMatchObject([
      { version: 2, reason: '补报七月的一期', by: '样例人', readBy: '样例人' },
      { version: 1, reason: '' },
    ]);
    const compared = await writer.get(
      `/api/reports/${TEMPLATE.key}/compare?unit=${w.id(UNIT)}&year=2025&a=1&b=2`,
    );
    expect(compared.body.changes.map((c: { block: string }) => c.block)).toEqual(['women', 'after/women']);
    expect((await report(writer, 2025, '&version=7')).status).toBe(404);
  });
});

describe('the report of the year after', () => {
  let id = '';
  test('brings the plan back: every item needs a result, and a word where it was not done', async () => {
    id = (await begin(writer, 2026)).body.id;
    const { last } = (await writer.get(`/api/papers/${id}`)).body;
    expect(last).toMatchObject({ version: 2, items: [{ text: '办班10期' }, { text: '走访每户。' }] });
    const mark = (item: string, value: 'done' | 'not-done', note = ''): SlotChange => ({
      kind: 'last',
      slot: `last/${item}`,
      value: { mark: value, note },
    });
    await save(writer, id, 1, mark('aaaaaaaa', 'done'), mark('bbbbbbbb', 'not-done'));
    await step(writer, id, 'submit', { to: 'unit' });
    await step(colleague, id, 'approve');
    expect((await final(2026)).body.error).toMatchObject({
      code: 'paper.last-plan',
      message: expect.stringContaining('还有 1 项'),
    });
    await step(writer, id, 'take-back');
    const saved = await save(writer, id, 2, mark('bbbbbbbb', 'not-done', '人手不够'));
    expect(textOf(saved.body.draft.report)).toContain(
      '上年打算：|1.办班10期：已完成。|2.走访每户：未完成，人手不够。',
    );
  });

  test('a dropped draft is gone from the desk and from the report', async () => {
    expect((await step(writer, id, 'drop')).status).toBe(200);
    expect((await report(writer, 2026)).body.standing).toMatchObject({ draft: null, may: ['begin'] });
    expect(textOf((await report(writer, 2026)).body)).not.toContain('上年打算');
    const again = (await begin(writer, 2026)).body.id;
    expect(again).not.toBe(id);
  });
});

describe('a unit’s own arrangement', () => {
  const path = `/api/report-templates/${TEMPLATE.key}`;
  const change = (base: number, text: string) => ({
    base,
    parts: [{ key: 'opening', heading: '一、学习' }],
    blocks: { women: { text } },
  });
  test('words a sentence anew for this unit alone, with its figure in it', async () => {
    const refused = await writer.post(path, change(0, '培训妇女四十人次。'));
    expect([refused.status, refused.body.error.problems[0].field]).toEqual([422, 'blocks.women']);
    expect((await writer.post(path, change(0, '有{women}妇女受训。'))).body.version).toBe(1);
    const mine = (await report(writer, 2024)).body;
    expect(mine.parts[0].heading).toBe('一、学习');
    expect(textOf(mine)).toContain('有〔缺:培训妇女〕妇女受训');
    const other = await county.get(`/api/reports/${TEMPLATE.key}?unit=${w.id('910101002')}&year=2024`);
    expect(textOf(other.body)).toContain('培训妇女〔缺:培训妇女〕');
  });
  test('two at once: the later one is refused; final versions keep the words they had', async () => {
    expect((await colleague.post(path, change(0, '{women}。'))).body.error.code).toBe('template.changed');
    const moved = await writer.get(`/api/reports/${TEMPLATE.key}/moved?unit=${w.id(UNIT)}&year=2025`);
    expect(moved.body.changes).toEqual([]);
  });
  test('goes back to the standard, and its versions count on', async () => {
    const back = await writer.post(`${path}/standard`, { base: 1 });
    expect(back.body).toMatchObject({ version: 2, changedBy: null, may: ['arrange'] });
    expect(textOf((await report(writer, 2024)).body)).toContain('培训妇女〔缺:培训妇女〕');
  });
});

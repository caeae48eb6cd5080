import { describe, expect, test } from 'vitest';
import { reportTemplateSchema } from '../../../contracts/report.ts';
import { arrange, newsOf, problemsOf } from './arrange.ts';

const sentence = (key: string, text: string, figures: readonly string[]) => ({
  kind: 'sentence',
  key,
  text,
  figures: figures.map((f) => ({ key: f, label: `${f}的数`, measure: 'training.people' })),
});
const STANDARD = reportTemplateSchema.parse({
  key: 'sample',
  name: '样例',
  version: 1,
  period: 'year',
  levels: ['county'],
  title: '{unit}',
  parts: [
    { heading: '一、甲', level: 1, blocks: [{ kind: 'prose', key: 'opening', text: '开头。' }] },
    {
      heading: '二、乙',
      level: 1,
      blocks: [sentence('classes', '办班{n}，{year}年。', ['n']), sentence('people', '培训{p}。', ['p'])],
    },
    { heading: '三、丙', level: 1, blocks: [sentence('loans', '贷款{l}。', ['l'])] },
  ],
  sources: ['R-54'],
});
const none = { parts: [], blocks: {} };

describe('a unit’s own arrangement', () => {
  test('orders parts anew, renames, leaves out, words sentences anew; the rest is the standard', () => {
    const own = arrange(STANDARD, {
      parts: [{ key: 'classes', heading: '二、培训' }, { key: 'opening' }, { key: 'loans', hidden: true }],
      blocks: { people: { hidden: true }, classes: { text: '全年办班{n}。' } },
    });
    expect(own.parts.map((p) => [p.key, p.heading, p.blocks.map((b) => b.key)])).toEqual([
      ['classes', '二、培训', ['classes']],
      ['opening', '一、甲', ['opening']],
    ]);
    expect(own.parts[0]?.blocks[0]).toMatchObject({ text: '全年办班{n}。', figures: [{ key: 'n' }] });
    expect(arrange(STANDARD, null).parts.map((p) => p.key)).toEqual(['opening', 'classes', 'loans']);
  });

  test('a part keeps its key when its first sentence is left out', () => {
    const own = arrange(STANDARD, { ...none, blocks: { classes: { hidden: true } } });
    expect(own.parts[1]?.key).toBe('classes');
  });

  test('a part that the arrangement does not know yet stands behind its neighbour', () => {
    const newer = {
      ...STANDARD,
      parts: STANDARD.parts.toSpliced(1, 0, {
        heading: '新',
        level: 1,
        blocks: [{ kind: 'prose', key: 'fresh', text: '新。' }],
      }),
    } as typeof STANDARD;
    const own = arrange(newer, {
      ...none,
      parts: [{ key: 'loans' }, { key: 'opening' }, { key: 'classes' }],
    });
    expect(own.parts.map((p) => p.key)).toEqual(['loans', 'opening', 'fresh', 'classes']);
  });

  test('a bound figure can be neither dropped nor typed over nor invented', () => {
    const said = (text: string) => problemsOf(STANDARD, { ...none, blocks: { classes: { text } } });
    expect(said('全年办班{n}，在{year}年。')).toEqual([]);
    expect(said('全年办班72期。').map((p) => p.message)).toEqual([
      '「n的数」这个数不见了。数要留在句子里;不要这一句,请用“不写这句”。',
    ]);
    expect(said('办班{n}，培训{p}。').map((p) => p.field)).toEqual(['blocks.classes']);
    expect(problemsOf(STANDARD, { ...none, blocks: { gone: { hidden: true } } })).toHaveLength(1);
    expect(problemsOf(STANDARD, { parts: [{ key: 'gone' }], blocks: {} })).toHaveLength(1);
  });

  test('what a newer standard says otherwise is told line by line', () => {
    const newer = reportTemplateSchema.parse({
      ...STANDARD,
      version: 2,
      parts: [
        STANDARD.parts[0],
        { ...STANDARD.parts[1], heading: '二、培训', blocks: [sentence('classes', '共办班{n}。', ['n'])] },
        STANDARD.parts[2],
      ],
    });
    expect(newsOf(STANDARD, newer)).toEqual(['改写:共办班{n}。', '去掉:培训{p}。', '标题:二、培训']);
    expect(newsOf(STANDARD, STANDARD)).toEqual([]);
  });
});

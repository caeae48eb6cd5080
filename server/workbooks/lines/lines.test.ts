import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../contracts/ledger.ts';
import { INSTITUTIONS } from '../../../institutions/index.ts';
import { cellText } from '../book/cell-text.ts';
import { recogniseColumns } from './columns.ts';
import { readLine } from './read-line.ts';
import { readValue } from './read-value.ts';
import { rowTexts } from './row-texts.ts';

const LEDGERS = INSTITUTIONS.flatMap((i) => i.ledgers);
const training = LEDGERS.find((l) => l.key === 'training') as Ledger;
const people = { type: 'integer', unitWord: '人' } as const;
const money = { type: 'money', unitWord: '元' } as const;
const date = { type: 'date' } as const;

describe('one cell', () => {
  test.each([
    ['42', 42],
    ['42人', 42],
    ['42 名', 42],
    ['\uff14\uff12人', 42],
    ['1\uff0c234', 1234],
    ['1,234人', 1234],
    ['1.2万', 12_000],
    ['-5', -5],
    ['', null],
  ])('people: %s', (text, value) => expect(readValue(people, text)).toEqual({ value }));

  test.each(['42人次', '四十二', '约42', '10余人', '42/40', '1,23', '12%', '1e3', '42户', '0x10'])(
    'people refuses %s',
    (text) => expect(readValue(people, text).problem).toMatch(/^(要填数字|写的是)“?.*[。]$/),
  );

  test.each([
    ['3.5万元', 35_000],
    ['1.1万', 11_000],
    ['¥1,200.50', 1200.5],
    ['500元整', 500],
    ['0.1亿元', 10_000_000],
  ])('money: %s', (text, value) => expect(readValue(money, text)).toEqual({ value }));
  test('a field in 万元 takes its own word as it is, and 元 not at all', () => {
    const own = { type: 'decimal', unitWord: '万元' } as const;
    expect(readValue(own, '3.5万元')).toEqual({ value: 3.5 });
    expect(readValue(own, '35000元').problem).toContain('请换算');
  });

  test.each([
    ['2013.5.6', '2013-05-06'],
    ['2013/5/6', '2013-05-06'],
    ['2013年5月6日', '2013-05-06'],
    ['2013-05-06 00:00', '2013-05-06'],
    ['2013-5-6 14:30:00', '2013-05-06'],
    ['\uff12\uff10\uff11\uff13\uff0e\uff15\uff0e\uff16', '2013-05-06'],
    ['20130506', '2013-05-06'],
    ['41400', '2013-05-06'],
    ['41400.5', '2013-05-06'],
    ['2012-2-29', '2012-02-29'],
  ])('day: %s', (text, value) => expect(readValue(date, text)).toEqual({ value }));
  test.each([
    ['2013-2-30', '没有'],
    ['2013.5', '只写到月'],
    ['5月6日', '缺年份'],
    ['13.5.6', '读不成'],
    ['上周', '读不成'],
    ['41', '读不成'],
  ])('day refuses %s', (text, said) => expect(readValue(date, text).problem).toContain(said));

  test('yes and no, choices with any width and mark', () => {
    expect(['是', '√', '1', 'Y'].map((t) => readValue({ type: 'yesno' }, t).value)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['否', '×', '0'].map((t) => readValue({ type: 'yesno' }, t).value)).toEqual([false, false, false]);
    expect(readValue({ type: 'yesno' }, '可能').problem).toContain('是');
    const options = ['科技', '法律(维权)', '家政、月嫂'];
    expect(readValue({ type: 'choice', options }, ' 法律(维权) ').value).toBe('法律(维权)');
    expect(readValue({ type: 'choices', options }, '科技;法律(维权)').value).toEqual(['科技', '法律(维权)']);
    expect(readValue({ type: 'choices', options }, '家政、月嫂').value).toEqual(['家政、月嫂']);
  });

  test('whole numbers in any dress come back as they were (property)', () => {
    const wide = (t: string): string =>
      t.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('', '人', ' 名'),
        fc.boolean(),
        (n, word, full) => {
          const text = n.toLocaleString('en-US') + word;
          return readValue(people, full ? wide(text) : text).value === n;
        },
      ),
    );
  });
  test('every real day, as Excel writes it, is read (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 60_000 }),
        fc.constantFrom('.', '/', '-'),
        (serial, sign) => {
          const at = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
          const day = at.toISOString().slice(0, 10);
          const typed = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()].join(sign);
          return [String(serial), typed, cellText(at, 'date').text].every(
            (t) => readValue(date, t).value === day,
          );
        },
      ),
    );
  });

  test('what Excel spoils is told', () => {
    expect(cellText(330_127_198_001_011_000, 'text').fault).toContain('末尾几位');
    expect(cellText({ fault: 'error', text: '#N/A' }, 'integer').fault).toContain('#N/A');
    expect(cellText({ fault: 'uncounted', text: '' }, 'integer').fault).toContain('没有算出');
    expect(cellText({ fault: 'spread', text: '42' }, 'integer').fault).toContain('合并');
    expect(cellText({ fault: 'spread', text: '中山社区' }, 'text')).toEqual({
      text: '中山社区',
      fault: null,
    });
    expect(cellText(0.1 + 0.2, 'decimal').text).toBe('0.3');
  });
});

describe('columns', () => {
  test('of every ledger are recognised by label, in any order, with stars, unit words, widths and breaks', () => {
    for (const ledger of LEDGERS) {
      const head = [
        ...ledger.fields.map(
          (f) => `${f.label}\n${f.unitWord ? `(${f.unitWord})` : ''}${f.required ? '*' : ''}`,
        ),
        ` ${ledger.dayLabel} *`,
        '组织',
        '序号',
      ].reverse();
      const found = recogniseColumns([['培训台账'], [], head], ledger, null);
      expect([ledger.key, found?.headRow, found?.columns.map((c) => c.key)]).toEqual([
        ledger.key,
        2,
        ['mark', 'unit', 'day', ...ledger.fields.map((f) => `data.${f.key}`).reverse()],
      ]);
      expect(found?.notes).toEqual([]);
    }
  });

  test('unknown, missing and double ones are named; 万元 is converted and told', () => {
    const [first] = training.fields;
    const found = recogniseColumns(
      [['举办日期', first?.label ?? '', '天气', first?.label ?? '']],
      training,
      null,
    );
    const said = found?.notes.map((n) => n.text).join('') ?? '';
    expect(said).toContain('「天气」');
    expect(said).toContain('有两列都叫');
    expect(said).toContain('必填');
    const loans = LEDGERS.find((l) => l.fields.some((f) => f.type === 'money')) as Ledger;
    const amount = loans.fields.find((f) => f.type === 'money');
    const scaled = recogniseColumns([[loans.dayLabel, `${amount?.label}(万元)`]], loans, null);
    const row = rowTexts(loans, scaled?.columns ?? [], ['2013-05-06', 1.1]);
    expect(row.kind === 'line' ? row.texts[`data.${amount?.key}`] : '').toBe('11000');
  });

  test('yesterday’s definition: old names are taken, fields that are gone and new ones are named', () => {
    const [a, b, ...rest] = training.fields;
    if (!a || !b) throw new Error('training has fields');
    const older: Ledger = {
      ...training,
      fields: [{ ...a, label: '老名字' }, ...rest, { key: 'gone', label: '没有了的', type: 'text' }],
    };
    const newer: Ledger = { ...training, version: 2 };
    const head = [training.dayLabel, '老名字', '没有了的', ...rest.map((f) => f.label)];
    const found = recogniseColumns([head], newer, older);
    expect(found?.columns.find((c) => c.header === '老名字')?.key).toBe(`data.${a.key}`);
    const said = found?.notes.map((n) => n.text).join('') ?? '';
    expect(said).toContain('「没有了的」是旧版的栏目');
    expect(said).toContain(`新添了「${b.label}」`);
  });
});

describe('a row', () => {
  const found = recogniseColumns(
    [['序号', '组织', '举办日期', '讲什么', '多少人', '其中妇女']],
    training,
    null,
  );
  const columns = found?.columns ?? [];
  const targets = {
    all: [
      { id: 'a', name: '中山社区妇联', code: '1' },
      { id: 'b', name: '东街村妇联', code: '2' },
      { id: 'c', name: '东街村妇女联合会', code: '3' },
    ],
    usual: 'a',
  };
  const line = (cells: Parameters<typeof rowTexts>[2]): ReturnType<typeof readLine> => {
    const row = rowTexts(training, columns, cells);
    if (row.kind !== 'line') throw new Error(row.kind);
    return readLine(training, row.texts, targets);
  };

  test('blank, example and total rows are no lines', () => {
    expect(rowTexts(training, columns, [3, '', null, ' ']).kind).toBe('blank');
    expect(rowTexts(training, columns, ['样例', '', '2013-05-06']).kind).toBe('example');
    expect(rowTexts(training, columns, ['合 计', null, null, null, 420]).kind).toBe('total');
  });
  test('is read whole, the unit by name, short name or code', () => {
    const read = line([1, '中山社区', new Date('2013-05-06T00:00:00Z'), '葡萄修剪', '42人', '40']);
    expect(read).toMatchObject({ unitId: 'a', day: '2013-05-06', problems: [] });
    expect(read.data).toMatchObject({ topic: '葡萄修剪', people: 42, women: 40 });
    expect(line([1, '2', '2013-05-06', 'x', 1, 1]).unitId).toBe('b');
    expect(line([1, '', '2013-05-06', 'x', 1, 1]).unitId).toBe('a');
    expect(line([1, '东街村', '2013-05-06', 'x', 1, 1]).problems[0]?.message).toContain('有 2 个');
    expect(line([1, '别处', '2013-05-06', 'x', 1, 1]).problems[0]?.message).toContain('不是您能记的组织');
  });
  test('tells all its problems at once', () => {
    expect(line([1, '别处', '上周', 'x', '几个', 1]).problems.map((p) => p.field)).toEqual([
      'data.people',
      'day',
      'unit',
    ]);
  });
});

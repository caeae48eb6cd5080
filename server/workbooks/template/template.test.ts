import { describe, expect, test } from 'vitest';
import type { Field, Ledger } from '../../../contracts/ledger.ts';
import { INSTITUTIONS } from '../../../institutions/index.ts';
import { checkLine, compileLedger } from '../../ledgers/index.ts';
import { writeBook } from '../book/hucre.ts';
import type { Cell } from '../book/model.ts';
import { bookOpener } from '../book/open-book.ts';
import { recogniseColumns } from '../lines/columns.ts';
import { readLine } from '../lines/read-line.ts';
import { rowTexts } from '../lines/row-texts.ts';
import { exampleOf } from './example.ts';
import { knownTable } from './known-table.ts';
import { templateSheets } from './template.ts';

const LEDGERS = INSTITUTIONS.flatMap((i) => i.ledgers);
const UNITS = [
  { id: 'u1', name: '样例乡妇联', code: '910101001' },
  { id: 'u2', name: '样例村妇联', code: '910101001201' },
];
const AT = new Date('2026-06-15T04:00:00Z');
const open = bookOpener();

/** Something that stands in a cell and what it must come back as. */
function filled(field: Field, n: number): { cell: Cell; value: unknown } {
  const options = field.options ?? ['甲', '乙'];
  switch (field.type) {
    case 'integer':
      return { cell: n, value: n };
    case 'decimal':
    case 'money':
      return { cell: n + 0.25, value: n + 0.25 };
    case 'date':
      return { cell: new Date('2026-05-07T00:00:00Z'), value: '2026-05-07' };
    case 'yesno':
      return { cell: n % 2 === 0 ? '是' : '否', value: n % 2 === 0 };
    case 'choice':
      return { cell: options[n % options.length] ?? '', value: options[n % options.length] };
    case 'choices':
      return { cell: options.slice(0, 2).join('、'), value: options.slice(0, 2) };
    default:
      // Leading noughts and signs stay as they were typed.
      return { cell: `=00${n}+样例`, value: `=00${n}+样例` };
  }
}

async function filledBook(ledger: Ledger, lines: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const sheets = templateSheets(ledger, { units: UNITS, today: '2026-06-15' });
  const [sheet] = sheets;
  if (!sheet) throw new Error('a template has sheets');
  const rows = [...(sheet.rows ?? []).slice(0, 2), ...lines] as NonNullable<typeof sheet.rows>;
  return await writeBook([{ ...sheet, rows }, ...sheets.slice(1)], { title: ledger.name, at: AT });
}

describe('the template of every ledger', () => {
  test.each(LEDGERS.map((l) => [l.key, l] as const))('%s comes back as it was filled', async (_, ledger) => {
    const numbers = [9, 8, 7];
    const cells = ledger.fields.map((f, i) => filled(f, numbers[i % 3] ?? 1));
    const row: Cell[] = [
      1,
      '样例村妇联',
      new Date('2026-05-06T00:00:00Z'),
      ...cells.map((c) => c.cell),
      '因为如此',
    ];
    const book = await open(await filledBook(ledger, [row, [], row]));
    try {
      const known = knownTable(book.sheets);
      expect(known).toMatchObject({ ledger: ledger.key, version: ledger.version, name: ledger.name });
      const visible = book.sheets.filter((s) => !s.hidden);
      expect(visible.map((s) => s.name)).toEqual([ledger.name, '填写说明']);
      const found = recogniseColumns(visible[0]?.head ?? [], ledger, null);
      expect(found?.notes).toEqual([]);
      expect(found?.columns.length).toBe(ledger.fields.length + 4);
      const all = await book.rows({ sheet: 0, from: 1, to: 10 });
      const kinds = all.map((cellsOf) => rowTexts(ledger, found?.columns ?? [], cellsOf));
      expect(kinds.map((k) => k.kind)).toEqual(['example', 'line', 'blank', 'line']);
      const line = kinds[1];
      if (line?.kind !== 'line') throw new Error('no line');
      expect(line.faults).toEqual([]);
      const read = readLine(ledger, line.texts, { all: UNITS, usual: null });
      expect(read).toMatchObject({ unitId: 'u2', day: '2026-05-06', explanation: '因为如此', problems: [] });
      const expected = Object.fromEntries(ledger.fields.map((f, i) => [f.key, cells[i]?.value]));
      expect(read.data).toEqual(expected);
    } finally {
      await book.close();
    }
  });

  test('its example is read without a problem and would pass the hard checks', () => {
    const said = LEDGERS.flatMap((ledger) => {
      const example = exampleOf(ledger, { units: UNITS, today: '2026-06-15' });
      const read = readLine(ledger, example, { all: UNITS, usual: 'u1' });
      const line = { ...read, until: null, opening: null };
      const checked = checkLine(compileLedger(ledger), line, '2026-06-15');
      return [...read.problems, ...checked.problems.filter((p) => p.level !== 'soft')].map(
        (p) => `${ledger.key}: ${p.message}`,
      );
    });
    expect(said).toEqual([]);
  });

  test('has drop-downs for its choices: closed ones refuse, open ones only offer', () => {
    const training = LEDGERS.find((l) => l.key === 'training') as Ledger;
    const [sheet] = templateSheets(training, { units: UNITS, today: '2026-06-15' });
    const lists = sheet?.dataValidations ?? [];
    const withOptions = training.fields.filter((f) => f.options || f.type === 'yesno');
    expect(lists.length).toBe(withOptions.length + 1);
    const closed = training.fields.filter(
      (f) => f.type === 'yesno' || (f.type === 'choice' && f.options && !f.open),
    );
    expect(lists.filter((l) => l.showErrorMessage).length).toBe(closed.length);
    for (const list of lists) expect(list.formula1).toMatch(/^'_halfsky'!\$[A-Z]+\$2:\$[A-Z]+\$\d+$/);
  });
});

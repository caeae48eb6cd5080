import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INSTITUTIONS } from '../../../institutions/index.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../../tests/kit/world.ts';
import { writeBook } from '../book/hucre.ts';
import { bookOpener } from '../book/open-book.ts';
import { templateSheets } from '../template/template.ts';
import { joined, partsOf } from '../testing-books.ts';
import { exportTable } from './export-table.ts';
import type { TableCell, TableColumn, TableExport } from './model.ts';
import { pourWorkbook } from './pour.ts';

const COLUMNS: readonly TableColumn[] = [
  { header: '内容', kind: 'text' },
  { header: '人数(人)', kind: 'whole' },
  { header: '金额(元)', kind: 'number' },
  { header: '日期', kind: 'day' },
  { header: '姓名', kind: 'text', personal: true },
];
async function* each(rows: readonly (readonly TableCell[])[]): AsyncGenerator<readonly TableCell[]> {
  for (const row of rows) yield row;
}
const tableOf = (rows: readonly (readonly TableCell[])[], more: Partial<TableExport> = {}): TableExport => ({
  title: '样例表',
  columns: COLUMNS,
  rows: each(rows),
  about: [
    ['组织', '样例县妇联'],
    ['导出人', '=样例人'],
  ],
  at: new Date('2026-06-15T04:00:00Z'),
  persons: true,
  ...more,
});
const bytesOf = (table: TableExport): Promise<Buffer> => joined(pourWorkbook(table));

/** Every sign that makes a spreadsheet calculate, in both widths, behind spaces and marks; and texts that look like XML. */
const SIGNS = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\u0000=',
  '\uff1d',
  '\uff0b',
  '\uff0d',
  '\uff20',
  ' =',
  '\ufeff=',
];
const PAYLOADS = [
  ...SIGNS.flatMap((s) => [
    `${s}1+1`,
    `${s}cmd|' /C calc'!A0`,
    `${s}HYPERLINK("http://127.0.0.1/","点")`,
    `${s}SUM(A1:A9)`,
  ]),
  '</t></is></c><c><f>1+1</f></c>',
  '<f>1</f>',
  '_x003D_1+1',
  ']]>&amp;"\'',
  '\ud800x',
  '\u0007\u001f',
];

/** What a spreadsheet would calculate. */
const BEGINS = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
/** What XML may not hold. */
const FORBIDDEN = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]';

describe('cells are safe (SECURITY 28)', () => {
  test('in .xlsx, read again from the XML: no formula anywhere, text is text, numbers are numbers', async () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(50);
    const rows = PAYLOADS.map((p, i): TableCell[] => [p, -5 - i, 0.25, '2026-05-06', p]);
    const bytes = await bytesOf(tableOf(rows));
    const parts = partsOf(bytes);
    const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.length).toBe(2);
    for (const [, xml] of sheets) {
      expect(xml.toString('utf8')).not.toMatch(/<f[ >]/);
      expect(xml.toString('utf8')).not.toMatch(new RegExp(FORBIDDEN));
    }
    const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
    expect(sheet.match(/<c r="B\d+" s="\d+"><v>-\d+<\/v>/g)?.length).toBe(rows.length);
    for (const [, type] of sheet.matchAll(/<c r="A\d+"[^>]*? t="(\w+)"/g)) expect(type).toBe('inlineStr');
    const book = await bookOpener()(new Uint8Array(bytes));
    const back = await book.rows({ sheet: 0, from: 1, to: 200 });
    await book.close();
    expect(back.map((r) => r[1])).toEqual(rows.map((r) => r[1]));
    expect(back[0]?.[3]).toEqual(new Date('2026-05-06T00:00:00Z'));
    const shown = (t: string): string =>
      t.toWellFormed().replace(new RegExp(FORBIDDEN, 'g'), '').replace(/\r\n?/g, '\n');
    expect(back.map((r) => String(r[0] ?? '').trim())).toEqual(PAYLOADS.map((p) => shown(p).trim()));
  });

  test('in .csv: nothing begins with a sign, and −5 stays a number', async () => {
    const response = exportTable(tableOf(PAYLOADS.map((p) => [p, -5, null, null, '样例人'])), 'csv');
    const text = await response.text();
    const [, ...lines] = text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n');
    const firsts = PAYLOADS.map((p) => lines.find((l) => l.includes(p.slice(-3)))).filter(
      (l) => l !== undefined,
    );
    expect(firsts.length).toBeGreaterThan(30);
    for (const line of lines) expect(line.replace(/^"/, '')).not.toMatch(BEGINS);
    expect(lines[0]).toMatch(/,-5,,,样例人$/);
  });
});

describe('what it is stands on the second sheet', () => {
  test('title, filters, count, by whom and when; persons only for who may', async () => {
    const rows: TableCell[][] = [
      ['甲', 1, 2, null, '样例人'],
      ['乙', null, null, null, '样例人二'],
    ];
    const seen = async (persons: boolean): Promise<string> => {
      const parts = partsOf(await bytesOf(tableOf(rows, { persons })));
      return [...parts.values()].map((p) => p.toString('utf8')).join('\n');
    };
    const all = await seen(true);
    for (const said of ['样例表', '样例县妇联', '=样例人', '2 行', '2026-06-15 12:00', '样例人二'])
      expect(all).toContain(said);
    const without = await seen(false);
    expect(without).not.toContain('样例人二');
    expect(without).toContain('姓名(含个人信息,您没有查看的权限)');
  });

  test('its names are UTF-8 and it is a file to keep', () => {
    const { headers } = exportTable(tableOf([]));
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent('样例表.xlsx')}`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('a hundred thousand rows begin at once and memory does not grow with them', async () => {
  async function* many(): AsyncGenerator<readonly TableCell[]> {
    for (let n = 0; n < 100_000; n += 1) yield [`课程${n}`, n, n / 4, '2026-05-06', '样例人'];
  }
  const started = performance.now();
  const pieces = pourWorkbook(tableOf([], { rows: many() }));
  const before = process.memoryUsage().rss;
  let first = 0;
  let bytes = 0;
  let most = 0;
  for await (const piece of pieces) {
    if (bytes === 0) first = performance.now() - started;
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect(first).toBeLessThan(1_000);
  expect(bytes).toBeGreaterThan(500_000);
  expect(most / 1e6).toBeLessThan(200);
}, 60_000);

test('who goes away in the middle stops the reading of rows', async () => {
  const state = { given: 0, closed: false };
  async function* rows(): AsyncGenerator<readonly TableCell[]> {
    try {
      for (; ; state.given += 1) yield [`${state.given}`.repeat(20), 1, 1, null, null];
    } finally {
      state.closed = true;
    }
  }
  const reader = exportTable(tableOf([], { rows: rows() })).body?.getReader();
  while (state.given < 1_000) await reader?.read();
  await reader?.cancel();
  await expect.poll(() => state.closed).toBe(true);
  const { given } = state;
  await new Promise((r) => setTimeout(r, 100));
  expect(state.given).toBe(given);
});

/** A LibreOffice that knows sheets: some machines have its writer only. HALFSKY_SOFFICE names another one. */
function findSoffice(): string | undefined {
  const named = process.env['HALFSKY_SOFFICE'];
  if (named && existsSync(named)) return named;
  const found = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((p) => existsSync(p));
  return found && existsSync(join(dirname(realpathSync(found)), 'libsclo.so')) ? found : undefined;
}
const SOFFICE = findSoffice();
if (!SOFFICE)
  process.stderr.write('NOT RUN: no LibreOffice Calc here, so no second program opened our workbooks.\n');

test.skipIf(!SOFFICE)(
  'LibreOffice opens an export and every template, and counts the same',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfsky-books-'));
    try {
      writeFileSync(
        join(folder, 'export.xlsx'),
        await bytesOf(
          tableOf([
            ['甲', 1, 2.5, '2026-05-06', '样例人'],
            ['=1+1', -2, null, null, null],
          ]),
        ),
      );
      const ledgers = INSTITUTIONS.flatMap((i) => i.ledgers);
      for (const ledger of ledgers) {
        const sheets = templateSheets(ledger, { units: [], today: '2026-06-15' });
        writeFileSync(
          join(folder, `t-${ledger.key}.xlsx`),
          await writeBook(sheets, { title: ledger.name, at: new Date(0) }),
        );
      }
      const files = ['export.xlsx', ...ledgers.map((l) => `t-${l.key}.xlsx`)].map((f) => join(folder, f));
      const done = spawnSync(
        SOFFICE ?? '',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76,1',
          '--outdir',
          join(folder, 'csv'),
          ...files,
        ],
        { encoding: 'utf8', timeout: 170_000 },
      );
      expect(done.status, done.stderr).toBe(0);
      const csv = (name: string): string => readFileSync(join(folder, 'csv', `${name}.csv`), 'utf8');
      expect(csv('export').replaceAll('"', '').trim().split('\n')).toEqual([
        '内容,人数(人),金额(元),日期,姓名',
        '甲,1,2.50,2026-05-06,样例人',
        '=1+1,-2,,,',
      ]);
      for (const ledger of ledgers) {
        const [head = '', example = ''] = csv(`t-${ledger.key}`).split('\n');
        for (const f of ledger.fields) expect(head).toContain(f.label.replaceAll('"', '""'));
        expect(example).toMatch(/^"?样例"?,/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);

describe('the list of a ledger, as it is filtered and sorted', () => {
  let w: World;
  let town: Visitor;
  beforeAll(async () => {
    w = await openWorld();
    town = await w.enter('township-cadre', '910101001');
    const save = (code: string, change: Record<string, unknown>): Promise<unknown> =>
      town.post('/api/entries', trainingLine(w.id(code), change));
    for (let n = 0; n < 5; n += 1)
      await save('910101001201', {
        day: `2026-05-0${n + 1}`,
        data: { topic: `=课程${n}`, kind: '科技', people: 10 + n, women: 5 },
      });
    await save('910101001', {
      day: '2026-04-01',
      data: { topic: '法律课', kind: '法律', people: 70, women: 60 },
    });
  });
  afterAll(() => w.close());
  const download = async (query: string, who = town): Promise<{ status: number; lines: string[] }> => {
    const answer = await w.ask('GET', `/api/ledgers/training/export?format=csv&${query}`, {
      headers: { cookie: `__Host-halfsky=${who.token}` },
    });
    return { status: answer.status, lines: String(answer.body).trimEnd().split('\r\n') };
  };

  test('holds every line of the list in its order, and is audited from begin to end', async () => {
    const { status, lines } = await download('');
    expect([status, lines.length]).toEqual([200, 7]);
    expect(lines[0]).toContain('上级组织,组织,举办日期,');
    expect(lines[1]).toContain("样例910101001妇联,样例910101001201妇联,2026-05-05,'=课程4,科技");
    expect((await download('where=kind%3D法律')).lines.length).toBe(2);
    expect(
      (await download('from=2026-05-02&to=2026-05-03&sort=value')).lines
        .slice(1)
        .map((l) => /课程\d/.exec(l)?.[0]),
    ).toEqual(['课程2', '课程1']);
    const events = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT action, detail FROM audit_event WHERE action LIKE 'export.%' ORDER BY id`),
    );
    expect(events.filter((e) => e['action'] === 'export.begin').length).toBe(3);
    expect(events.map((e) => e['detail'])).toContainEqual({ rows: 6, whole: true });
  });

  test('shows nobody what the list would not', async () => {
    const village = await w.enter('village-cadre', '910101001201');
    expect((await download('', village)).lines.length).toBe(6);
    const neighbour = await w.enter('township-cadre', '910101002');
    expect((await download('', neighbour)).lines.length).toBe(1);
    expect((await download(`unit=${w.id('910101001')}`, neighbour)).status).toBe(404);
    expect((await download('', await w.enter('audit-admin', '910101'))).status).toBe(403);
    const county = await w.enter('county-cadre', '910101');
    const cases = await w.ask('GET', `/api/ledgers/rights-points/export?unit=${w.id('910101001')}`, {
      headers: { cookie: `__Host-halfsky=${county.token}` },
    });
    expect([200, 403]).toContain(cases.status);
  });

  test('tells how far it is to who asked for it, and to nobody else', async () => {
    await download('ticket=abcdefgh1');
    expect((await town.get('/api/exports/abcdefgh1')).body).toEqual({ rows: 6, done: true });
    expect((await (await w.enter('county-cadre', '910101')).get('/api/exports/abcdefgh1')).status).toBe(404);
  });

  test('a template is for who keeps the ledger', async () => {
    const ask = (who: Visitor, ledger = 'training'): Promise<{ status: number; headers: Headers }> =>
      w.ask('GET', `/api/ledgers/${ledger}/template`, { headers: { cookie: `__Host-halfsky=${who.token}` } });
    const mine = await ask(town);
    expect([mine.status, mine.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect((await ask(await w.enter('system-admin', '910101'))).status).toBe(403);
    expect((await ask(town, 'nothing')).status).toBe(404);
  });
});

import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { bookOf, HEADS, partsOf, zipOf } from '../testing-books.ts';
import { MOST } from './limits.ts';
import { bookOpener, type OpenBook } from './open-book.ts';

/** Files that mean harm or are none of ours (SECURITY 26, 29): each is refused with its own sentence, soon and in little memory. */
const open = bookOpener();
const left: OpenBook[] = [];
afterEach(async () => {
  for (const book of left.splice(0)) await book.close();
});

const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    left.push(await open(bytes));
    return 'taken';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    expect(message).toMatch(/[。]$/);
    return code;
  }
};
const good = await bookOf([[...HEADS], ['', '2026-05-06', '葡萄修剪', '科技', 42, 40]]);
const SHEET = 'xl/worksheets/sheet1.xml';
const changed = (name: string, change: (xml: string) => string): Promise<Buffer> => {
  const parts = partsOf(good);
  parts.set(name, Buffer.from(change(parts.get(name)?.toString('utf8') ?? '')));
  return zipOf(parts);
};
const added = (name: string, data: Uint8Array): Promise<Buffer> =>
  zipOf(new Map([...partsOf(good), [name, data]]));

test('a plain workbook is taken, also when it was put together by hand', async () => {
  expect(await refusal(good)).toBe('taken');
  expect(await refusal(await zipOf(partsOf(good)))).toBe('taken');
});

describe('refused by what they are', () => {
  const ole = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(2_000),
  ]);
  test.each([
    ['nothing', Buffer.alloc(0), 'workbook.empty'],
    ['an old .xls', ole, 'workbook.old-format'],
    [
      'an encrypted workbook',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'workbook.encrypted',
    ],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'workbook.not-a-table',
    ],
    [
      'a web page called .xls',
      Buffer.from('<html><table><tr><td>1</td></tr></table>'),
      'workbook.not-a-table',
    ],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'workbook.not-a-table'],
    ['a file over the limit', Buffer.alloc(MOST.fileBytes + 1, 65), 'workbook.too-large'],
    ['half a workbook', good.slice(0, good.length >> 1), 'workbook.broken'],
    [
      'a zip that ends too early',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100, 1)]),
      'workbook.broken',
    ],
  ])('%s', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));

  test('a Word document', async () => {
    expect(
      await refusal(
        await zipOf([
          ['[Content_Types].xml', Buffer.from('<Types/>')],
          ['word/document.xml', Buffer.from('<w/>')],
        ]),
      ),
    ).toBe('workbook.not-a-table');
  });
  test('macros, by the file that holds them or by the list of types', async () => {
    expect(await refusal(await added('xl/vbaProject.bin', Buffer.from('x')))).toBe('workbook.macros');
    expect(
      await refusal(
        await changed('[Content_Types].xml', (x) =>
          x.replace('sheet.main+xml', 'sheet.macroEnabled.main+xml'),
        ),
      ),
    ).toBe('workbook.macros');
  });
  test('every single byte cut off or turned is refused or read, and never brings the house down', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const bytes = Buffer.from(good);
      const at = (i * 7919) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      codes.add(await refusal(i % 2 === 0 ? bytes : bytes.subarray(0, at)));
      for (const book of left.splice(0)) await book.close();
    }
    for (const code of codes) expect(code).toMatch(/^(taken|workbook\.[a-z-]+)$/);
  }, 120_000);
});

describe('refused by what they would do', () => {
  test('external entities (XXE) and a billion laughs', async () => {
    const xxe = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'
      .split('')
      .map((c, i) => `<!ENTITY ${c} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
      .join('')}]>`;
    for (const [dtd, use] of [
      [xxe, '&e;'],
      [laughs, '&j;'],
    ] as const) {
      const file = await changed(SHEET, (x) => x.replace('?>', `?>${dtd}`).replace('葡萄修剪', use));
      expect(await refusal(file)).toBe('workbook.entities');
    }
    // Without a declaration an unknown name is text.
    const bare = await changed(SHEET, (x) => x.replace('葡萄修剪', '&e;'));
    expect(await refusal(bare)).toMatch(/^(taken|workbook\.broken)$/);
  });

  test('a zip bomb: sizes are counted and not believed', async () => {
    const nulls = Buffer.alloc(600_000_000);
    const started = process.memoryUsage.rss();
    // The directory claims a thousand bytes; what is packed there unfolds to 600 MB.
    const packed = deflateRawSync(nulls, { level: 9 });
    const file = await lyingZip(partsOf(good), packed);
    expect(file.length).toBeLessThan(1_000_000);
    const at = performance.now();
    expect(await refusal(file)).toBe('workbook.bomb');
    expect(performance.now() - at).toBeLessThan(20_000);
    expect(process.memoryUsage.rss() - started).toBeLessThan(1_500_000_000);
  }, 60_000);

  test('a million rows: by their number, or by their size, whichever comes first', async () => {
    const row = '<row><c t="inlineStr"><is><t>样例</t></is></c><c><v>1</v></c></row>';
    const rows = (n: number): Promise<Buffer> =>
      changed(SHEET, (x) => x.replace('</sheetData>', `${row.repeat(n)}</sheetData>`));
    expect(await refusal(await rows(MOST.lines + 100))).toBe('workbook.too-many-rows');
    expect(await refusal(await rows(1_000_000))).toMatch(/^workbook\.(too-many-rows|bomb)$/);
  }, 120_000);

  test('two cells in the far corners do not make a table of all between them', async () => {
    const corner = await changed(SHEET, (x) =>
      x.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    );
    expect(await refusal(corner)).toMatch(/^(taken|workbook\.(broken|too-many-rows))$/);
  });
});

test('formulas give what was last counted, links are not followed, errors and uncounted ones are marked', async () => {
  const file = await changed(SHEET, (x) =>
    x.replace(
      '</sheetData>',
      `<row r="3"><c r="A3"><f>[1]Other!A1+1</f><v>7</v></c><c r="B3"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>`,
    ),
  );
  const parts = partsOf(file);
  parts.set(
    'xl/externalLinks/externalLink1.xml',
    Buffer.from('<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
  );
  const book = await open(await zipOf(parts));
  left.push(book);
  const [row] = await book.rows({ sheet: 0, from: 2, to: 3 });
  expect(row?.slice(0, 3)).toEqual([
    7,
    { fault: 'uncounted', text: '' },
    { fault: 'error', text: '#DIV/0!' },
  ]);
});

test('merged cells: what they say is handed to each row, and that they were merged is said', async () => {
  const bytes = await bookOf(
    [
      [...HEADS],
      ['甲', '2026-05-06', 'x', '科技', 42, 40],
      [null, null, 'y', null, null, 3],
      [null, null, 'z', null, 5, 4],
    ],
    {
      merges: [
        { startRow: 1, endRow: 3, startCol: 0, endCol: 0 },
        { startRow: 1, endRow: 2, startCol: 4, endCol: 4 },
      ],
    },
  );
  const book = await open(bytes);
  left.push(book);
  const rows = await book.rows({ sheet: 0, from: 1, to: 4 });
  expect(rows.map((r) => r[0])).toEqual(Array(3).fill({ fault: 'spread', text: '甲' }));
  expect(rows.map((r) => r[4])).toEqual([
    { fault: 'spread', text: '42' },
    { fault: 'spread', text: '42' },
    5,
  ]);
});

describe('text files', () => {
  const text = '举办日期,讲什么,多少人\r\n2026-05-06,"葡萄,修剪",42\r\n';
  const rowsOf = async (bytes: Uint8Array): Promise<unknown> => {
    const book = await open(bytes);
    left.push(book);
    return await book.rows({ sheet: 0, from: 0, to: 9 });
  };
  const expected = [
    ['举办日期', '讲什么', '多少人'],
    ['2026-05-06', '葡萄,修剪', '42'],
  ];
  // 举办日期,讲什么,多少人 / 2026-05-06,"葡萄,修剪",42 as Excel in China saves it.
  const gb = Buffer.from(
    'bed9b0ecc8d5c6da2cbdb2cab2c3b42cb6e0c9d9c8cb0d0a323032362d30352d30362c22c6cfccd12cd0debcf4222c34320d0a',
    'hex',
  );
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    [
      'UTF-16',
      Buffer.from(`\ufeff${text.replaceAll(',', '\t').replace('葡萄\t修剪', '葡萄,修剪')}`, 'utf16le'),
    ],
    ['GB18030', gb],
    ['semicolons', Buffer.from(text.replaceAll(',', ';').replace('葡萄;修剪', '葡萄,修剪'))],
  ])('%s', async (_, bytes) => expect(await rowsOf(bytes)).toEqual(expected));
});

test('no more than two files are read at once; who comes while too many wait is asked to come again', async () => {
  const many = await Promise.allSettled(
    Array.from({ length: 14 }, () => open(good)).map(async (p) => {
      const book = await p;
      await book.close();
    }),
  );
  const refused = many.filter((m) => m.status === 'rejected');
  expect(refused.length).toBe(4);
  expect(refused.every((m) => (m.reason as { code: string }).code === 'workbook.crowded')).toBe(true);
});

/** A workbook with one more part whose packed bytes unfold to something else than every header says. */
async function lyingZip(parts: Map<string, Buffer>, packed: Buffer): Promise<Buffer> {
  const file = await zipOf(parts);
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const directoryAt = file.readUInt32LE(end + 16);
  const name = Buffer.from('xl/media/image1.png');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(1_000, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1_000, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(directoryAt, 42);
  const body = Buffer.concat([file.subarray(0, directoryAt), local, name, packed]);
  const directory = Buffer.concat([file.subarray(directoryAt, end), entry, name]);
  const tail = Buffer.from(file.subarray(end));
  const count = tail.readUInt16LE(10) + 1;
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(directory.length, 12);
  tail.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, tail]);
}

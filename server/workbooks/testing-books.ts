import { randomBytes } from 'node:crypto';
import type { ImportPage } from '../../contracts/api-workbooks.ts';
import { type Answer, HOST, type Visitor, type World } from '../../tests/kit/world.ts';
import { type BookSheet, writeBook } from './book/hucre.ts';
import { unfold, zipParts } from './book/zip-parts.ts';
import { type ZipEntry, zipStream } from './export/zip-stream.ts';

export type TestCell = string | number | boolean | Date | null;
export const HEADS = ['组织', '举办日期', '讲什么', '哪一类', '多少人', '其中妇女', '说明'] as const;

/** A workbook with one sheet of rows, made as a person's own table would be. */
export const bookOf = (
  rows: readonly (readonly TestCell[])[],
  more: Partial<BookSheet> = {},
): Promise<Uint8Array> =>
  writeBook([{ name: '培训', rows: rows.map((r) => [...r]), ...more }], { title: '样例', at: new Date(0) });

export const newKey = (): string => randomBytes(8).toString('hex');

/** Sends a file as the page does: its bytes are the body. */
export async function upload(
  w: World,
  who: Visitor,
  bytes: Uint8Array,
  o: { ledger?: string; key?: string; name?: string; unit?: string } = {},
): Promise<Answer> {
  const query = new URLSearchParams({
    ledger: o.ledger ?? 'training',
    key: o.key ?? newKey(),
    name: o.name ?? '样例.xlsx',
    ...(o.unit ? { unit: o.unit } : {}),
  });
  const body = new ReadableStream<Uint8Array>({
    start(out) {
      out.enqueue(bytes);
      out.close();
    },
  });
  return await w.ask('PUT', `/api/imports?${query}`, {
    body,
    headers: { cookie: `__Host-halfsky=${who.token}`, host: HOST },
  });
}

/** Waits until the import is no longer at work. */
export async function settled(who: Visitor, id: string): Promise<ImportPage> {
  for (let i = 0; i < 600; i += 1) {
    const page = (await who.get(`/api/imports/${id}`)).body as ImportPage;
    if (!['checking', 'saving', 'undoing'].includes(page.state)) return page;
    await new Promise((r) => setTimeout(r, 50));
  }
  throw new Error('the import does not end');
}

/** The parts of a workbook by name. */
export function partsOf(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes);
  return new Map(zipParts(file, 1_000).map((p) => [p.name, unfold(file, p, 500_000_000) ?? Buffer.alloc(0)]));
}

/** Puts parts together again, as somebody with ill intent would. */
export async function zipOf(parts: Iterable<readonly [string, ZipEntry['data']]>): Promise<Buffer> {
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const [name, data] of parts) yield { name, data };
  }
  return await joined(zipStream(entries()));
}

export async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

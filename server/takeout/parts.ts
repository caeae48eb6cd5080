import { createHash } from 'node:crypto';
import type { Actor } from '../access/index.ts';
import { withActor } from '../access/index.ts';
import { exportOwn } from '../exchange/index.ts';
import { type AttachmentRow, allAttachments, openedBytes } from '../files/index.ts';
import type { CompiledLedger } from '../ledgers/index.ts';
import { subtreeOf, type Unit } from '../org/index.ts';
import { cellCsv, ledgerColumns, ledgerRows, pourCsv, type ZipEntry } from '../workbooks/index.ts';
import type { TakeoutKit } from './kit.ts';
import { manifestText, type Packed, readmeText } from './words.ts';

/** What goes into a package, and for whom. */
export interface Order {
  readonly actor: Actor;
  readonly unit: Unit;
  readonly persons: boolean;
  readonly reason: string;
  readonly at: Date;
}

const CHUNK = 65_536;

/**
 * The parts of a package, one after the other as the zip takes them: a README, the records in the exchange format, a CSV a
 * ledger, the attachments with a list, and last the manifest with counts and SHA-256 of each part before it. `step` is told
 * after each line and file. `packed` is filled on the way.
 */
export async function* partsOf(
  kit: TakeoutKit,
  order: Order,
  packed: Packed,
  step: () => void,
): AsyncGenerator<ZipEntry> {
  const hashed = (name: string, source: AsyncIterable<Uint8Array>): ZipEntry => ({
    name,
    data: tallied(name, source, packed),
  });
  const ledgers = [...kit.registry().ledgers.values()];
  const isCase = (l: CompiledLedger): boolean => l.definition.privacy === 'case';
  yield { name: '说明.txt', data: Buffer.from(readmeText(order), 'utf8') };
  yield hashed('交换格式/records.ndjson', records(kit, order, ledgers, isCase, packed, step));
  for (const ledger of ledgers) {
    const rows = ledgerRows(kit.store.app, order.actor, ledger, {
      ledger: ledger.definition.key,
      unit: order.unit,
      // Of a case ledger her own unit's lines only: the same rule as in its list.
      alone: isCase(ledger),
      from: null,
      to: null,
      words: '',
      splits: [],
      sort: 'day',
      state: 'all',
    });
    if (isCase(ledger) && order.unit.id !== (order.actor.officeOf ?? order.actor.unit.id)) continue;
    const name = `台账/${plain(ledger.definition.name)}.csv`;
    yield hashed(
      name,
      pourCsv({
        title: ledger.definition.name,
        columns: ledgerColumns(ledger.definition),
        rows: counted(rows, () => {
          packed.rows.set(name, (packed.rows.get(name) ?? 0) + 1);
          step();
        }),
        about: [],
        at: order.at,
        persons: order.persons,
      }),
    );
  }
  yield* attachments(kit, order, ledgers, isCase, packed, step, hashed);
  yield { name: '清单.json', data: Buffer.from(manifestText(order, packed), 'utf8') };
}

async function* records(
  kit: TakeoutKit,
  order: Order,
  ledgers: readonly CompiledLedger[],
  isCase: (l: CompiledLedger) => boolean,
  packed: Packed,
  step: () => void,
): AsyncGenerator<Uint8Array> {
  const keys = (of: boolean): string[] =>
    ledgers.filter((l) => isCase(l) === of).map((l) => l.definition.key);
  const handles = order.unit.id === (order.actor.officeOf ?? order.actor.unit.id);
  let text = '';
  for await (const record of exportOwn(kit.store, {
    unit: order.unit,
    open: keys(false),
    cases: handles ? keys(true) : [],
    persons: order.persons,
  })) {
    packed.records.set(record.type, (packed.records.get(record.type) ?? 0) + 1);
    if (record.type === 'line') step();
    text += `${JSON.stringify(record)}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  yield Buffer.from(text, 'utf8');
}

async function* attachments(
  kit: TakeoutKit,
  order: Order,
  ledgers: readonly CompiledLedger[],
  isCase: (l: CompiledLedger) => boolean,
  packed: Packed,
  step: () => void,
  hashed: (name: string, source: AsyncIterable<Uint8Array>) => ZipEntry,
): AsyncGenerator<ZipEntry> {
  const handles = order.unit.id === (order.actor.officeOf ?? order.actor.unit.id);
  const keys = (of: boolean): string[] =>
    ledgers.filter((l) => isCase(l) === of).map((l) => l.definition.key);
  const { path } = order.unit;
  const rows = await withActor(
    kit.store.app,
    order.actor,
    async (tx) => {
      const all: AttachmentRow[] = [];
      for await (const row of allAttachments(tx, { scope: subtreeOf(path), ledgers: keys(false) }))
        all.push(row);
      const alone = { from: path, to: `${path}-` };
      if (handles)
        for await (const row of allAttachments(tx, { scope: alone, ledgers: keys(true) })) all.push(row);
      return all;
    },
    'read',
  );
  let list = '\ufeff文件,原名,台账,记录编号,状态,字节,SHA-256,上传时间\r\n';
  for (const [i, row] of rows.entries()) {
    const name = `附件/${row.ledger}/${String(i + 1).padStart(6, '0')}-${plain(row.name)}`;
    const bytes = await openedBytes(kit, row).catch(() => null);
    const state = bytes === null ? '磁盘上找不到或已损坏' : row.state === 'withdrawn' ? '已撤下' : '在用';
    list += `${[bytes === null ? '' : name, row.name, row.ledger, row.entryId, state, String(row.bytes), row.sha256, row.at].map(cellCsv).join(',')}\r\n`;
    if (bytes === null) packed.missing.push(row.name);
    else {
      packed.files += 1;
      yield hashed(name, once(bytes));
    }
    step();
  }
  if (rows.length > 0) yield hashed('附件/附件清单.csv', once(Buffer.from(list, 'utf8')));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* tallied(
  name: string,
  source: AsyncIterable<Uint8Array>,
  packed: Packed,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of source) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  packed.parts.push({ name, bytes, sha256: hash.digest('hex') });
}

async function* counted<T>(rows: AsyncIterable<T>, each: () => void): AsyncGenerator<T> {
  for await (const row of rows) {
    each();
    yield row;
  }
}

/** A name that every system takes for a file. */
const plain = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not stand in a file's name
  name.replace(/[\u0000-\u001f/\\:*?"<>|]/g, '_').slice(0, 80);

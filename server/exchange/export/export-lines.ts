import type {
  CorrectionRecord,
  LineRecord,
  RestorationRecord,
  WithdrawalRecord,
  ZeroRecord,
} from '../../../contracts/exchange.ts';
import { type Entry, toEntry } from '../../ledgers/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import { changeId } from '../import/apply-line-changes.ts';
import { sameContent } from '../import/same-content.ts';
import { pagesOf } from './snapshot.ts';

export interface LineFilter {
  /** Half-open range of paths. */
  readonly scope: { readonly from: string; readonly to: string } | null;
  readonly ledgers: readonly string[] | null;
  /** Inclusive days. */
  readonly from: string | null;
  readonly to: string | null;
}
type LineHistory = LineRecord | CorrectionRecord | WithdrawalRecord | RestorationRecord;

/** Lines as they were first written, each followed by what became of it. In the order of the primary key. */
export async function* exportLines(tx: Tx, f: LineFilter): AsyncGenerator<LineHistory> {
  const pages = pagesOf(
    tx,
    'lines',
    `SELECT e.* FROM entry e
     WHERE ($1::text IS NULL OR (e.region_code IN (SELECT DISTINCT region_code FROM unit WHERE path >= $1 AND path < $2)
         AND e.unit_path >= $1 AND e.unit_path < $2))
       AND ($3::text[] IS NULL OR e.ledger = ANY($3)) AND ($4::date IS NULL OR e.day >= $4) AND ($5::date IS NULL OR e.day <= $5)
     ORDER BY e.region_code, e.id`,
    [f.scope?.from ?? null, f.scope?.to ?? null, f.ledgers, f.from, f.to],
  );
  for await (const page of pages) {
    const entries = page.map(toEntry);
    const codes = await codesOf(tx, entries);
    const versions = await versionsOf(tx, entries);
    for (const entry of entries) yield* historyOf(entry, versions.get(entry.id) ?? [], codes);
  }
}

async function codesOf(tx: Tx, entries: readonly Entry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap((e) => [e.unitId, ...e.joint]))];
  const rows = await tx.sql<{ id: string; code: string }>(
    'SELECT id, code FROM unit WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((r) => [r.id, r.code]));
}

async function versionsOf(tx: Tx, entries: readonly Entry[]): Promise<Map<string, Row[]>> {
  const changed = entries.filter((e) => e.version > 1);
  const rows = await tx.sql(
    `SELECT v.* FROM unnest($1::text[], $2::uuid[]) AS w (region, id)
     JOIN entry_version v ON v.region_code = w.region AND v.entry_id = w.id ORDER BY v.entry_id, v.version`,
    [changed.map((e) => e.regionCode), changed.map((e) => e.id)],
  );
  const found = new Map<string, Row[]>();
  for (const r of rows) {
    const id = String(r['entry_id']);
    const list = found.get(id);
    if (list) list.push(r);
    else found.set(id, [r]);
  }
  return found;
}

interface Version {
  readonly day: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly explanation: string | null;
}
const toVersion = (r: Row): Version => ({
  day: String(r['day']),
  data: r['data'] as Record<string, unknown>,
  explanation: (r['explanation'] as string | null) ?? null,
});

function* historyOf(
  entry: Entry,
  versions: readonly Row[],
  codes: ReadonlyMap<string, string>,
): Generator<LineHistory> {
  const [first, ...later] = versions;
  const founded: Version = first ? toVersion(first) : entry;
  yield {
    type: 'line',
    id: entry.id,
    ledger: entry.ledger,
    unit: codes.get(entry.unitId) ?? '',
    day: founded.day,
    ...(entry.until === null ? {} : { until: entry.until }),
    data: founded.data,
    ...(entry.opening === null ? {} : { opening: entry.opening }),
    ...(entry.joint.length === 0 ? {} : { joint: entry.joint.map((id) => codes.get(id) ?? '') }),
    ...(founded.explanation === null ? {} : { explanation: founded.explanation }),
  };
  let before = founded;
  for (const row of later) {
    const after = toVersion(row);
    yield changeOf(entry.id, row, before, after);
    before = after;
  }
}

function changeOf(
  line: string,
  row: Row,
  before: Version,
  after: Version,
): CorrectionRecord | WithdrawalRecord | RestorationRecord {
  const id = changeId((row['request_id'] as string | null) ?? null, line, Number(row['version']));
  const reason = String(row['reason'] ?? '') || '(未写原因)';
  if (row['change'] === 'withdraw') return { type: 'withdrawal', id, line, reason };
  if (row['change'] === 'restore') return { type: 'restoration', id, line, reason };
  const keys = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])].sort();
  const set = keys
    .filter((key) => !sameContent(before.data[key], after.data[key]))
    .map((key) => [key, after.data[key] ?? null]);
  return {
    type: 'correction',
    id,
    line,
    set: Object.fromEntries(set),
    ...(after.day === before.day ? {} : { day: after.day }),
    reason,
    ...(after.explanation === before.explanation || after.explanation === null
      ? {}
      : { explanation: after.explanation }),
  };
}

/**
 * Stated zeros in the order of the tree. One that a later line of its month has overtaken is left out: it says nothing
 * any more, and the two together would be refused on the way in.
 */
export async function* exportZeros(tx: Tx, f: LineFilter): AsyncGenerator<ZeroRecord> {
  const pages = pagesOf(
    tx,
    'zeros',
    `SELECT u.code, z.ledger, z.month FROM stated_zero z JOIN unit u ON u.id = z.unit_id
     WHERE ($1::text IS NULL OR (z.unit_path >= $1 AND z.unit_path < $2)) AND ($3::text[] IS NULL OR z.ledger = ANY($3))
       AND ($4::date IS NULL OR z.month >= date_trunc('month', $4::date)) AND ($5::date IS NULL OR z.month <= $5)
       AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.ledger = z.ledger AND e.unit_path = z.unit_path AND e.unit_id = z.unit_id
         AND e.opening IS NULL AND e.state = 'valid' AND e.day >= z.month AND e.day < z.month + interval '1 month')
     ORDER BY u.path, z.ledger, z.month`,
    [f.scope?.from ?? null, f.scope?.to ?? null, f.ledgers, f.from, f.to],
  );
  for await (const page of pages)
    for (const r of page)
      yield {
        type: 'zero',
        unit: String(r['code']),
        ledger: String(r['ledger']),
        month: String(r['month']).slice(0, 7),
      };
}

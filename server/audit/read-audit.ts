import type { AuditRow } from '../../contracts/api-audit.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { AuditEvent } from './chain.ts';
import { recordEvent } from './record-event.ts';
import {
  accountsCalled,
  type Filters,
  findEvents,
  isThereHigherReader,
  namesOfPaths,
  regionsIn,
  unitPath,
} from './store.ts';
import { detailWords, wordsOf } from './words.ts';

/** Who reads the audit (审计管理员), as far as this room knows her. */
export interface Reader extends Caller {
  readonly accountId: string;
  readonly postId: string;
  readonly unit: { readonly regionCode: string; readonly path: string };
  readonly scope: { readonly from: string; readonly to: string };
}

export interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly unit?: string | undefined;
  readonly result?: 'ok' | 'denied' | 'failed' | undefined;
}

const DAYS_SHOWN = 7;
const CHINA_MS = 8 * 3_600_000;
/** The first possible id of a moment: ids are UUIDv7, which begin with the milliseconds. */
export function firstId(ms: number): string {
  const hex = Math.max(ms, 0).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - CHINA_MS;

export interface Question {
  readonly regions: readonly string[];
  readonly filters: Filters;
  readonly from: string;
  readonly to: string;
  /** A role in words; roles are the business of a room above. */
  readonly roleName: (role: string) => string;
}

/** What was asked, bounded by what she reaches; seven days up to today where nothing is said. Errors: not-found. */
export async function toQuestion(
  tx: Tx,
  reader: Reader,
  asked: Asked,
  o: { readonly now: () => Date; readonly roleName: (role: string) => string },
): Promise<Question> {
  const today = chinaDay(o.now());
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, 1 - DAYS_SHOWN);
  const scope = asked.unit ? await scopeOf(tx, reader, asked.unit) : reader.scope;
  const withHouse = !asked.unit && !(await isThereHigherReader(tx, reader.unit.path, today));
  const regions = await regionsIn(tx, scope);
  return {
    regions: withHouse && !regions.includes('000000') ? [...regions, '000000'] : regions,
    filters: {
      scope,
      withHouse,
      ids: { from: firstId(startOf(from)), to: firstId(startOf(addDays(to, 1))) },
      accounts: asked.who ? await accountsCalled(tx, asked.who) : null,
      what: asked.what ?? null,
      result: asked.result ?? null,
    },
    from,
    to,
    roleName: o.roleName,
  };
}

async function scopeOf(tx: Tx, reader: Reader, unitId: string): Promise<{ from: string; to: string }> {
  const path = await unitPath(tx, unitId);
  if (path === null || path < reader.scope.from || path >= reader.scope.to)
    throw new AppError('not-found', { what: '这个组织' });
  return { from: path, to: `${path.slice(0, -1)}0` };
}

/** One page below an id, the newest first. */
export async function pageOf(
  tx: Tx,
  q: Question,
  after: string | null,
  limit: number,
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const ids = after !== null && after < q.filters.ids.to ? { ...q.filters.ids, to: after } : q.filters.ids;
  const found = await findEvents(tx, q.regions, { ...q.filters, ids }, limit + 1);
  const rows = found.slice(0, limit);
  const paths = [...new Set(rows.flatMap((r) => (r['unit_path'] ? [String(r['unit_path'])] : [])))];
  const names = await namesOfPaths(tx, paths);
  return {
    rows: rows.map((r) => toRow(r, names, q.roleName)),
    next: found.length > limit ? String(rows.at(-1)?.['id']) : null,
  };
}

function toRow(r: Row, names: ReadonlyMap<string, string>, roleName: (role: string) => string): AuditRow {
  const action = String(r['action']);
  const path = r['unit_path'] as string | null;
  return {
    id: String(r['id']),
    at: (r['at'] as Date).toISOString(),
    who: r['login'] ? { name: String(r['display_name']), login: String(r['login']) } : null,
    unitName: path === null ? null : (names.get(path) ?? null),
    action,
    words: wordsOf(action),
    object: String(r['object']),
    result: r['result'] as AuditRow['result'],
    // What was done in another's place says so: the post of a deputation stands in the event itself.
    detail: detailWords(
      r['acting_for']
        ? { actingFor: String(r['acting_for']), ...(r['detail'] as AuditEvent['detail']) }
        : (r['detail'] as AuditEvent['detail']),
      roleName,
    ),
    sealed: r['sealed'] === true,
    region: String(r['region_code']),
  };
}

/** Reading is recorded too, in the transaction of the reading: what cannot be recorded is not read (SECURITY 20, 22). */
export async function recordReading(
  tx: Tx,
  reader: Reader,
  action: string,
  detail: AuditEvent['detail'],
  at: Date,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: reader.unit.regionCode,
    accountId: reader.accountId,
    postId: reader.postId,
    unitPath: reader.unit.path,
    action,
    object: 'audit',
    objectId: null,
    result: 'ok',
    detail,
    at,
  });
}

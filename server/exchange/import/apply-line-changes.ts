import { deriveFacts } from '../../figures/index.ts';
import { checkLine, corrected, type Entry, toEntry, unitProblem, withdrawn } from '../../ledgers/index.ts';
import { type Unit, unitsByIds } from '../../org/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import type { ImportContext } from './context.ts';
import type { Sorted } from './read-source.ts';
import { sameContent } from './same-content.ts';
import { type VersionRow, writeChangedLines } from './staging.ts';

type Change = Sorted['lineChanges'][number];

/** A version that is there, with the id under which it would travel. */
interface Version {
  readonly change: string;
  readonly day: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
}

const VERBS = { correction: 'correct', withdrawal: 'withdraw', restoration: 'restore' } as const;
const TALLIES = {
  correction: 'corrections',
  withdrawal: 'withdrawals',
  restoration: 'restorations',
} as const;
const BATCH = 5_000;

/** The id of a change as it travels: the sender's, or for one made on the screen one that its line and number give. */
export const changeId = (requestId: string | null, entryId: string, version: number): string =>
  requestId ?? idOf('change', `${entryId}/${version}`);

/** Applies corrections, withdrawals and restorations in the order of the file, each line's on top of one another. */
export async function applyLineChanges(ctx: ImportContext, changes: readonly Change[]): Promise<void> {
  const byLine = new Map<string, Change[]>();
  const seen = new Map<string, number>();
  for (const change of changes) {
    const id = idOf('change', change.record.id);
    const first = seen.get(id);
    if (first !== undefined) {
      ctx.problems.add(change.line, 'id', `编号 ${change.record.id} 在第 ${first} 行已经用过。`);
      continue;
    }
    seen.set(id, change.line);
    const line = idOf('line', change.record.line);
    byLine.set(line, [...(byLine.get(line) ?? []), change]);
  }
  const ids = [...byLine.keys()];
  for (let i = 0; i < ids.length; i += BATCH) await applyBatch(ctx, ids.slice(i, i + BATCH), byLine);
}

async function applyBatch(
  ctx: ImportContext,
  ids: readonly string[],
  byLine: ReadonlyMap<string, readonly Change[]>,
): Promise<void> {
  const rows = await ctx.tx.sql('SELECT e.* FROM unnest($1::uuid[]) AS w (id) JOIN entry e ON e.id = w.id', [
    ids,
  ]);
  const entries = new Map(rows.map((r) => [String(r['id']), toEntry(r)]));
  const versions = await versionsThere(ctx, [...entries.values()]);
  const unitIds = [...new Set([...entries.values()].map((e) => e.unitId))];
  const units = new Map((await unitsByIds(ctx.tx, unitIds)).map((u) => [u.id, u]));
  const after: Entry[] = [];
  const made: VersionRow[] = [];
  for (const id of ids) {
    const before = entries.get(id);
    const changes = byLine.get(id) ?? [];
    if (!before) {
      if (ctx.refused.has(`line ${id}`)) continue;
      for (const { line, record } of changes)
        ctx.problems.add(line, 'line', `没有编号为 ${record.line} 的记录,文件里和库里都没有。`);
      continue;
    }
    let entry = before;
    for (const change of changes) {
      const next = applyOne(ctx, entry, change, versions.get(id) ?? new Map(), units.get(entry.unitId));
      if (!next) continue;
      entry = next.entry;
      made.push(next);
    }
    if (entry === before) continue;
    after.push(entry);
    const old = deriveFacts(ctx.registry.ledger(before.ledger), before, ctx.blind);
    ctx.marks.add(before, before.ledger, [before.day, before.until ?? before.day, ...old.map((f) => f.day)]);
  }
  await writeChangedLines(ctx, after, made);
}

/** Later versions of these lines: line id → change id → version. */
async function versionsThere(
  ctx: ImportContext,
  entries: readonly Entry[],
): Promise<Map<string, Map<string, Version>>> {
  const changedLines = entries.filter((e) => e.version > 1);
  const rows = await ctx.tx.sql(
    `SELECT v.* FROM unnest($1::text[], $2::uuid[]) AS w (region, id)
     JOIN entry_version v ON v.region_code = w.region AND v.entry_id = w.id WHERE v.version > 1`,
    [changedLines.map((e) => e.regionCode), changedLines.map((e) => e.id)],
  );
  const found = new Map<string, Map<string, Version>>();
  for (const r of rows) {
    const entryId = String(r['entry_id']);
    const list = found.get(entryId) ?? new Map<string, Version>();
    list.set(changeId((r['request_id'] as string | null) ?? null, entryId, Number(r['version'])), {
      change: String(r['change']),
      day: String(r['day']),
      data: r['data'] as Record<string, unknown>,
      reason: (r['reason'] as string | null) ?? null,
    });
    found.set(entryId, list);
  }
  return found;
}

/** The next version; null when it is there already or cannot be. */
function applyOne(
  ctx: ImportContext,
  before: Entry,
  { line, record }: Change,
  versions: ReadonlyMap<string, Version>,
  unit: Unit | undefined,
): VersionRow | null {
  const requestId = idOf('change', record.id);
  const tally = ctx.counts[TALLIES[record.type]];
  const there = versions.get(requestId);
  if (there) {
    if (isSameChange(there, record)) tally.unchanged += 1;
    else ctx.problems.add(line, 'id', `编号 ${record.id} 已用于另一次更正、撤回或恢复,内容与这条不同。`);
    return null;
  }
  const isWithdrawn = before.state === 'withdrawn';
  if (isWithdrawn !== (record.type === 'restoration')) {
    const code = isWithdrawn ? 'entry.withdrawn' : 'entry.not-withdrawn';
    ctx.problems.add(line, 'line', new AppError(code).message);
    return null;
  }
  const entry =
    record.type === 'correction'
      ? correct(ctx, before, line, record, unit)
      : stateChange(ctx, before, record.type);
  if (!entry) return null;
  tally.new += 1;
  return { entry, change: VERBS[record.type], reason: record.reason, requestId };
}

const stateChange = (ctx: ImportContext, before: Entry, type: 'withdrawal' | 'restoration'): Entry => ({
  ...withdrawn(before, ctx.now),
  state: type === 'withdrawal' ? 'withdrawn' : 'valid',
});

function correct(
  ctx: ImportContext,
  before: Entry,
  line: number,
  record: Extract<Change['record'], { type: 'correction' }>,
  unit: Unit | undefined,
): Entry | null {
  const ledger = ctx.registry.ledger(before.ledger);
  const merged: Record<string, unknown> = { ...before.data, ...record.set };
  for (const [key, value] of Object.entries(merged)) if (value === null) delete merged[key];
  const next = {
    day: record.day ?? before.day,
    until: before.until,
    data: merged,
    opening: before.opening,
    explanation: record.explanation ?? before.explanation,
  };
  if (ctx.trusted) return corrected(ledger, before, next, ctx.now);
  const checked = checkLine(ledger, next, ctx.today);
  const place = unit ? unitProblem(unit, ledger, next.day) : null;
  const problems = [...checked.problems, ...(place ? [place] : [])];
  for (const p of problems) ctx.problems.add(line, p.field.replace(/^data\./, 'set.'), p.message);
  return problems.length > 0 ? null : corrected(ledger, before, { ...next, data: checked.data }, ctx.now);
}

function isSameChange(there: Version, record: Change['record']): boolean {
  if (there.change !== VERBS[record.type] || there.reason !== record.reason) return false;
  if (record.type !== 'correction') return true;
  return (
    (record.day === undefined || record.day === there.day) &&
    Object.entries(record.set).every(([key, value]) => sameContent(there.data[key], asKept(value)))
  );
}

/** Texts are kept trimmed, and an empty one not at all. */
const asKept = (value: unknown): unknown => (typeof value === 'string' ? value.trim() || null : value);

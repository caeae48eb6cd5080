import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { holdUnit, type Unit, unitById } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { indexLine } from '../../search/index.ts';
import { checkLine, type LineInput } from '../check-line.ts';
import { type CompiledLedger, titleOf } from '../compile.ts';
import type { LedgerPorts } from '../ports.ts';
import { assertMayWrite, openingProblem } from '../rules.ts';
import { type Entry, type EntryChange, entryById, linesInCell, lockEntry, updateEntry } from '../store.ts';
import { versionDigest } from '../version-digest.ts';
import { toEntryView } from '../views.ts';
import { type Kit, searchTokens } from './save-entry.ts';

export interface Correction {
  readonly entryId: string;
  /** The version that she saw; another one now means that somebody was faster (409 with the new version). */
  readonly version: number;
  readonly day?: string | undefined;
  /** Fields to change; null empties one. The others stay. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly explanation?: string | null | undefined;
}

/** Corrects a line (更正) with a reason; the old version stays readable and every level's figures follow. */
export async function correctEntry(kit: Kit, actor: Actor, input: Correction): Promise<Entry> {
  return await withActor(kit.db, actor, (inside) =>
    changeLineIn(kit, actor, inside, input, 'correct', async (tx, before, ledger) => {
      const data = { ...before.data, ...input.set };
      const line = {
        day: input.day ?? before.day,
        until: before.until,
        data,
        opening: before.opening,
        explanation: input.explanation ?? before.explanation,
      };
      const checked = await recheck(kit, tx, actor, ledger, before, line);
      return corrected(ledger, before, { ...line, data: checked }, kit.now());
    }),
  );
}

/** A line as it would count from now on, held against everything that a new line is held against. */
async function recheck(
  kit: Kit,
  tx: Tx,
  actor: Actor,
  ledger: CompiledLedger,
  before: Entry,
  line: LineInput,
): Promise<Entry['data']> {
  assertMayWrite(actor, await unitById(tx, before.unitId), ledger, line.day);
  const checked = checkLine(ledger, line, chinaDay(kit.now()));
  const clashes = checked.problems.some((p) => p.field === 'day')
    ? []
    : await linesInCell(tx, {
        unitId: before.unitId,
        ledger: before.ledger,
        from: line.day,
        to: line.opening ? (line.until ?? line.day) : line.day,
        opening: line.opening === null,
        exceptId: before.id,
      });
  const clash = openingProblem(line, clashes);
  const problems = [...checked.problems, ...(clash ? [clash] : [])];
  if (problems.length > 0) throw new AppError('input.invalid', { problems });
  return checked.data;
}

/** Withdraws a line (撤回) with a reason: it stays readable and no longer counts. */
export const withdrawEntry = (kit: Kit, actor: Actor, input: LineAsSeen): Promise<Entry> =>
  withActor(kit.db, actor, (tx) => withdrawIn(kit, actor, tx, input));

/** Takes a withdrawal back (恢复): the line counts again. Checked anew, since definitions may have changed. */
export const restoreEntry = (kit: Kit, actor: Actor, input: LineAsSeen): Promise<Entry> =>
  withActor(kit.db, actor, (tx) => restoreIn(kit, actor, tx, input));

type Next = (tx: Tx, before: Entry, ledger: CompiledLedger) => Promise<Entry>;

/** Withdraws one line within a transaction that does more: what it refuses, it refuses before it writes. */
export const withdrawIn = (kit: Kit, actor: Actor, tx: Tx, input: LineAsSeen): Promise<Entry> =>
  changeLineIn(kit, actor, tx, input, 'withdraw', async (_tx, before) => withdrawn(before, kit.now()));

/** Restores one line within a transaction that does more. */
export const restoreIn = (kit: Kit, actor: Actor, tx: Tx, input: LineAsSeen): Promise<Entry> =>
  changeLineIn(kit, actor, tx, input, 'restore', (inside, before, ledger) =>
    asRestored(kit, inside, actor, ledger, before),
  );

export interface LineAsSeen {
  readonly entryId: string;
  readonly version: number;
  readonly reason: string;
}

async function asRestored(
  kit: Kit,
  tx: Tx,
  actor: Actor,
  ledger: CompiledLedger,
  before: Entry,
): Promise<Entry> {
  await recheck(kit, tx, actor, ledger, before, before);
  return { ...before, state: 'valid', version: before.version + 1, updatedAt: kit.now() };
}

async function changeLineIn(
  kit: Kit,
  actor: Actor,
  tx: Tx,
  input: LineAsSeen,
  change: EntryChange['change'],
  next: Next,
): Promise<Entry> {
  const { before, unit } = await holdLine(tx, input.entryId);
  if ((await kit.ports.ofMatters(tx, [before.id])).size > 0) throw new AppError('entry.of-matter');
  const ledger = kit.registry().ledger(before.ledger);
  assertMayWrite(actor, unit, ledger, before.day);
  if (before.version !== input.version) {
    const current = toEntryView(before, unit.name);
    throw new AppError('save.conflict', { version: before.version, current });
  }
  const isWithdrawn = before.state === 'withdrawn';
  if (isWithdrawn !== (change === 'restore'))
    throw new AppError(isWithdrawn ? 'entry.withdrawn' : 'entry.not-withdrawn');
  const after = await next(tx, before, ledger);
  await writeChangedEntry(tx, kit.ports, ledger, before, after, {
    change,
    reason: input.reason,
    requestId: null,
    accountId: actor.accountId,
    postId: actor.postId,
  });
  await recordEvent(tx, {
    regionCode: after.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: after.unitPath,
    action: `entry.${change}`,
    object: `ledger/${after.ledger}`,
    objectId: after.id,
    result: 'ok',
    detail: { version: after.version, digest: versionDigest(after) },
    at: after.updatedAt,
  });
  return after;
}

/** Unit first, line second, as a move does: two people who change one line then wait for each other and see the newer. */
async function holdLine(tx: Tx, id: string): Promise<{ before: Entry; unit: Unit }> {
  const seen = await entryById(tx, id);
  const unit = seen && (await holdUnit(tx, seen.unitId, seen.opening === null ? 'shared' : 'alone'));
  const before = await lockEntry(tx, id);
  if (!unit || !before) throw new AppError('not-found', { what: '这条记录' });
  return { before, unit };
}

export function corrected(
  ledger: CompiledLedger,
  before: Entry,
  line: { day: string; data: Entry['data']; explanation: string | null },
  at: Date,
): Entry {
  const sort = ledger.sortField ? line.data[ledger.sortField] : undefined;
  return {
    ...before,
    definitionVersion: ledger.definition.version,
    day: line.day,
    data: line.data,
    title: before.opening ? before.title : titleOf(ledger, line.data),
    sortValue: typeof sort === 'number' ? sort : null,
    explanation: line.explanation,
    version: before.version + 1,
    updatedAt: at,
  };
}

export const withdrawn = (before: Entry, at: Date): Entry => ({
  ...before,
  state: 'withdrawn',
  version: before.version + 1,
  updatedAt: at,
});

/** Writes the next version of a line; a faster neighbour makes it a conflict and nothing is written. */
export async function writeChangedEntry(
  tx: Tx,
  ports: LedgerPorts,
  ledger: CompiledLedger,
  before: Entry,
  after: Entry,
  change: EntryChange,
): Promise<void> {
  if (!(await updateEntry(tx, after, change)))
    throw new AppError('save.conflict', { version: before.version + 1 });
  const tokens = after.state === 'valid' ? searchTokens(ledger, after) : [];
  await Promise.all([
    indexLine(tx, { ...after, entryId: after.id, tokens }, false),
    ports.lineSaved(tx, ledger, after, before),
  ]);
}

import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { holdUnit, type Unit, unitById } from '../../org/index.ts';
import { chinaDay, isRealDay } from '../../platform/clock/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError, type FieldProblem } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { indexLine, tokensOf } from '../../search/index.ts';
import { checkLine } from '../check-line.ts';
import { type CompiledLedger, splitsOf, titleOf } from '../compile.ts';
import type { LedgerPorts } from '../ports.ts';
import type { Registry } from '../registry.ts';
import { assertMayWrite, openingProblem } from '../rules.ts';
import { type Entry, type EntryChange, entryById, insertEntry, linesInCell } from '../store.ts';
import { type Answered, bodyHash, claimRequest } from '../store-requests.ts';
import { versionDigest } from '../version-digest.ts';

export interface NewEntry {
  /** Made on the device, so that a lost answer can be asked for again: same key, one line, same answer. */
  readonly requestKey: string;
  readonly ledger: string;
  readonly unitId: string;
  readonly day: string;
  readonly until: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest' | null;
  readonly joint: readonly string[];
  readonly explanation: string | null;
  /** Uploads that stand with the line from its first moment. */
  readonly files?: readonly string[] | undefined;
}

export interface Kit {
  readonly db: Database;
  readonly registry: () => Registry;
  readonly ports: LedgerPorts;
  readonly now: () => Date;
}

/**
 * Saves one new line (保存记录) in one transaction: claim the request key, check, save with its first version, search
 * rows, facts and what folding needs, audit. Answers the saved line and its unit's name; the same key again answers the same line.
 * Errors: input.invalid (fields), not-found, forbidden, save.key-reused.
 */
export async function saveEntry(
  kit: Kit,
  actor: Actor,
  input: NewEntry,
): Promise<{ readonly entry: Entry; readonly unitName: string }> {
  const ledger = kit.registry().ledger(input.ledger);
  const at = kit.now();
  return await withActor(kit.db, actor, async (tx) => {
    const id = newId(at);
    // Claimed under her own unit, whatever unit the line is for: one key can then never make two lines in two regions.
    const claim = {
      regionCode: actor.unit.regionCode,
      key: `${actor.accountId}/${input.requestKey}`,
      unitPath: actor.unit.path,
      hash: bodyHash(input),
      entryId: id,
      version: 1,
      at,
    };
    // In this order: who waits for the same key holds no unit yet, and lines are looked for when the unit is held.
    const [claimed, unit, clashes] = await Promise.all([
      claimRequest(tx, claim),
      holdUnit(tx, input.unitId, input.opening === null ? 'shared' : 'alone'),
      linesInCell(tx, { ...cellOf(ledger, input), opening: input.opening === null, exceptId: NO_ENTRY }),
    ]);
    if (claimed) return await answeredBefore(tx, claimed);
    assertMayWrite(actor, unit, ledger, input.day);
    const checked = checkLine(ledger, input, chinaDay(at));
    const clash = openingProblem(input, clashes);
    const problems = [...checked.problems, ...(clash ? [clash] : [])];
    if (problems.length === 0)
      problems.push(...(await twiceProblem(tx, kit.ports, ledger, unit, input, checked.data)));
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    const joint = await assertJoint(tx, input.joint, unit);

    const entry = composeEntry({
      ledger,
      unit,
      input,
      data: checked.data,
      joint,
      at,
      accountId: actor.accountId,
      id,
    });
    // Both travel with COMMIT: a save is two round trips, and none of its writes stands without the others.
    tx.later(
      writeNewEntry(tx, kit.ports, ledger, entry, {
        change: 'create',
        reason: null,
        requestId: null,
        accountId: actor.accountId,
        postId: actor.postId,
      }),
    );
    tx.later(
      recordEvent(tx, {
        regionCode: entry.regionCode,
        accountId: actor.accountId,
        postId: actor.postId,
        unitPath: entry.unitPath,
        action: 'entry.create',
        object: `ledger/${entry.ledger}`,
        objectId: entry.id,
        result: 'ok',
        detail: { version: 1, digest: versionDigest(entry) },
        at,
      }),
    );
    if (input.files?.length) await kit.ports.filesCame(tx, actor, entry, input.files, at);
    return { entry, unitName: unit.name };
  });
}

/** The line that this key made the first time, though her unit may have closed or the day's rules changed since. */
async function answeredBefore(tx: Tx, claimed: Answered): Promise<{ entry: Entry; unitName: string }> {
  if (!claimed.sameBody) throw new AppError('save.key-reused');
  const entry = await entryById(tx, claimed.entryId);
  if (!entry) throw new AppError('not-found', { what: '这条记录' });
  return { entry, unitName: (await unitById(tx, entry.unitId))?.name ?? '' };
}

/**
 * The same thing as a matter's line of that day? Nobody can tell but she who writes it: she says that it is another, or
 * leaves it, so that nothing is counted by hand and by its matter.
 */
async function twiceProblem(
  tx: Tx,
  ports: LedgerPorts,
  ledger: CompiledLedger,
  unit: Unit,
  line: Pick<NewEntry, 'day' | 'opening' | 'explanation'>,
  data: Entry['data'],
): Promise<FieldProblem[]> {
  if (line.opening !== null || line.explanation?.trim()) return [];
  const { key } = ledger.definition;
  const title = titleOf(ledger, data);
  const like = { ledger: key, unitId: unit.id, unitPath: unit.path, day: line.day, title };
  if (!(await ports.likeMatter(tx, like))) return [];
  const message = `${line.day} 已经有一行「${title}」是由事项自动形成的。如果是同一件,请不要再记;确实是另一件,请写一句说明再保存。`;
  return [{ field: 'day', message, code: 'like-matter', level: 'soft' }];
}

const NO_ENTRY = '00000000-0000-0000-0000-000000000000';

function cellOf(
  ledger: CompiledLedger,
  input: Pick<NewEntry, 'unitId' | 'day' | 'until' | 'opening'>,
): {
  unitId: string;
  ledger: string;
  from: string;
  to: string;
} {
  // A day that is no day is reported by checkLine; the look-up must not fall over it first.
  const day = isRealDay(input.day) ? input.day : '1900-01-01';
  const until = input.opening !== null && input.until && isRealDay(input.until) ? input.until : day;
  return { unitId: input.unitId, ledger: ledger.definition.key, from: day, to: until };
}

/** Units of a joint event (联合活动) must exist and not be the lead itself; the line counts at the lead only. */
async function assertJoint(tx: Tx, ids: readonly string[], lead: Unit): Promise<readonly string[]> {
  const units = await Promise.all(ids.map((id) => unitById(tx, id)));
  if (units.some((u) => u === null || u.id === lead.id)) {
    throw new AppError('input.invalid', {
      problems: [{ field: 'joint', message: '联合单位里有不存在的组织,或把牵头单位自己也写进去了。' }],
    });
  }
  return ids;
}

/** The line as it will stand, from checked input. Pure. */
export function composeEntry(o: {
  ledger: CompiledLedger;
  unit: Unit;
  input: Pick<NewEntry, 'day' | 'until' | 'opening' | 'explanation'>;
  data: Entry['data'];
  joint: readonly string[];
  at: Date;
  accountId: string | null;
  id: string;
}): Entry {
  const sort = o.ledger.sortField ? o.data[o.ledger.sortField] : undefined;
  return {
    regionCode: o.unit.regionCode,
    id: o.id,
    ledger: o.ledger.definition.key,
    definitionVersion: o.ledger.definition.version,
    unitId: o.unit.id,
    unitPath: o.unit.path,
    day: o.input.day,
    until: o.input.until,
    title: o.input.opening ? `期初数 ${o.input.day} 至 ${o.input.until ?? ''}` : titleOf(o.ledger, o.data),
    sortValue: typeof sort === 'number' ? sort : null,
    data: o.data,
    opening: o.input.opening,
    joint: o.joint,
    explanation: o.input.explanation,
    state: 'valid',
    version: 1,
    createdAt: o.at,
    createdBy: o.accountId,
    updatedAt: o.at,
  };
}

/** Everything that is written for a new line, in one pipelined round trip. */
export async function writeNewEntry(
  tx: Tx,
  ports: LedgerPorts,
  ledger: CompiledLedger,
  entry: Entry,
  change: EntryChange,
): Promise<void> {
  await Promise.all([
    insertEntry(tx, entry, change),
    indexLine(tx, { ...entry, entryId: entry.id, tokens: searchTokens(ledger, entry) }, true),
    ports.lineSaved(tx, ledger, entry, null),
  ]);
}

/** Words of the searchable fields and each dimension's value as one token, so that a filter is a search. */
export function searchTokens(
  ledger: CompiledLedger,
  entry: Pick<Entry, 'title' | 'data' | 'opening'>,
): string[] {
  const text = ledger.searchFields.map((key) => String(entry.data[key] ?? '')).join(' ');
  return [...new Set([...tokensOf(`${entry.title} ${text}`), ...splitsOf(ledger, entry.data as never)])];
}

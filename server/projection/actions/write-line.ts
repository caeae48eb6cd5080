import { recordEvent } from '../../audit/index.ts';
import type { Dossier } from '../../flows/index.ts';
import {
  checkLine,
  composeEntry,
  corrected,
  type Entry,
  type EntryChange,
  lockEntry,
  versionDigest,
  withdrawn,
  writeChangedEntry,
  writeNewEntry,
} from '../../ledgers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { HeldMatter } from '../hold-matter.ts';
import type { ProjectionKit } from '../kit.ts';
import { saysSo, type Wanted, wantedLine } from '../line-of.ts';
import { keepLine, linesOfMatter, type MatterLine } from '../store.ts';

/** What became of a look at a matter; `problem` is a Chinese sentence for who runs the house. */
export type Written =
  | { readonly done: 'same' | 'written' }
  | { readonly done: 'refused'; readonly problem: string };

const BY_MATTER = '由事项自动形成';

/**
 * Brings the line of a matter up to what the matter is (成行): written once, corrected when the matter moves on, withdrawn
 * when it counts no more, restored when it does again. Doing it twice changes nothing. In the worker's transaction, which
 * holds the matter (`holdMatter`).
 */
export async function writeLine(kit: ProjectionKit, tx: Tx, held: HeldMatter): Promise<Written> {
  const { d } = held;
  const known = await linesOfMatter(tx, d.matter.id);
  const raw = await wantedLine(kit, tx, held, known);
  const want = raw && checked(kit, raw);
  if (want && 'problem' in want) return { done: 'refused', problem: want.problem };
  let wrote = false;
  for (const line of known)
    if (line.ledger !== want?.ledger) wrote = (await takeBack(kit, tx, line)) || wrote;
  if (want) wrote = (await bring(kit, tx, d, want, known)) || wrote;
  return { done: wrote ? 'written' : 'same' };
}

/** A line is held against its ledger like any other; what a soft check would ask about is as the matter says. */
export function checked(kit: ProjectionKit, want: Wanted): Wanted | { readonly problem: string } {
  const ledger = kit.registry().ledger(want.ledger);
  const line = { day: want.day, until: null, data: want.data, opening: null, explanation: BY_MATTER };
  const { data, problems } = checkLine(ledger, line, chinaDay(kit.flows.now()));
  const [first] = problems;
  return first ? { problem: `「${ledger.definition.name}」不收这一行:${first.message}` } : { ...want, data };
}

async function bring(
  kit: ProjectionKit,
  tx: Tx,
  d: Dossier,
  want: Wanted,
  known: readonly MatterLine[],
): Promise<boolean> {
  const ledger = kit.registry().ledger(want.ledger);
  const line = known.find((l) => l.ledger === want.ledger);
  const before = line ? await lockEntry(tx, line.entryId) : null;
  const at = kit.flows.now();
  const input = { day: want.day, until: null, data: want.data, opening: null, explanation: null };
  const entry = before
    ? { ...corrected(ledger, before, input, at), state: 'valid' as const }
    : composeEntry({
        ...{ ledger, unit: want.unit, input, data: want.data, joint: [], at },
        ...{ accountId: null, id: newId(at) },
      });
  const isSame = before !== null && saysSo(before, want);
  if (!isSame) await write(kit, tx, before, entry);
  const { rootId, placeId, placeName, grave } = want;
  const { regionCode, unitPath, id } = before ?? entry;
  tx.later(
    keepLine(tx, {
      ...{ regionCode, matterId: d.matter.id, ledger: want.ledger, entryId: id, unitPath },
      ...{ rootId, placeId, placeName, grave, seq: d.matter.seq, at },
    }),
  );
  return !isSame;
}

async function takeBack(kit: ProjectionKit, tx: Tx, line: MatterLine): Promise<boolean> {
  const before = await lockEntry(tx, line.entryId);
  if (!before || before.state === 'withdrawn') return false;
  await write(kit, tx, before, withdrawn(before, kit.flows.now()));
  return true;
}

/** The line with its version, search rows and facts, and the audit of it, all in this transaction, at the latest with COMMIT. */
async function write(kit: ProjectionKit, tx: Tx, before: Entry | null, after: Entry): Promise<void> {
  const change = changeOf(before, after);
  const ledger = kit.registry().ledger(after.ledger);
  const said = { change, reason: before ? BY_MATTER : null, requestId: null, accountId: null, postId: null };
  if (before) await writeChangedEntry(tx, kit.ports, ledger, before, after, said);
  else tx.later(writeNewEntry(tx, kit.ports, ledger, after, said));
  tx.later(
    recordEvent(tx, {
      regionCode: after.regionCode,
      accountId: null,
      postId: null,
      unitPath: after.unitPath,
      action: `entry.${change}`,
      object: `ledger/${after.ledger}`,
      objectId: after.id,
      result: 'ok',
      detail: { version: after.version, digest: versionDigest(after) },
      at: after.updatedAt,
    }),
  );
}

function changeOf(before: Entry | null, after: Entry): EntryChange['change'] {
  if (!before) return 'create';
  if (after.state === 'withdrawn') return 'withdraw';
  return before.state === 'withdrawn' ? 'restore' : 'correct';
}

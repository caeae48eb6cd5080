import { eraseLetters, erasePapers, lettersOf, placesOf } from '../cases/index.ts';
import { dossierById, eraseMatter, isErased, type Rest, restOf, standingMatters } from '../flows/index.ts';
import { destroyKeys, type Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { noteStep } from '../projection/index.ts';
import { eraseReferrals } from '../referrals/index.ts';
import type { PersonalKit } from './kit.ts';
import { forgetRequests } from './store.ts';
import {
  appendTombstones,
  keepTombstones,
  keptTombstones,
  readTombstones,
  type Tombstone,
} from './tombstones.ts';

/** What one erasure takes: matters that are one thing, their letters, their places on the shelf. */
export interface Taken {
  readonly matters: readonly string[];
  readonly letters: readonly string[];
  readonly places: readonly string[];
}

const restPlace = (subject: string) => ({ table: 'erasure', column: 'rest', row: subject });
const named = (stones: readonly Tombstone[], kind: string): string[] =>
  stones.flatMap(({ subject }) => (subject.startsWith(`${kind}/`) ? [subject.slice(kind.length + 1)] : []));

/** Letters and files of these matters. As the owner. */
export async function takenWith(tx: Tx, matters: readonly string[]): Promise<Taken> {
  return {
    matters,
    letters: (await lettersOf(tx, matters)).map((l) => l.id),
    places: await placesOf(tx, matters),
  };
}

/** What will tell for ever that this was erased. The matters must be closed and whole still. */
export async function tombstonesFor(kit: PersonalKit, tx: Tx, taken: Taken, at: Date): Promise<Tombstone[]> {
  const stones: Tombstone[] = [];
  const add = (subject: string, rest: Rest | null): void => {
    const sealed = rest && kit.vault.seal(restPlace(subject), JSON.stringify(rest));
    stones.push({ subject, at: at.toISOString(), rest: sealed });
  };
  for (const id of taken.matters) {
    const d = await dossierById(tx, kit.vault, id, true);
    if (d && !isErased(d.matter))
      add(`matter/${id}`, await restOf(kit.flows.flows, d.matter, d.matter.closedAt ?? at, at));
  }
  for (const id of taken.letters) add(`letter/${id}`, null);
  for (const place of taken.places) add(`file/${place}`, null);
  return stones;
}

/**
 * Empties the rows behind tombstones, wherever they stand in this database: done twice, or over a restored copy, it comes to
 * the same. Answers the places on the shelf whose bytes are to go, and how many matters were emptied. As the owner.
 */
export async function emptyRows(
  kit: PersonalKit,
  tx: Tx,
  stones: readonly Tombstone[],
): Promise<{ readonly places: string[]; readonly matters: number; readonly letters: number }> {
  const rests = new Map(stones.map((s) => [s.subject, s.rest]));
  const ids = named(stones, 'matter');
  const standing = await standingMatters(tx, ids);
  const places = new Set(named(stones, 'file'));
  const emptied = standing.map((m) => m.id);
  if (emptied.length > 0) {
    for (const place of await placesOf(tx, emptied)) places.add(place);
    for (const m of standing)
      await eraseMatter(tx, m, openRest(kit.vault, `matter/${m.id}`, rests.get(`matter/${m.id}`) ?? null));
    await erasePapers(tx, emptied);
    await eraseReferrals(tx, emptied);
    await forgetRequests(tx, emptied);
    for (const id of emptied) {
      const d = await dossierById(tx, kit.vault, id, false);
      // What was counted stays as it was; in a copy from before its end the line is brought up to what the matter is now.
      if (d) await noteStep(tx, kit.flows.flows, d.matter, kit.flows.now());
    }
  }
  const letters = await eraseLetters(tx, named(stones, 'letter'));
  return { places: [...places], matters: emptied.length, letters };
}

function openRest(vault: Vault, subject: string, sealed: string | null): Rest {
  if (sealed === null) throw new Error(`no rest is told of ${subject}`);
  return JSON.parse(vault.open(restPlace(subject), sealed)) as Rest;
}

/** Destroys keys and bytes: after the rows, so that whoever dies between finds it to do at the next start. */
export async function destroy(
  kit: PersonalKit,
  stones: readonly Tombstone[],
  places: readonly string[],
): Promise<void> {
  const subjects = stones.map((s) => s.subject);
  kit.vault.forget(subjects);
  await destroyKeys(kit.dataDir, subjects);
  for (const place of places) await kit.shelf.remove(place);
}

/**
 * At each start, after the migrations and before anybody can read: what was erased is erased again in whatever database was
 * found, an older copy's too; file and table learn from each other. Answers how much had come back.
 */
export async function reapplyErasures(
  kit: PersonalKit,
): Promise<{ readonly erased: number; readonly matters: number; readonly letters: number }> {
  const file = await readTombstones(kit.dataDir);
  const table = await kit.owner.transaction([], keptTombstones, 'read');
  const stones = [...new Map([...table, ...file].map((s) => [s.subject, s])).values()];
  if (stones.length === 0) return { erased: 0, matters: 0, letters: 0 };
  const inFile = new Set(file.map((s) => s.subject));
  await appendTombstones(
    kit.dataDir,
    stones.filter((s) => !inFile.has(s.subject)),
  );
  const done = await kit.owner.transaction([], async (tx) => {
    await keepTombstones(tx, stones);
    return await emptyRows(kit, tx, stones);
  });
  await destroy(kit, stones, done.places);
  return { erased: stones.length, matters: done.matters, letters: done.letters };
}

import { type Actor, withActor } from '../../access/index.ts';
import { noteReach } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { recordChange } from '../changes.ts';
import { type PeopleKit, thePerson } from '../kit.ts';
import { placeOfField } from '../person-fields.ts';
import { type Person, postsOf, updatePerson } from '../store.ts';
import { keepingPost } from './correct-person.ts';

/** Merging two files of one person (合并), with undo: what moved is written down by its ids and moves back. */
interface Moved {
  readonly posts: readonly string[];
  readonly libraries: readonly string[];
  readonly transfers: readonly string[];
  readonly accounts: readonly string[];
  /** Fields that the kept file lacked and got, so that an undo empties them again. */
  readonly filled: readonly (keyof Person)[];
}
const FILLABLE = [
  'sex',
  'birthMonth',
  'ethnic',
  'schooling',
  'party',
  'establishment',
  'rank',
  'womenSince',
  'note',
] as const;
const SEALED = [
  ['sealedBirth', 'sealed_birth'],
  ['sealedNumber', 'sealed_number'],
  ['sealedPhone', 'sealed_phone'],
] as const;

const idsOf = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<string[]> =>
  (await tx.sql(sql, values)).map((r) => String(r['id']));

/** Both files looked at through her own door; what follows goes through the worker's, since accounts follow, too. */
async function mayBoth(
  kit: PeopleKit,
  actor: Actor,
  one: string,
  other: string,
): Promise<{ regionCode: string; path: string }> {
  return await withActor(kit.app, actor, async (tx) => {
    if (one === other) throw new AppError('person.same-file');
    const person = await thePerson(tx, one);
    await thePerson(tx, other);
    const post = await keepingPost(tx, actor, one);
    await keepingPost(tx, actor, other);
    return { regionCode: person.regionCode, path: post.unitPath };
  });
}

/**
 * Puts `goneId`'s posts, libraries, moves and accounts to `keepId`; empty fields are filled, told ones stay. Errors:
 * not-found, forbidden, person.merged, person.numbers-differ, post.two-powers.
 */
export async function mergePersons(
  kit: PeopleKit,
  actor: Actor,
  o: { keepId: string; goneId: string },
): Promise<{ id: string; mergeId: string }> {
  const at = kit.now();
  const place = await mayBoth(kit, actor, o.keepId, o.goneId);
  const done = await kit.worker.transaction([], async (tx) => {
    // In one order, so that two who merge the same two the other way round wait for each other.
    for (const id of [o.keepId, o.goneId].toSorted()) await thePerson(tx, id);
    const [keep, gone] = [await thePerson(tx, o.keepId), await thePerson(tx, o.goneId)];
    if (keep.numberPrint && gone.numberPrint && keep.numberPrint !== gone.numberPrint)
      throw new AppError('person.numbers-differ');
    await assertOnePower(tx, [keep.id, gone.id]);
    const filled = [
      ...FILLABLE.filter((k) => keep[k] === null && gone[k] !== null),
      ...SEALED.filter(([k]) => keep[k] === null && gone[k] !== null).map(([k]) => k),
    ];
    // A seal opens at its own row only, so it is opened there and sealed here.
    const sealed = Object.fromEntries(
      SEALED.flatMap(([key, column]) => {
        const text = gone[key];
        if (!filled.includes(key) || text === null) return [];
        return [
          [
            key,
            kit.vault.seal(
              placeOfField(keep.id, column),
              kit.vault.open(placeOfField(gone.id, column), text),
            ),
          ],
        ];
      }),
    );
    const open = Object.fromEntries(FILLABLE.filter((k) => filled.includes(k)).map((k) => [k, gone[k]]));
    const after: Person = { ...keep, ...open, ...sealed, numberPrint: keep.numberPrint ?? gone.numberPrint };
    const posts = await postsOf(tx, [gone.id]);
    const moved: Moved = {
      posts: await idsOf(
        tx,
        'UPDATE post SET person_id = $1, person_region = $2 WHERE person_id = $3 RETURNING id',
        [keep.id, keep.regionCode, gone.id],
      ),
      libraries: await idsOf(
        tx,
        'UPDATE library_entry SET person_id = $1 WHERE person_id = $2 RETURNING id',
        [keep.id, gone.id],
      ),
      transfers: await idsOf(tx, 'UPDATE transfer SET person_id = $1 WHERE person_id = $2 RETURNING id', [
        keep.id,
        gone.id,
      ]),
      accounts: await idsOf(
        tx,
        'UPDATE account SET person_id = $1, person_region = $2 WHERE person_id = $3 RETURNING id',
        [keep.id, keep.regionCode, gone.id],
      ),
      filled,
    };
    await updatePerson(tx, after, at);
    await tx.sql(
      'UPDATE person SET merged_into = $2, number_print = NULL, version = version + 1 WHERE id = $1',
      [gone.id, keep.id],
    );
    await noteReach(
      tx,
      posts.map((p) => ({ personId: keep.id, unitPath: p.unitPath })),
    );
    const id = newId(at);
    await tx.sql(
      `INSERT INTO person_merge (region_code, id, unit_path, kept_id, gone_id, apart, moved, account_id, at) VALUES ($1, $2, $3, $4, $5, false, $6, $7, $8)`,
      [place.regionCode, id, place.path, keep.id, gone.id, JSON.stringify(moved), actor.accountId, at],
    );
    await recordChange(tx, actor, {
      personId: keep.id,
      place,
      change: 'merge',
      detail: { gone: gone.name, posts: moved.posts.length },
      at,
    });
    return { id: keep.id, mergeId: id };
  });
  kit.changed();
  return done;
}

/** Takes a merge back: what moved goes back, as far as it is still there; what came since stays. Errors: not-found, forbidden, merge.undone. */
export async function undoMerge(kit: PeopleKit, actor: Actor, mergeId: string): Promise<{ id: string }> {
  const at = kit.now();
  const { keptId, goneId, place } = await withActor(kit.app, actor, async (tx) => {
    const [r] = await tx.sql(
      'SELECT kept_id, gone_id, region_code, unit_path, undone_at FROM person_merge WHERE id = $1 AND NOT apart',
      [mergeId],
    );
    if (!r) throw new AppError('not-found', { what: '这次合并' });
    if (r['undone_at'] !== null) throw new AppError('merge.undone');
    await keepingPost(tx, actor, String(r['kept_id']));
    return {
      keptId: String(r['kept_id']),
      goneId: String(r['gone_id']),
      place: { regionCode: String(r['region_code']), path: String(r['unit_path']) },
    };
  });
  await kit.worker.transaction([], async (tx) => {
    const [r] = await tx.sql(
      'SELECT moved FROM person_merge WHERE id = $1 AND undone_at IS NULL FOR UPDATE',
      [mergeId],
    );
    if (!r) throw new AppError('merge.undone');
    const moved = r['moved'] as Moved;
    const keep = await thePerson(tx, keptId);
    const [gone] = await tx.sql('SELECT region_code, sealed_number FROM person WHERE id = $1 FOR UPDATE', [
      goneId,
    ]);
    if (!gone) throw new AppError('not-found', { what: '被合并的那份档案' });
    const region = String(gone['region_code']);
    await tx.sql(
      'UPDATE post SET person_id = $1, person_region = $2 WHERE id = ANY($3::uuid[]) AND person_id = $4',
      [goneId, region, moved.posts, keptId],
    );
    await tx.sql('UPDATE library_entry SET person_id = $1 WHERE id = ANY($2::uuid[]) AND person_id = $3', [
      goneId,
      moved.libraries,
      keptId,
    ]);
    await tx.sql('UPDATE transfer SET person_id = $1 WHERE id = ANY($2::uuid[]) AND person_id = $3', [
      goneId,
      moved.transfers,
      keptId,
    ]);
    await tx.sql(
      'UPDATE account SET person_id = $1, person_region = $2 WHERE id = ANY($3::uuid[]) AND person_id = $4',
      [goneId, region, moved.accounts, keptId],
    );
    const emptied = Object.fromEntries(moved.filled.map((k) => [k, null]));
    const lostNumber = moved.filled.includes('sealedNumber');
    await updatePerson(tx, { ...keep, ...emptied, numberPrint: lostNumber ? null : keep.numberPrint }, at);
    await tx.sql(
      'UPDATE person SET merged_into = NULL, number_print = $2, version = version + 1 WHERE id = $1',
      [
        goneId,
        // The print went with the number when both were the same, or the number was hers alone.
        gone['sealed_number'] === null ? null : keep.numberPrint,
      ],
    );
    await tx.sql('UPDATE person_merge SET undone_at = $2, undone_by = $3 WHERE id = $1', [
      mergeId,
      at,
      actor.accountId,
    ]);
    await recordChange(tx, actor, {
      personId: keptId,
      place,
      change: 'unmerge',
      detail: { posts: moved.posts.length },
      at,
    });
  });
  kit.changed();
  return { id: keptId };
}

/** Says that two of one name are two (不是同一个人): they are not offered again. */
export async function keepApart(
  kit: PeopleKit,
  actor: Actor,
  o: { keepId: string; goneId: string },
): Promise<{ id: string }> {
  const at = kit.now();
  const place = await mayBoth(kit, actor, o.keepId, o.goneId);
  await withActor(kit.app, actor, (tx) =>
    tx.sql(
      `INSERT INTO person_merge (region_code, id, unit_path, kept_id, gone_id, apart, moved, account_id, at) VALUES ($1, $2, $3, $4, $5, true, '{}', $6, $7)`,
      [place.regionCode, newId(at), place.path, o.keepId, o.goneId, actor.accountId, at],
    ),
  );
  return { id: o.keepId };
}

/** System, security and audit are never in one hand, nor with a business post (SECURITY 19), whatever two files said. */
async function assertOnePower(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx.sql(
    'SELECT DISTINCT role FROM post WHERE person_id = ANY($1::uuid[]) AND role IS NOT NULL AND to_day IS NULL',
    [ids],
  );
  const powers = rows.filter((r) => String(r['role']).endsWith('-admin')).length;
  if (powers > 1 || (powers === 1 && rows.length > 1)) throw new AppError('post.two-powers');
}

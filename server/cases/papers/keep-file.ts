import { MOST_MATTER_FILES } from '../../../contracts/api-papers-of-matter.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { beginMatterUpload, type Coming, matterOfUpload, openShelved, takeWhole } from '../../files/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { numberOf } from '../../settings/index.ts';
import { type KnownMatter, withKnown } from '../known-matter.ts';
import { assertHolds, type PaperKit } from './kit.ts';
import {
  changeMatterFile,
  filesOfMatter,
  insertMatterFile,
  type MatterFile,
  matterFileById,
} from './store.ts';

const gone = (): AppError => new AppError('not-found', { what: '这个文件' });

/**
 * Begins to send a file to a matter that she has in hand (加材料). The pieces follow by the uploads' own way.
 * Errors: not-found, matter.not-yours, file.refused, file.too-large, file.too-many, file.quota.
 */
export async function beginFile(
  kit: PaperKit,
  actor: Actor,
  matterId: string,
  input: { readonly requestKey: string; readonly name: string; readonly bytes: number },
): Promise<Coming> {
  const held = await kit.flows.worker.single(
    'SELECT COALESCE(sum(bytes), 0) AS n FROM matter_file WHERE unit_id = $1',
    [actor.unit.id],
    'matter-file-bytes',
  );
  return await withKnown(kit, actor, matterId, async (k) => {
    assertHolds(k);
    const { tx, at } = k;
    await assertRoom(kit, k);
    const quota = await numberOf(tx, actor.unit, 'files.unit-quota-mb', chinaDay(at));
    if (Number(held[0]?.['n'] ?? 0) + input.bytes > quota * 1_000_000)
      throw new AppError('file.quota', { unit: actor.unit.name, quota });
    return await beginMatterUpload(tx, kit.vault, {
      ...input,
      unit: actor.unit,
      accountId: actor.accountId,
      matterId,
      at,
    });
  });
}

async function assertRoom(kit: PaperKit, k: KnownMatter): Promise<MatterFile[]> {
  const kept = (await filesOfMatter(k.tx, kit.vault, k.d.matter.id)).filter((f) => f.state === 'kept');
  if (kept.length >= MOST_MATTER_FILES) throw new AppError('file.too-many', { most: MOST_MATTER_FILES });
  return kept;
}

/**
 * Ends an upload: it is looked at and stands with its matter, if she still has that in hand. Twice is once; the same
 * picture twice is one. What is refused is swept with the uploads. Errors: as above, file.offset.
 */
export async function completeFile(kit: PaperKit, actor: Actor, id: string): Promise<void> {
  const matterId = await matterBehind(kit, actor, id);
  await withKnown(kit, actor, matterId, async (k) => {
    const { tx, d, at } = k;
    if (await matterFileById(tx, kit.vault, id)) return;
    assertHolds(k);
    const kept = await assertRoom(kit, k);
    const whole = await takeWhole(kit, tx, actor.accountId, id);
    if (!whole) throw gone();
    if (kept.some((f) => f.sha256 === whole.sha256)) return;
    await insertMatterFile(tx, kit.vault, {
      ...whole,
      regionCode: d.matter.regionCode,
      unitId: actor.unit.id,
      state: 'kept',
      accountId: actor.accountId,
      byName: k.acting.own.name,
      at,
      reason: null,
    });
    await noteFile(k, actor, 'matter.file-keep', id, { bytes: whole.bytes, sha256: whole.sha256 });
  });
}

/** The upload's matter; after it was completed the file's. Both only for who sent it. */
async function matterBehind(kit: PaperKit, actor: Actor, id: string): Promise<string> {
  const coming = await withActor(
    kit.flows.db,
    actor,
    (tx) => matterOfUpload(tx, actor.accountId, id),
    'read',
  );
  // The answer was lost and is asked for again; whether she still knows the matter is asked after this.
  const matter = coming ?? (await matterOfFile(kit, id));
  if (matter === null) throw gone();
  return matter;
}

/** Which matter a file stands with: a number, from which nothing can be read; the right is asked next. */
async function matterOfFile(kit: PaperKit, id: string): Promise<string | null> {
  const rows = await kit.flows.worker.single(
    'SELECT matter_id FROM matter_file WHERE id = $1',
    [id],
    'matter-of-file',
  );
  return rows[0] ? String(rows[0]['matter_id']) : null;
}

/** The bytes of a file, for who knows its matter; each look is recorded. Errors: not-found, file.damaged. */
export async function openMatterFile(
  kit: PaperKit,
  actor: Actor,
  id: string,
): Promise<Awaited<ReturnType<typeof openShelved>>> {
  const matter = await matterOfFile(kit, id);
  if (matter === null) throw gone();
  const file = await withKnown(kit, actor, matter, async (k) => {
    const found = await matterFileById(k.tx, kit.vault, id);
    if (!found) throw gone();
    await noteFile(k, actor, 'matter.file-open', id, {});
    return found;
  });
  return await openShelved(kit, file);
}

/** Withdraws a file with a reason, or puts it back; nothing is deleted. Errors: not-found, matter.not-yours. */
export async function changeFile(
  kit: PaperKit,
  actor: Actor,
  input: { readonly id: string; readonly state: MatterFile['state']; readonly reason: string },
): Promise<void> {
  const matter = await matterOfFile(kit, input.id);
  if (matter === null) throw gone();
  await withKnown(kit, actor, matter, async (k) => {
    assertHolds(k);
    const file = await matterFileById(k.tx, kit.vault, input.id);
    if (!file) throw gone();
    const to = { state: input.state, reason: input.reason, accountId: actor.accountId, at: k.at };
    if (!(await changeMatterFile(k.tx, kit.vault, file, to))) return;
    const action = input.state === 'withdrawn' ? 'matter.file-withdraw' : 'matter.file-restore';
    await noteFile(k, actor, action, file.id, {});
  });
}

/** What is audited names the matter and the file by number only. */
async function noteFile(
  { tx, d, at }: KnownMatter,
  actor: Actor,
  action: string,
  id: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: d.matter.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: d.matter.unitPath,
    action,
    object: `matter/${d.matter.id}`,
    objectId: id,
    result: 'ok',
    detail,
    at,
  });
}

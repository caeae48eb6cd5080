import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { type Actor, reaches, withActor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { subtreeOf, type Unit, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { log } from '../platform/log/index.ts';
import { numberOf } from '../settings/index.ts';
import { zipStream } from '../workbooks/index.ts';
import { placeOf, type TakeoutKit, takeoutsFolder } from './kit.ts';
import { keepPackage } from './package.ts';
import { partsOf } from './parts.ts';
import {
  countAll,
  endTakeout,
  failSilent,
  insertTakeout,
  noteProgress,
  takeExpired,
  takeoutsSeen,
  underWayOf,
} from './store.ts';
import { countsOf, nothingPacked } from './words.ts';

const TOLD_EVERY_MS = 1_000;
/** Units and people of a province are told in one breath; only after this nobody is at work on it. */
const SILENT_MS = 900_000;

/** Packages under way in this process, one after the other: each reads everything of a subtree. */
export interface TakeoutWork {
  /** Begins one and answers its id; the package is made when the request has been answered. */
  start(
    actor: Actor,
    wanted: { requestKey: string; unitId: string; reason: string },
  ): Promise<{ id: string }>;
  /** Takes expired packages away, and says of those whose process died that they failed. */
  sweep(): Promise<void>;
}

export function openTakeouts(kit: TakeoutKit): TakeoutWork {
  let last: Promise<void> = Promise.resolve();
  return {
    async start(actor, wanted) {
      const { id, unit, isNew } = await begin(kit, actor, wanted);
      if (isNew)
        last = last.then(() =>
          make(kit, actor, { id, unit, reason: wanted.reason }).catch((error: unknown) =>
            log.error({ err: error }, 'package not ended'),
          ),
        );
      return { id };
    },
    async sweep() {
      const now = kit.now();
      const gone = await kit.store.worker.transaction([], async (tx) => {
        const silent = new Date(now.getTime() - SILENT_MS);
        await failSilent(tx, silent, now, '做到一半,服务停了一下。请再取一次。');
        return await takeExpired(tx, now);
      });
      for (const place of gone) await rm(placeOf(kit, place), { force: true });
    },
  };
}

async function begin(
  kit: TakeoutKit,
  actor: Actor,
  wanted: { requestKey: string; unitId: string; reason: string },
): Promise<{ id: string; unit: Unit; isNew: boolean }> {
  const at = kit.now();
  return await withActor(kit.store.app, actor, async (tx) => {
    const unit = await unitById(tx, wanted.unitId);
    if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
    const known = (await takeoutsSeen(tx, new Date(0))).find(
      (t) => t.requestKey === wanted.requestKey && t.accountId === actor.accountId,
    );
    if (known) return { id: known.id, unit, isNew: false };
    if ((await underWayOf(tx, actor.accountId)) > 0) throw new AppError('takeout.under-way');
    const id = newId(at);
    await insertTakeout(tx, {
      ...wanted,
      regionCode: unit.regionCode,
      id,
      unitPath: unit.path,
      scope: subtreeOf(unit.path),
      accountId: actor.accountId,
      postId: actor.postId,
      persons: actor.can('person.read'),
      at,
    });
    await audit(kit, actor, unit, 'takeout.start', id, { reason: wanted.reason })(tx);
    return { id, unit, isNew: true };
  });
}

const audit =
  (
    kit: TakeoutKit,
    actor: Actor,
    unit: Pick<Unit, 'regionCode' | 'path'>,
    action: 'takeout.start' | 'takeout.done' | 'takeout.download',
    id: string,
    detail: Readonly<Record<string, string | number>>,
  ) =>
  (tx: Parameters<typeof recordEvent>[0]): Promise<void> =>
    recordEvent(tx, {
      regionCode: unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit.path,
      action,
      object: 'takeout',
      objectId: id,
      result: 'ok',
      detail,
      at: kit.now(),
    });

/** Tells the audit of a download, before the first byte leaves (SECURITY 22). */
export const auditDownload = (
  kit: TakeoutKit,
  actor: Actor,
  t: { readonly id: string; readonly regionCode: string; readonly unitPath: string; readonly bytes: number },
): Promise<void> =>
  withActor(
    kit.store.app,
    actor,
    audit(kit, actor, { regionCode: t.regionCode, path: t.unitPath }, 'takeout.download', t.id, {
      bytes: t.bytes,
    }),
  );

async function make(
  kit: TakeoutKit,
  actor: Actor,
  o: { readonly id: string; readonly unit: Unit; readonly reason: string },
): Promise<void> {
  const key = { regionCode: o.unit.regionCode, id: o.id };
  const place = randomBytes(16).toString('hex');
  const file = placeOf(kit, place);
  const { app } = kit.store;
  const told = { at: 0 };
  try {
    await mkdir(takeoutsFolder(kit.dataDir), { recursive: true, mode: 0o700 });
    const within = { ...actor, scope: subtreeOf(o.unit.path) };
    const all = await withActor(app, within, countAll, 'read');
    // Each line is packed twice, for people and for machines.
    const total = all.lines * 2 + all.files;
    let done = 0;
    const note = (): Promise<void> =>
      withActor(app, actor, (tx) => noteProgress(tx, key, Math.min(done, total), total, kit.now()));
    await note();
    const packed = nothingPacked();
    const order = { actor, unit: o.unit, persons: actor.can('person.read'), reason: o.reason, at: kit.now() };
    const parts = partsOf(kit, order, packed, () => {
      done += 1;
      if (Date.now() - told.at < TOLD_EVERY_MS) return;
      told.at = Date.now();
      void note().catch((error: unknown) => log.debug({ err: error }, 'progress not noted'));
    });
    const hash = createHash('sha256');
    let bytes = 0;
    async function* passing(): AsyncGenerator<Uint8Array> {
      for await (const piece of zipStream(parts)) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    await keepPackage(kit, place, passing());
    await withActor(app, actor, async (tx) => {
      const hours = await numberOf(tx, null, 'takeout.keep-hours', chinaDay(kit.now()));
      const sha256 = hash.digest('hex');
      await endTakeout(tx, key, {
        state: 'done',
        at: kit.now(),
        place,
        bytes,
        sha256,
        counts: countsOf(packed),
        expiresAt: new Date(kit.now().getTime() + hours * 3_600_000),
      });
      const lines = packed.records.get('line') ?? 0;
      await audit(kit, actor, o.unit, 'takeout.done', o.id, { lines, bytes, sha256 })(tx);
    });
  } catch (error) {
    log.error({ err: error }, 'package failed');
    await rm(file, { force: true });
    const problem =
      (error as NodeJS.ErrnoException).code === 'ENOSPC'
        ? '服务器磁盘已满,没有做成。请联系系统管理员。'
        : error instanceof AppError
          ? error.message
          : '系统出了意外,没有做成。请稍后再取一次。';
    await withActor(app, actor, (tx) => endTakeout(tx, key, { state: 'failed', at: kit.now(), problem }));
  }
}

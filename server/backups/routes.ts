import { statfs } from 'node:fs/promises';
import { type BackupRunView, type BackupsView, startBackupBody } from '../../contracts/api-backups.ts';
import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { assertRunsTheHouse, backupState, numberOf, settingOf } from '../settings/index.ts';
import { type BackupKit, backupsFolder } from './kit.ts';
import { newestRuns, type Run } from './store.ts';
import { COUNTED } from './try-restore.ts';
import { askForRun } from './work.ts';

const SHOWN = 30;

/** How backups stand, and one more by hand (备份). */
export function backupRoutes(kit: BackupKit): Route<Actor>[] {
  const { worker } = kit.store;
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/backups',
      permission: 'system.manage',
      rate: 'read',
      summary: 'Backups: the last, its age, tried restores, room on the disk 备份',
      handle: async ({ caller }): Promise<BackupsView> => {
        const [now, today] = [kit.now(), chinaDay(kit.now())];
        const found = await worker.transaction(
          [],
          async (tx) => ({
            state: await backupState(tx, now),
            runs: await newestRuns(tx, SHOWN),
            at: String(await settingOf(tx, null, 'backup.at', today)),
            keep: await numberOf(tx, null, 'backup.keep', today),
            runs_house: await assertRunsTheHouse(tx, caller, today).then(
              () => true,
              () => false,
            ),
          }),
          'read',
        );
        const room = await statfs(kit.dataDir).catch(() => null);
        const { last, lastTrial } = found.state;
        return {
          state: {
            ...found.state,
            last: last && { ...last, endedAt: last.endedAt.toISOString() },
            lastTrial: lastTrial && { ...lastTrial, endedAt: lastTrial.endedAt.toISOString() },
          },
          nightly: { at: found.at, keep: found.keep },
          room: room && { free: room.bavail * room.bsize, total: room.blocks * room.bsize },
          folder: found.runs_house ? backupsFolder(kit.dataDir) : null,
          runs: found.runs.map((r) => toView(r, found.runs_house)),
          may: found.runs_house ? (kit.foreign ? ['start'] : ['start', 'try']) : [],
        };
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof startBackupBody>({
      method: 'POST',
      path: '/api/backups',
      permission: 'system.manage',
      fresh: true,
      rate: 'heavy',
      summary: 'Make a backup now, or try the newest 现在备份、试恢复',
      body: startBackupBody,
      handle: async ({ caller, body }): Promise<{ started: boolean }> => {
        const at = kit.now();
        if (body.what === 'trial' && kit.foreign) throw new AppError('backup.not-embedded');
        await worker.transaction([], async (tx) => {
          await assertRunsTheHouse(tx, caller, chinaDay(at));
          await recordEvent(tx, {
            regionCode: caller.unit.regionCode,
            accountId: caller.accountId,
            postId: caller.postId,
            unitPath: caller.unit.path,
            action: body.what === 'trial' ? 'backup.try' : 'backup.start',
            object: 'backup',
            objectId: null,
            result: 'ok',
            detail: {},
            at,
          });
        });
        return { started: await askForRun(kit, body.what, 'hand') };
      },
    }),
  ];
}

const toView = (r: Run, runsHouse: boolean): BackupRunView => ({
  id: r.id,
  kind: r.kind,
  occasion: r.occasion,
  state: r.state,
  startedAt: r.startedAt.toISOString(),
  endedAt: r.endedAt?.toISOString() ?? null,
  bytes: r.bytes,
  files: r.files,
  sealed: r.sealed,
  found: COUNTED.flatMap(([name]) => {
    const count = r.counts?.[name];
    return count === undefined ? [] : [{ name, count }];
  }),
  problem: r.problem,
  removed: r.removedAt !== null,
  folder: runsHouse && r.kind !== 'trial' ? r.folder : null,
});

import { anchorHeads, sealAudit } from './audit/index.ts';
import { askForRun, sweepBackups } from './backups/index.ts';
import type { House } from './compose.ts';
import { foldOnce, leaveYears, lookAhead } from './figures/index.ts';
import { sweepUploads } from './files/index.ts';
import { sweepClocks, sweepLeft } from './flows/index.ts';
import { sweepIdentity } from './identity/index.ts';
import {
  ANCHOR_QUEUE,
  anchorFile,
  BACKUP_QUEUE,
  backupCron,
  backupKit,
  shelfOf,
  takeoutKit,
} from './kits.ts';
import { tidyPersons } from './people/index.ts';
import { chinaDay } from './platform/clock/index.ts';
import type { Config } from './platform/config/index.ts';
import {
  type JobKind,
  type Jobs,
  type Sweep,
  type Sweeper,
  startJobs,
  startSweeps,
} from './platform/jobs/index.ts';
import { sweepProjection } from './projection/index.ts';
import { sweepReferrals } from './referrals/index.ts';
import { isSampleWorld } from './sample-world.ts';
import { numberOf } from './settings/index.ts';
import { openTakeouts } from './takeout/index.ts';
import { sweepTrends } from './trends/index.ts';

/** Marks a fold takes at once; a full batch is followed by the next without waiting. */
const FOLD_BATCH = 2_000;
/**
 * Every fold changes the same few hundred cells of nation, provinces and cities, however many lines it takes. So under
 * load it gathers for longer, within the two seconds in which a saved line must show at the top.
 */
const foldPause = (taken: number): number | undefined =>
  taken >= FOLD_BATCH ? 0 : taken > 100 ? 900 : undefined;

/** A sweep that comes at its time however much it found; the others say themselves when they want to come again. */
const every = (name: string, everyMs: number, work: () => Promise<unknown>): Sweep => ({
  name,
  everyMs,
  run: async () => {
    await work();
    return undefined;
  },
});

/** The same, but not in the first moments of the house, when others are waited for. */
function soonThenEvery(name: string, soonMs: number, everyMs: number, work: () => Promise<unknown>): Sweep {
  let isFirst = true;
  return {
    name,
    everyMs,
    run: async () => {
      if (isFirst) {
        isFirst = false;
        return soonMs;
      }
      await work();
      return undefined;
    },
  };
}

/** Ends sessions that are over and forgets failed entries and old entries of the log of sign-ins. */
async function tidyIdentity(house: House): Promise<void> {
  const at = house.now().getTime();
  const logDays = await house.store.worker.transaction(
    [],
    (tx) => numberOf(tx, null, 'account.log-days', chinaDay(house.now())),
    'read',
  );
  const cut = {
    idleBefore: new Date(at - 3_600_000),
    createdBefore: new Date(at - 12 * 3_600_000),
    failuresBefore: new Date(at - 86_400_000),
    logBefore: new Date(at - logDays * 86_400_000),
  };
  await house.store.worker.transaction([], (tx) => sweepIdentity(tx, cut));
}

/** What runs beside the requests: folding, sealing, tidying; and jobs by the clock. */
export async function startWork(
  house: House,
  config: Config,
): Promise<{ sweeper: Sweeper; jobs: Jobs; stop(): Promise<void> }> {
  const backups = backupKit(house, config);
  const takeouts = openTakeouts(takeoutKit(house, config));
  const sweeps: Sweep[] = [
    {
      name: 'fold',
      everyMs: 300,
      run: async () => foldPause(await foldOnce(house.store.worker, house.registry(), FOLD_BATCH)),
    },
    {
      name: 'seal',
      everyMs: 500,
      run: async () => ((await sealAudit(house.store.worker)) > 1_000 ? 0 : undefined),
    },
    every('identity', 600_000, () => tidyIdentity(house)),
    soonThenEvery('small-counts', 5_000, 600_000, () =>
      lookAhead(house.store.worker, house.registry(), house.now()),
    ),
    every('matter-lines', 1_000, () => sweepProjection(house.projection)),
    every('trends', 300_000, () => sweepTrends({ flows: house.flows, registry: house.registry })),
    every('matter-clocks', 30_000, () => sweepClocks(house.flows)),
    every('referrals', 60_000, () => sweepReferrals(house.flows)),
    every('matters-left', 900_000, () => sweepLeft(house.flows)),
    {
      name: 'people',
      everyMs: 5_000,
      run: async () =>
        (await tidyPersons({ worker: house.store.worker, vault: house.vault })) > 0 ? 0 : undefined,
    },
    every('imports', 5_000, () => house.workbooks.sweep()),
    every('uploads', 3_600_000, () => sweepUploads(house.store.worker, shelfOf(config), house.now())),
    every('backups', 5_000, () => sweepBackups(backups)),
    every('takeouts', 60_000, () => takeouts.sweep()),
  ];
  // The sample world is made anew in seconds; nothing in it is worth a copy every night.
  const isSample = await isSampleWorld(house.store.worker);
  const kinds: JobKind<object>[] = [
    {
      queue: BACKUP_QUEUE,
      cron: await backupCron(house),
      run: async () => {
        if (!isSample) await askForRun(backups, 'backup', 'nightly');
      },
    },
    {
      queue: ANCHOR_QUEUE,
      cron: '5 0 * * *',
      run: async () => {
        await anchorHeads(house.store.owner, anchorFile(config), house.now());
      },
    },
  ];
  const works = config.worker !== 'none';
  const sweeper = startSweeps(works ? sweeps : []);
  const jobs = await startJobs(house.store.owner, house.store.ownerUrl, kinds, works);
  house.jobs = jobs;
  return {
    sweeper,
    jobs,
    async stop() {
      leaveYears(house.store.worker);
      await sweeper.stop();
      await jobs.stop();
    },
  };
}

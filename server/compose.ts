import { join } from 'node:path';
import { INSTITUTIONS } from '../institutions/index.ts';
import { PARAMETERS } from '../institutions/parameters/index.ts';
import { GRAVE_WORDS } from '../institutions/rights/grave-words.ts';
import { HELP_LINES } from '../institutions/rights/help-lines.ts';
import { MUST_REPORT } from '../institutions/rights/must-report.ts';
import { SETTINGS } from '../institutions/settings/index.ts';
import { type Actor, accessRoutes, createIdentifier, NOBODY, PERMISSIONS, roleName } from './access/index.ts';
import { anchorHeads, auditRoutes, recordEvent, sealAudit } from './audit/index.ts';
import { askForRun, type BackupKit, backupRoutes, sweepBackups } from './backups/index.ts';
import { caseRoutes, followMatter, keepTraces, openTwins, paperOfMatterRoutes } from './cases/index.ts';
import { closingRoutes } from './closing/index.ts';
import { treePorts } from './exchange/index.ts';
import {
  ensureFigures,
  figureRoutes,
  foldOnce,
  markDirty,
  saveFacts,
  saveFactsOfMany,
} from './figures/index.ts';
import { createShelf, fileRoutes, keepUploadsOf, type Shelf, sweepUploads } from './files/index.ts';
import { findRoutes } from './find/index.ts';
import {
  type FlowKit,
  flowRoutes,
  openFlowBook,
  openMatters,
  sweepClocks,
  sweepLeft,
} from './flows/index.ts';
import { homeRoutes } from './home/index.ts';
import { sweepIdentity } from './identity/index.ts';
import {
  type Kit,
  type LedgerPorts,
  ledgerRoutes,
  listRoutes,
  loadRegistry,
  openWorkOf,
  publishInstitutions,
  type Registry,
} from './ledgers/index.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { networkRoutes } from './network/index.ts';
import { type OrgPorts, orgRoutes } from './org/index.ts';
import { pageRoutes } from './pages.ts';
import { paperRoutes } from './papers/index.ts';
import { NO_PEOPLE_PORTS, peopleRoutes, tidyPersons } from './people/index.ts';
import { type Clock, chinaDay } from './platform/clock/index.ts';
import type { Config } from './platform/config/index.ts';
import { blindKey, createVault, readKeys, type Vault } from './platform/crypto/index.ts';
import { openStore, type Store } from './platform/db/index.ts';
import {
  addressReader,
  createHttpApp,
  createLimiter,
  describeRoutes,
  type Route,
} from './platform/http/index.ts';
import {
  type JobKind,
  type Jobs,
  type Sweep,
  type Sweeper,
  startJobs,
  startSweeps,
} from './platform/jobs/index.ts';
import { log } from './platform/log/index.ts';
import { portalRoutes } from './portal/index.ts';
import { previewRoutes } from './preview/index.ts';
import {
  entriesOfMatters,
  hasLineLike,
  noteStep,
  type ProjectionKit,
  projectionRoutes,
  sweepProjection,
} from './projection/index.ts';
import { agencyPages, type ReferralKit, referralRoutes, sweepReferrals } from './referrals/index.ts';
import { isSampleWorld } from './sample-world.ts';
import {
  calendarOf,
  numberOf,
  openHouseValues,
  publishSettings,
  settingOf,
  settingRoutes,
} from './settings/index.ts';
import { openTakeouts, type TakeoutKit, takeoutRoutes } from './takeout/index.ts';
import { sweepTrends } from './trends/index.ts';
import { wayIn } from './way-in.ts';
import { openWorkbooks, type Workbooks } from './workbooks/index.ts';

/** Every wire of the house, on one screen: which room fills which port, who sweeps what, which routes there are. */
export interface House {
  readonly store: Store;
  readonly registry: () => Registry;
  readonly kit: Kit;
  readonly orgPorts: OrgPorts;
  readonly blind: (text: string) => string;
  /** Seals secrets at rest; its keys lie outside the database. */
  readonly vault: Vault;
  readonly now: () => Date;
  /** Excel in and out, with what goes on when its requests are answered. */
  readonly workbooks: Workbooks;
  /** Matters and their flows. */
  readonly flows: FlowKit;
  /** Matters become lines. */
  readonly projection: ProjectionKit;
  /** The job queue, once work has started; an operator's command has none. */
  jobs: Jobs | null;
}

/** The rooms over an open store: enough for an operator's command. */
export async function compose(
  config: Config,
  clock: Clock,
  o: { beside: boolean; quiet?: boolean; say?: (line: string) => void },
): Promise<House & { close(): Promise<void> }> {
  const now = (): Date => clock.now();
  const store = await openStore(config, {
    migrations: MIGRATIONS,
    now: now(),
    log: (line) => (o.quiet ? undefined : log.debug(line)),
    tell: o.say ?? ((line) => (o.quiet ? undefined : log.warn(line))),
    beside: o.beside,
  });
  try {
    const registry = await store.owner.transaction([], async (tx) => {
      await publishInstitutions(tx, INSTITUTIONS, now());
      await publishSettings(tx, { settings: SETTINGS, parameters: PARAMETERS }, now());
      return await loadRegistry(tx);
    });
    await ensureFigures(store.owner, registry);
    const keys = await readKeys(config.dataDir);
    const [blind, vault] = [blindKey(keys), createVault(keys)];
    return Object.assign(wireHouse({ store, registry, blind, vault, now }), { close: () => store.close() });
  } catch (error) {
    // A definition that was changed under its number stops the start; the database must not be left running for it.
    await store.close();
    throw error;
  }
}

/** Which room fills which port, over a store that is open already. */
export function wireHouse(o: {
  store: Store;
  registry: Registry;
  blind: (text: string) => string;
  vault: Vault;
  now: () => Date;
}): House {
  const { store, registry, blind, vault, now } = o;
  const ledgerPorts: LedgerPorts = {
    lineSaved: (tx, ledger, after, before) => saveFacts(tx, blind, ledger, after, before),
    linesSaved: (tx, ledger, lines) => saveFactsOfMany(tx, blind, ledger, lines),
    filesCame: keepUploadsOf,
    ofMatters: async (tx, ids) => new Set((await entriesOfMatters(tx, ids)).keys()),
    likeMatter: hasLineLike,
    zeroStated: (tx, z) => markDirty(tx, { ...z, from: z.month, to: z.month }),
  };
  const orgPorts: OrgPorts = {
    ...treePorts(registry),
    openWork: async (tx, unit, day) => {
      const matters = await openMatters(tx, unit.id);
      const lines = await openWorkOf(tx, registry, unit, day);
      return matters > 0 ? [...lines, `${matters} 件事项没有办结`] : lines;
    },
    // The tree is the backbone of all rights and figures: each change of it is anchored outside the database soon.
    treeChanged: async (tx) => await house.jobs?.enqueue(tx, ANCHOR_QUEUE, {}),
  };
  const kit: Kit = { db: store.app, registry: () => registry, ports: ledgerPorts, now };
  const workbooks = openWorkbooks({ ...kit, app: store.app, worker: store.worker });
  const book = openFlowBook(store.app);
  const flows: FlowKit = {
    db: store.app,
    worker: store.worker,
    flows: book,
    calendarOf: (tx, unit) => calendarOf(tx, unit),
    vault,
    // What a step means for the letter that a woman wrote stands exactly when the step does.
    ports: {
      matterMoved: async (tx, before, after) => {
        await followMatter(tx, vault, before, after, now());
        await noteStep(tx, book, after, now());
        await keepTraces(tx, { vault, flows: book }, before, after);
      },
      openTwins: (flow, data, seat) => openTwins({ vault, flows }, flow, data, seat),
    },
    now,
  };
  const house: House = {
    store,
    registry: () => registry,
    kit,
    orgPorts,
    blind,
    vault,
    now,
    workbooks,
    flows,
    projection: { flows, registry: () => registry, ports: ledgerPorts, graveWords: GRAVE_WORDS },
    jobs: null,
  };
  return house;
}

/** Attachments lie beside the database, outside everything that is served. */
const shelfOf = (config: Config): Shelf => createShelf(join(config.dataDir, 'files'));

const BACKUP_QUEUE = 'backup-nightly';
const backupKit = (house: House, config: Config): BackupKit => ({
  store: house.store,
  shelf: shelfOf(config),
  dataDir: config.dataDir,
  foreign: config.databaseUrl !== undefined,
  now: house.now,
});
/** When the nightly backup comes, as cron in China time. */
async function backupCron(house: House): Promise<string> {
  const today = chinaDay(house.now());
  const at = await house.store.worker.transaction(
    [],
    (tx) => settingOf(tx, null, 'backup.at', today),
    'read',
  );
  const [hour, minute] = String(at).split(':').map(Number);
  return `${minute} ${hour} * * *`;
}

const takeoutKit = (house: House, config: Config): TakeoutKit => ({
  store: house.store,
  registry: house.registry,
  shelf: shelfOf(config),
  vault: house.vault,
  dataDir: config.dataDir,
  now: house.now,
});

const ANCHOR_QUEUE = 'audit-anchor';
const anchorFile = (config: Config): string => join(config.dataDir, 'audit-anchors.ndjson');
/** Marks a fold takes at once; a full batch is followed by the next without waiting. */
const FOLD_BATCH = 2_000;
/**
 * Every fold changes the same few hundred cells of nation, provinces and cities, however many lines it takes. So under
 * load it gathers for longer, within the two seconds in which a saved line must show at the top.
 */
const foldPause = (taken: number): number | undefined =>
  taken >= FOLD_BATCH ? 0 : taken > 100 ? 900 : undefined;

/** What runs beside the requests: folding, sealing, tidying; and jobs by the clock. */
export async function startWork(
  house: House,
  config: Config,
): Promise<{ sweeper: Sweeper; jobs: Jobs; stop(): Promise<void> }> {
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
    {
      name: 'identity',
      everyMs: 600_000,
      run: async () => {
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
        return undefined;
      },
    },
    {
      name: 'matter-lines',
      everyMs: 1_000,
      run: async () => {
        await sweepProjection(house.projection);
        return undefined;
      },
    },
    {
      name: 'trends',
      everyMs: 300_000,
      run: async () => {
        await sweepTrends({ flows: house.flows, registry: house.registry });
        return undefined;
      },
    },
    {
      name: 'matter-clocks',
      everyMs: 30_000,
      run: async () => {
        await sweepClocks(house.flows);
        return undefined;
      },
    },
    {
      name: 'referrals',
      everyMs: 60_000,
      run: async () => {
        await sweepReferrals(house.flows);
        return undefined;
      },
    },
    {
      name: 'matters-left',
      everyMs: 900_000,
      run: async () => {
        await sweepLeft(house.flows);
        return undefined;
      },
    },
    {
      name: 'people',
      everyMs: 5_000,
      run: async () =>
        (await tidyPersons({ worker: house.store.worker, vault: house.vault })) > 0 ? 0 : undefined,
    },
    {
      name: 'imports',
      everyMs: 5_000,
      run: async () => {
        await house.workbooks.sweep();
        return undefined;
      },
    },
    {
      name: 'uploads',
      everyMs: 3_600_000,
      run: async () => {
        await sweepUploads(house.store.worker, shelfOf(config), house.now());
        return undefined;
      },
    },
  ];
  const backups = backupKit(house, config);
  sweeps.push({
    name: 'backups',
    everyMs: 5_000,
    run: async () => {
      await sweepBackups(backups);
      return undefined;
    },
  });
  const takeouts = openTakeouts(takeoutKit(house, config));
  sweeps.push({
    name: 'takeouts',
    everyMs: 60_000,
    run: async () => {
      await takeouts.sweep();
      return undefined;
    },
  });
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
  const sweeper = startSweeps(config.worker === 'none' ? [] : sweeps);
  const jobs = await startJobs(house.store.owner, house.store.ownerUrl, kinds, config.worker !== 'none');
  house.jobs = jobs;
  return {
    sweeper,
    jobs,
    async stop() {
      await sweeper.stop();
      await jobs.stop();
    },
  };
}

/** The web application: all routes of all rooms, one limiter, one way to know who asks. */
export async function createWeb(
  house: House,
  config: Config,
  o: { limits?: number } = {},
): Promise<ReturnType<typeof createHttpApp<Actor>>> {
  const { store, registry, now, kit } = house;
  const takeouts = openTakeouts(takeoutKit(house, config));
  const houseValues = await openHouseValues(
    store.worker,
    ['session.idle-minutes', 'session.absolute-hours'],
    now,
  );
  const identifier = createIdentifier(store.worker, now, () => ({
    idleMs: houseValues.number('session.idle-minutes') * 60_000,
    absoluteMs: houseValues.number('session.absolute-hours') * 3_600_000,
  }));
  const sample = await isSampleWorld(store.worker);
  const referrals: ReferralKit = { flows: house.flows, laws: MUST_REPORT, sample: () => sample };
  const door = wayIn(house, config, { sample, forget: () => identifier.forget() });
  const routes: Route<Actor>[] = [
    ...door.routes,
    ...auditRoutes<Actor>({ db: store.worker, now, roleName, anchorFile: anchorFile(config) }),
    ...accessRoutes({ db: store.worker, identifier, now, sample: () => sample }),
    ...orgRoutes<Actor>({
      app: store.app,
      worker: store.worker,
      ports: house.orgPorts,
      now,
      changed: () => identifier.forget(),
    }),
    ...networkRoutes({ db: store.app, worker: store.worker, registry, now }),
    ...peopleRoutes({
      app: store.app,
      worker: store.worker,
      vault: house.vault,
      blind: house.blind,
      ports: NO_PEOPLE_PORTS,
      now,
      changed: () => identifier.forget(),
    }),
    ...ledgerRoutes(kit),
    ...listRoutes(kit, store.worker),
    ...settingRoutes({
      worker: store.worker,
      now,
      changed: async () => {
        await houseValues.refresh();
        identifier.forget();
        await house.jobs?.reschedule(BACKUP_QUEUE, await backupCron(house));
      },
    }),
    ...backupRoutes(backupKit(house, config)),
    ...takeoutRoutes(takeoutKit(house, config), takeouts),
    ...previewRoutes({ app: store.app, worker: store.worker, registry, now }),
    ...closingRoutes(kit),
    ...house.workbooks.routes,
    ...fileRoutes({ ...kit, vault: house.vault, shelf: shelfOf(config) }),
    ...figureRoutes({ db: store.app, registry, now }),
    ...paperRoutes({ db: store.app, registry, now, sample: () => sample }),
    ...homeRoutes({ db: store.app, worker: store.worker, registry, now, flows: house.flows }),
    ...flowRoutes(house.flows),
    ...projectionRoutes(house.projection),
    ...caseRoutes({ vault: house.vault, flows: house.flows }),
    ...paperOfMatterRoutes({ vault: house.vault, flows: house.flows, shelf: shelfOf(config) }),
    ...referralRoutes(referrals),
    ...findRoutes({ db: store.app, registry, now }),
  ];
  return createHttpApp<Actor>({
    routes: [
      ...routes,
      ...door.pages,
      ...portalRoutes<Actor>({ vault: house.vault, flows: house.flows }, HELP_LINES),
      ...agencyPages<Actor>(referrals),
      ...pageRoutes(describeRoutes(routes, '0.1.0'), door.lead),
    ],
    identify: (token) => identifier.identify(token),
    nobody: NOBODY,
    knownPermissions: new Set(Object.keys(PERMISSIONS)),
    limiter: createLimiter(o.limits),
    addressOf: addressReader(config),
    onDenied: (caller, route) => {
      const event = {
        regionCode: caller.unit.regionCode,
        accountId: caller.accountId,
        postId: caller.postId,
        unitPath: caller.unit.path,
        action: 'denied',
        object: `${route.method} ${route.path}`,
        objectId: null,
        result: 'denied' as const,
        detail: {},
        at: now(),
      };
      store.worker
        .transaction([], (tx) => recordEvent(tx, event))
        .catch((error: unknown) => log.error({ err: error }, 'denial not audited'));
    },
  });
}

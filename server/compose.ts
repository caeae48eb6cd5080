import { INSTITUTIONS } from '../institutions/index.ts';
import { PARAMETERS } from '../institutions/parameters/index.ts';
import { GRAVE_WORDS } from '../institutions/rights/grave-words.ts';
import { SETTINGS } from '../institutions/settings/index.ts';
import { auditRestored, finishRestore, keysThatFit } from './backups/index.ts';
import {
  draftMessages,
  followMatter,
  keepFirstPlan,
  keepTraces,
  notSafe,
  openTwins,
  tellHer,
} from './cases/index.ts';
import { treePorts } from './exchange/index.ts';
import { ensureFigures, markDirty, saveFacts, saveFactsOfMany, tellCases } from './figures/index.ts';
import { keepUploadsOf } from './files/index.ts';
import { type FlowKit, openFlowBook, openMatters } from './flows/index.ts';
import { ANCHOR_QUEUE, personalKit } from './kits.ts';
import {
  type Kit,
  type LedgerPorts,
  loadRegistry,
  openWorkOf,
  publishInstitutions,
  type Registry,
} from './ledgers/index.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { OrgPorts } from './org/index.ts';
import { assertErasuresTold, reapplyErasures } from './personal/index.ts';
import type { Clock } from './platform/clock/index.ts';
import type { Config } from './platform/config/index.ts';
import { blindKey, createVault, type Vault } from './platform/crypto/index.ts';
import { openStore, type Store } from './platform/db/index.ts';
import type { Jobs } from './platform/jobs/index.ts';
import { log } from './platform/log/index.ts';
import { entriesOfMatters, hasLineLike, noteStep, type ProjectionKit } from './projection/index.ts';
import { takeBackReferrals } from './referrals/index.ts';
import { calendarOf, publishSettings } from './settings/index.ts';
import { openWorkbooks, type Workbooks } from './workbooks/index.ts';

/** Every wire of the house, on one screen: which room fills which port. Work beside the requests: work.ts; routes: web.ts. */
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
    const keys = await keysThatFit(store.owner, config.dataDir, now());
    const [blind, vault] = [blindKey(keys), createVault(keys)];
    const house = wireHouse({ store, registry, blind, vault, now });
    // What was erased is erased again in whatever database was found, before a request or command can read it.
    const again = await reapplyErasures(personalKit(house, config));
    if (again.matters + again.letters > 0)
      log.warn({ matters: again.matters, letters: again.letters }, 'erased again after a restore');
    // A database that came out of a backup: each step has it to itself, before a request or command can read it.
    await finishRestore(config.dataDir, [
      async () => await assertErasuresTold(personalKit(house, config)),
      async (restored) => await auditRestored(store.owner, restored, { again: again.matters, now: now() }),
    ]);
    return Object.assign(house, { close: () => store.close() });
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
  // Read as the worker: a step that meets an unknown version holds one of the application's connections already.
  const book = openFlowBook(store.worker);
  tellCases(store.app, { worker: store.worker, now });
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
        await draftMessages({ vault, flows }, tx, before, after);
        if (after.outcome === 'withdrawn' && !before?.closedAt) await takeBackReferrals(flows, [after.id]);
      },
      openTwins: (flow, data, seat) => openTwins({ vault, flows }, flow, data, seat),
      notSafe: (flow, t, matter, data) => notSafe({ vault, flows }, flow, t, matter, data),
      withdrawn: (matterIds) => takeBackReferrals(flows, matterIds),
      contactAsked: (tx, matter, plan, by) => keepFirstPlan({ vault, flows }, tx, matter, plan, by),
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
    projection: {
      flows,
      registry: () => registry,
      ports: ledgerPorts,
      graveWords: GRAVE_WORDS,
      tellHer: (tx, d) => tellHer({ vault, flows }, tx, d),
    },
    jobs: null,
  };
  return house;
}

import { INSTITUTIONS } from '../institutions/index.ts';
import { HELP_LINES } from '../institutions/rights/help-lines.ts';
import { MUST_REPORT } from '../institutions/rights/must-report.ts';
import { type Actor, accessRoutes, createIdentifier, NOBODY, PERMISSIONS, roleName } from './access/index.ts';
import { assessmentRoutes } from './assessments/index.ts';
import { auditRoutes, recordEvent } from './audit/index.ts';
import { backupRoutes } from './backups/index.ts';
import { agencyContact, caseRoutes, paperOfMatterRoutes } from './cases/index.ts';
import { closingRoutes } from './closing/index.ts';
import type { House } from './compose.ts';
import { figureRoutes } from './figures/index.ts';
import { fileRoutes } from './files/index.ts';
import { findRoutes } from './find/index.ts';
import { flowRoutes } from './flows/index.ts';
import { homeRoutes } from './home/index.ts';
import { anchorFile, BACKUP_QUEUE, backupCron, backupKit, personalKit, shelfOf, takeoutKit } from './kits.ts';
import { ledgerRoutes, listRoutes } from './ledgers/index.ts';
import { networkRoutes } from './network/index.ts';
import { orgRoutes } from './org/index.ts';
import { pageRoutes } from './pages.ts';
import { paperRoutes } from './papers/index.ts';
import { NO_PEOPLE_PORTS, peopleRoutes } from './people/index.ts';
import { personalRoutes } from './personal/index.ts';
import type { Config } from './platform/config/index.ts';
import {
  addressReader,
  createHttpApp,
  createLimiter,
  describeRoutes,
  type Route,
} from './platform/http/index.ts';
import { log } from './platform/log/index.ts';
import { portalRoutes } from './portal/index.ts';
import { previewRoutes } from './preview/index.ts';
import { projectionRoutes } from './projection/index.ts';
import { agencyPages, type ReferralKit, referralRoutes } from './referrals/index.ts';
import { isSampleWorld } from './sample-world.ts';
import { openHouseValues, settingRoutes } from './settings/index.ts';
import { openTakeouts, takeoutRoutes } from './takeout/index.ts';
import { wayIn } from './way-in.ts';

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
  const referrals: ReferralKit = {
    flows: house.flows,
    laws: MUST_REPORT,
    contactOf: (matterId) => agencyContact({ vault: house.vault, flows: house.flows }, matterId),
    sample: () => sample,
  };
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
    ...assessmentRoutes({
      db: store.app,
      registry,
      assessments: INSTITUTIONS.flatMap((i) => i.assessments ?? []),
      now,
    }),
    ...paperRoutes({ db: store.app, registry, now, sample: () => sample }),
    ...homeRoutes({ db: store.app, worker: store.worker, registry, now, flows: house.flows }),
    ...flowRoutes(house.flows),
    ...projectionRoutes(house.projection),
    ...caseRoutes({ vault: house.vault, flows: house.flows }),
    ...paperOfMatterRoutes({ vault: house.vault, flows: house.flows, shelf: shelfOf(config) }),
    ...referralRoutes(referrals),
    ...personalRoutes(personalKit(house, config), { sample: () => sample }),
    ...findRoutes({ db: store.app, registry, now }),
  ];
  return createHttpApp<Actor>({
    routes: [
      ...routes,
      ...door.pages,
      ...portalRoutes<Actor>(
        { vault: house.vault, flows: house.flows },
        HELP_LINES,
        personalKit(house, config),
      ),
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

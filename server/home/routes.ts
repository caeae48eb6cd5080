import type { HomeView } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { withFigures } from '../figures/index.ts';
import type { FlowKit } from '../flows/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { accountsHome, auditHome } from './administrators.ts';
import { lateBelow, standBelow } from './below.ts';
import { givenBlanks } from './given-blanks.ts';
import { kindOf, measuresFor } from './kinds.ts';
import { askedOf, monthsDue } from './month-due.ts';
import { leftOpen, ourFigures, recentLines, writesMost } from './our-work.ts';
import { ownMatters } from './own-matters.ts';

interface HomeKit {
  readonly db: Database;
  /** The worker's way in: accounts and audit are within no request's reach. */
  readonly worker: Database;
  readonly registry: () => Registry;
  readonly flows: FlowKit;
  readonly now: () => Date;
}

const NOTHING: Omit<HomeView, 'kind'> = {
  todo: [],
  recent: [],
  figures: [],
  below: null,
  standing: [],
  write: [],
};

/** Home by role (首页): every piece is a door to the place where the thing is done. */
export function homeRoutes(o: HomeKit): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/home',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Home: what waits, what happened, our figures, those below 首页',
      handle: async ({ caller }): Promise<HomeView> => {
        if (caller.can('figure.read'))
          return await withFigures(o.db, caller, (tx) => officeHome(o, tx, caller));
        const at = o.now();
        const parts = await o.worker.transaction(
          [],
          async (tx) =>
            caller.can('audit.read') ? await auditHome(tx, caller, at) : await accountsHome(tx, caller, at),
          'read',
        );
        return { ...NOTHING, kind: 'administrator', ...parts };
      },
    }),
  ];
}

/** The home of whoever sees business data, cut to her level and post. */
async function officeHome(o: HomeKit, tx: Tx, caller: Actor): Promise<HomeView> {
  const today = chinaDay(o.now());
  const registry = o.registry();
  const unit = await unitById(tx, caller.officeOf ?? caller.unit.id);
  const seat = caller.officeOf ? await unitById(tx, caller.unit.id) : unit;
  if (!unit || !seat) throw new AppError('sign-in.required');
  const kind = kindOf(caller);
  const [matters, given, asked, months, open, recent, below, figures, write] = await Promise.all([
    ownMatters(o.flows, caller),
    givenBlanks(tx, unit.id, today),
    askedOf(tx, registry, caller, unit, today),
    monthsDue(tx, registry, caller, unit, today),
    leftOpen(tx, registry, caller, unit, today),
    recentLines(tx, registry, caller, today),
    standBelow(tx, registry, caller, unit, today),
    ourFigures(tx, registry, { unit, today, ...measuresFor(kind, registry) }),
    // A department writes its own lines (本级), not those of the federation that it belongs to.
    kind === 'chair' ? [] : writesMost(tx, registry, caller, seat, today),
  ]);
  return {
    kind,
    todo: [...matters.urgent, ...asked, ...given, ...lateBelow(below), ...months, ...matters.other, ...open],
    recent,
    figures,
    below,
    standing: [],
    write,
  };
}

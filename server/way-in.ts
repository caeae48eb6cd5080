import { firstAccountForm } from '../contracts/api-accounts.ts';
import { type Actor, accountRoutes, enterFirst, requiresSecondStep } from './access/index.ts';
import { figureViewsHanging } from './figures/index.ts';
import { mattersHanging } from './flows/index.ts';
import {
  goTo,
  type IdentityKit,
  identityRoutes,
  isEmptyHouse,
  owedPage,
  PASSWORD_PROFILES,
  signInPages,
} from './identity/index.ts';
import { keptViewsHanging, ledgersSeen, type Registry } from './ledgers/index.ts';
import { draftsHanging } from './papers/index.ts';
import type { Config } from './platform/config/index.ts';
import type { Vault } from './platform/crypto/index.ts';
import type { Store } from './platform/db/index.ts';
import { AppError } from './platform/errors/index.ts';
import type { Route } from './platform/http/index.ts';
import { sampleAccounts, sampleRoutes } from './sample-accounts.ts';
import { importsHanging, type Workbooks } from './workbooks/index.ts';

/** The wires of the way in: signing in, my account, accounts, and where somebody without a session is led. */
export function wayIn(
  house: { store: Store; registry: () => Registry; vault: Vault; now: () => Date; workbooks: Workbooks },
  config: Pick<Config, 'passwords'>,
  o: { sample: boolean; forget: () => void },
): {
  /** Described in the API. */
  routes: Route<Actor>[];
  pages: Route<Actor>[];
  lead: (caller: Actor, to: string) => Response | null;
} {
  const kit: IdentityKit = {
    db: house.store.worker,
    vault: house.vault,
    profile: PASSWORD_PROFILES[config.passwords],
    now: house.now,
    forget: o.forget,
    requiresSecondStep,
  };
  return {
    routes: [
      ...identityRoutes<Actor>(kit),
      ...accountRoutes({
        ...kit,
        ledgers: (unit, may) => ledgersSeen(house.registry(), unit, may),
        books: house.workbooks.tables,
        hanging: [
          mattersHanging,
          draftsHanging(house.registry),
          importsHanging(house.registry),
          keptViewsHanging,
          figureViewsHanging,
        ],
      }),
      ...(o.sample ? sampleRoutes(kit, house.now) : []),
    ],
    pages: signInPages<Actor>({
      ...kit,
      samples: o.sample ? () => sampleAccounts(kit, house.now()) : null,
      isEmpty: () => isEmptyHouse(kit.db),
      createFirst: async (form, origin) => {
        const parsed = firstAccountForm.safeParse(form);
        if (!parsed.success)
          throw new AppError('input.invalid', {
            problems: parsed.error.issues.map((i) => ({ field: i.path.join('.'), message: i.message })),
          });
        return await enterFirst(kit, parsed.data, origin, house.now());
      },
    }),
    lead: (caller, to) => {
      const owed = owedPage(caller, to);
      if (owed) return goTo(owed);
      if (caller.accountId !== '') return null;
      return goTo(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`);
    },
  };
}

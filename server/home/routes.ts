import type { HomeView } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import { ask, withFigures } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { unitById } from '../org/index.ts';
import { chinaDay, yearBefore } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { askedOf, belowOf, lateBelow, recentOf, todoOf } from './home.ts';

/** Figures that every level opens in the morning; those of a unit that counts none of them show as missing, not 0. */
const HOME_MEASURES = [
  'training.sessions',
  'training.people',
  'activities.sessions',
  'petitions.received',
  'job-fairs.hired',
  'relief.people',
];

export function homeRoutes(o: { db: Database; registry: () => Registry; now: () => Date }): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/home',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Home: what waits, what happened, our figures, those below 首页',
      handle: async ({ caller }): Promise<HomeView> => {
        if (!caller.can('figure.read')) return { todo: [], recent: [], figures: [], below: null };
        const today = chinaDay(o.now());
        return await withFigures(o.db, caller, async (tx) => {
          const unit = await unitById(tx, caller.officeOf ?? caller.unit.id);
          if (!unit) throw new AppError('sign-in.required');
          const registry = o.registry();
          const year = { from: `${today.slice(0, 4)}-01-01`, to: today };
          const figureOf = async (key: string): Promise<HomeView['figures'][number]> => {
            const { label, unitWord } = registry.measure(key).compiled.measure;
            const question = { unit, measure: key, where: {}, tree: 'as-it-was' as const };
            const [now, last] = await Promise.all([
              ask(tx, registry, { ...question, ...year }),
              ask(tx, registry, { ...question, from: yearBefore(year.from), to: yearBefore(year.to) }),
            ]);
            return { measure: key, label, unitWord, value: now.value, lastYear: last.value };
          };
          const [asked, todo, late, recent, below, figures] = await Promise.all([
            askedOf(tx, registry, caller, unit, today),
            todoOf(tx, registry, caller, unit, today),
            lateBelow(tx, registry, unit, today),
            recentOf(tx, registry, caller, today),
            belowOf(tx, registry, unit, today),
            Promise.all(HOME_MEASURES.map(figureOf)),
          ]);
          return { todo: [...asked, ...late, ...todo], recent, figures, below };
        });
      },
    }),
  ];
}

import type { HomeView } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';

/** Whose home it is: it decides what comes first. */
export function kindOf(actor: Pick<Actor, 'role' | 'unit'>): HomeView['kind'] {
  if (actor.role === 'chair' || actor.role === 'vice-chair') return 'chair';
  return actor.unit.level === 'village' || actor.unit.level === 'township' ? 'grassroots' : 'office';
}

/** Figures that are opened in the morning, in this order; a house without one of these ledgers leaves it out. */
const MEASURES = [
  'training.sessions',
  'training.people',
  'activities.sessions',
  'petitions.received',
  'job-fairs.hired',
  'relief.people',
  'condolence.households',
  'family-education.sessions',
];
/** A leader's page holds eight. */
const MOST: Readonly<Record<HomeView['kind'], number>> = {
  chair: 8,
  office: 6,
  grassroots: 5,
  administrator: 0,
};

export function measuresFor(
  kind: HomeView['kind'],
  registry: Registry,
): { measures: readonly string[]; most: number } {
  const known = new Set([...registry.ledgers.values()].flatMap((l) => l.measures.map((m) => m.measure.key)));
  return { measures: MEASURES.filter((key) => known.has(key)), most: MOST[kind] };
}

import type { z } from 'zod';
import type { rosterQuery } from '../../contracts/api-people.ts';
import { LEVELS } from '../../contracts/ledger.ts';
import type { Actor } from '../access/index.ts';
import { levelNumber, subtreeOf, type Unit } from '../org/index.ts';
import { ageSql, yearsSql } from './ages.ts';
import { AGE_BANDS, type Band, mainOrder, POST_BANDS, WOMEN_BANDS } from './policy.ts';
import { heldOn, OF_ROSTER } from './store.ts';

/** One question to the roster, as SQL: the list and every number of the statistics ask through it, so that they agree. */
export interface Question {
  readonly unit: Unit;
  readonly below: 'all' | 'own';
  readonly day: string;
  readonly kind?: string | undefined;
  readonly state: 'in' | 'left';
}
export type Filters = Omit<
  z.output<typeof rosterQuery>,
  'unit' | 'below' | 'day' | 'kind' | 'state' | 'after' | 'limit'
>;

/** What stands for "nothing is told" in a filter. */
export const UNTOLD = 'none';

/** Numbers its parameters as they come. */
export interface Params {
  readonly values: unknown[];
  add(value: unknown): string;
}
export function params(): Params {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** Conditions on a post to be one of the question's, for alias `t`. One's reach is asked first, whatever the unit. */
export function ofQuestion(p: Params, actor: Pick<Actor, 'scope'>, q: Question): (t: string) => string {
  const [scopeFrom, scopeTo] = [p.add(actor.scope.from), p.add(actor.scope.to)];
  const range = subtreeOf(q.unit.path);
  const [from, to] = [p.add(range.from), p.add(range.to)];
  const day = p.add(q.day);
  const own = q.below === 'own' ? p.add(q.unit.id) : null;
  const kind = q.kind ? p.add(q.kind) : null;
  return (t) =>
    [
      `${t}.unit_path >= ${scopeFrom} AND ${t}.unit_path < ${scopeTo}`,
      `${t}.unit_path >= ${from} AND ${t}.unit_path < ${to}`,
      OF_ROSTER(t),
      q.state === 'in' ? heldOn(t, day) : `${t}.to_day <= ${day}::date`,
      ...(own
        ? [
            `${t}.unit_id IN (SELECT o.id FROM unit o WHERE o.id = ${own} OR (o.parent_id = ${own} AND o.kind <> 'federation'))`,
          ]
        : []),
      ...(kind ? [`${t}.kind = ${kind}`] : []),
    ].join(' AND ');
}

/** How many posts she carries beside this one: of the federation at other units, and those told outside it. */
export const loadSql = (of: (t: string) => string, t: string): string =>
  `(SELECT count(DISTINCT l.unit_id) - 1 + coalesce(sum(l.extra), 0) FROM post l WHERE l.person_id = ${t}.person_id AND ${of('l')})`;

const bandSql = (years: string, band: Band): string => `${years} >= ${band.from} AND ${years} < ${band.to}`;

/** Conditions of the filters on main post `t`, its unit `u` and the person `p`. Unknown values ask for nobody. */
export function filterSql(p: Params, f: Filters, day: string, of: (t: string) => string): string[] {
  const out: string[] = [];
  const told = (column: string, value: string | undefined): void => {
    if (value === undefined) return;
    out.push(value === UNTOLD ? `${column} IS NULL` : `${column} = ${p.add(value)}`);
  };
  const band = (
    bands: readonly Band[],
    column: string,
    years: (day: string) => string,
    value: string | undefined,
  ): void => {
    if (value === undefined) return;
    const found = bands.find((b) => b.key === value);
    // A day after the asked one (she was not born, or not at work yet) tells no years either.
    if (value === UNTOLD) out.push(`(${column} IS NULL OR ${years(p.add(day))} < 0)`);
    else out.push(found ? bandSql(years(p.add(day)), found) : 'false');
  };
  told('t.fulltime', f.fulltime);
  told('p.schooling', f.schooling);
  told('p.ethnic', f.ethnic);
  told('p.party', f.party);
  band(AGE_BANDS, 'p.birth_month', (d) => ageSql('p.birth_month', d), f.age);
  band(POST_BANDS, 't.from_day', (d) => yearsSql('t.from_day', d), f.years);
  band(WOMEN_BANDS, 'p.women_since', (d) => yearsSql('p.women_since', d), f.women);
  const level = LEVELS.find((l) => l === f.level);
  if (f.level !== undefined) out.push(level ? `u.level = ${p.add(levelNumber(level))}` : 'false');
  if (f.load !== undefined) {
    const load = loadSql(of, 't');
    out.push(f.load === '2' ? `${load} >= 2` : `${load} = ${p.add(Number(f.load))}`);
  }
  if (f.q) {
    const words = p.add(f.q);
    const letters = p.add(f.q.toLowerCase());
    out.push(`(position(${words}::text in p.name) > 0 OR starts_with(p.initials, ${letters}::text))`);
  }
  return out;
}

/** The post that stands for a person in the answer to a question: no other of hers comes before it. */
export const isMain = (of: (t: string) => string): string =>
  `NOT EXISTS (SELECT 1 FROM post b WHERE b.person_id = t.person_id AND ${of('b')} AND (${mainOrder('b')}) < (${mainOrder('t')}))`;

/** For those who have left: nobody who holds a post there on the day. */
export const holdsNone = (held: (t: string) => string): string =>
  `NOT EXISTS (SELECT 1 FROM post c WHERE c.person_id = t.person_id AND ${held('c')})`;

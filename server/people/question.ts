import type { z } from 'zod';
import type { rosterQuery } from '../../contracts/api-people.ts';
import { LEVELS } from '../../contracts/ledger.ts';
import type { Actor } from '../access/index.ts';
import { levelNumber, subtreeOf, type Unit } from '../org/index.ts';
import { begunBy, bornBy } from './ages.ts';
import { AGE_BANDS, type Band, EVER, mainOrder, POST_BANDS, WOMEN_BANDS } from './policy.ts';
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

/** The character after every other in "C" order: a prefix is a range, which an index serves under the wall, too. */
export const AFTER_ALL = '\u{10FFFF}';

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

/** How many posts she carries beside this one: of the federation at other units, and those told outside it (R-05). */
export const loadSql = (of: (t: string) => string, t: string): string =>
  `(SELECT count(DISTINCT l.unit_id) - 1 + coalesce(sum(l.extra), 0) FROM post l WHERE l.person_id = ${t}.person_id AND ${of('l')})`;

/** Kinds of bands: which column, and from when at the latest one has so many years. */
export const BANDED = {
  age: { bands: AGE_BANDS, column: 'p.birth_month', latest: bornBy },
  years: { bands: POST_BANDS, column: 't.from_day', latest: begunBy },
  women: { bands: WOMEN_BANDS, column: 'p.women_since', latest: begunBy },
} as const;
type Banded = (typeof BANDED)[keyof typeof BANDED];

/** The condition of one band on a day; columns are compared with days, so nothing is computed for each row. */
export function bandSql(p: Params, of: Banded, band: Band, day: string): string {
  const latest = `${of.column} <= ${p.add(of.latest(day, band.from))}::date`;
  return band.to >= EVER ? latest : `${latest} AND ${of.column} > ${p.add(of.latest(day, band.to))}::date`;
}

/** Conditions of the filters on main post `t`, its unit `u` and the person `p`. Unknown values ask for nobody. */
export function filterSql(p: Params, f: Filters, day: string, of: (t: string) => string): string[] {
  const out: string[] = [];
  const told = (column: string, value: string | undefined): void => {
    if (value === undefined) return;
    out.push(value === UNTOLD ? `${column} IS NULL` : `${column} = ${p.add(value)}`);
  };
  const band = (of: Banded, value: string | undefined): void => {
    if (value === undefined) return;
    const found = of.bands.find((b) => b.key === value);
    // A day after the asked one (she was not born, or not at work yet) tells no years either.
    if (value === UNTOLD)
      out.push(`(${of.column} IS NULL OR ${of.column} > ${p.add(of.latest(day, 0))}::date)`);
    else out.push(found ? bandSql(p, of, found, day) : 'false');
  };
  told('t.fulltime', f.fulltime);
  told('p.schooling', f.schooling);
  told('p.ethnic', f.ethnic);
  told('p.party', f.party);
  band(BANDED.age, f.age);
  band(BANDED.years, f.years);
  band(BANDED.women, f.women);
  const level = LEVELS.find((l) => l === f.level);
  if (f.level !== undefined) out.push(level ? `u.level = ${p.add(levelNumber(level))}` : 'false');
  if (f.load !== undefined) {
    const load = loadSql(of, 't');
    out.push(f.load === '2' ? `${load} >= 2` : `${load} = ${p.add(Number(f.load))}`);
  }
  if (f.q) {
    // Letters are initials from the front, which an index serves; Chinese words may stand anywhere in a name.
    const letters = f.q.toLowerCase();
    if (/^[a-z]+$/.test(letters))
      out.push(`p.initials >= ${p.add(letters)} AND p.initials < ${p.add(`${letters}${AFTER_ALL}`)}`);
    else out.push(`position(${p.add(f.q)}::text in p.name) > 0`);
  }
  return out;
}

/** The post that stands for a person in the answer to a question: no other of hers comes before it. */
export const isMain = (of: (t: string) => string): string =>
  `NOT EXISTS (SELECT 1 FROM post b WHERE b.person_id = t.person_id AND ${of('b')} AND (${mainOrder('b')}) < (${mainOrder('t')}))`;

/** For those who have left: nobody who holds a post there on the day. */
export const holdsNone = (held: (t: string) => string): string =>
  `NOT EXISTS (SELECT 1 FROM post c WHERE c.person_id = t.person_id AND ${held('c')})`;

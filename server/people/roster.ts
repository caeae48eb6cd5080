import type { z } from 'zod';
import type { RosterRow, RosterView, rosterQuery } from '../../contracts/api-people.ts';
import { type Actor, reaches } from '../access/index.ts';
import { unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { ageOn } from './ages.ts';
import { filterSql, holdsNone, isMain, ofQuestion, params, type Question } from './question.ts';
import { mayWriteAt } from './rules.ts';

/** Beyond so many a count is not waited for. */
const COUNTED = 20_000;

/**
 * The roster of a unit and everything below (花名册) as of a day: each person once, at her main post, in the order of the
 * tree. A page of `limit`, and where the next one begins. Errors: not-found.
 */
export async function rosterOf(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof rosterQuery>,
  today: string,
): Promise<RosterView> {
  const unit = await unitById(tx, query.unit);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const q: Question = {
    unit,
    below: query.below,
    day: query.day ?? today,
    kind: query.kind,
    state: query.state,
  };
  const where = (p: ReturnType<typeof params>): string => {
    const of = ofQuestion(p, actor, q);
    const left = q.state === 'left' ? [holdsNone(ofQuestion(p, actor, { ...q, state: 'in' }))] : [];
    return [of('t'), isMain(of), 'p.merged_into IS NULL', ...left, ...filterSql(p, query, q.day, of)].join(
      ' AND ',
    );
  };
  const from = `FROM post t JOIN person p ON p.region_code = t.person_region AND p.id = t.person_id JOIN unit u ON u.id = t.unit_id`;
  const list = params();
  const conditions = where(list);
  const posts = ofQuestion(list, actor, q);
  const after = cursorOf(query.after);
  const rows = await tx.sql(
    `SELECT t.id AS post_id, t.unit_path, t.unit_id, u.name AS unit_name, t.title, t.kind, t.fulltime, t.from_day, t.to_day, p.id, p.name,
       p.sex, p.birth_month, p.ethnic, p.schooling, p.party, p.sealed_phone IS NOT NULL AS has_phone, p.sealed_number IS NOT NULL AS has_number,
       (SELECT count(*)::int FROM post n WHERE n.person_id = t.person_id AND ${posts('n')}) AS posts
     ${from} WHERE ${conditions} ${after ? `AND (t.unit_path, t.id) > (${list.add(after.path)}, ${list.add(after.id)}::uuid)` : ''}
     ORDER BY t.unit_path, t.id LIMIT ${list.add(query.limit + 1)}`,
    list.values,
  );
  const count = params();
  const counted = await tx.sql(
    `SELECT count(*)::int AS n FROM (SELECT 1 ${from} WHERE ${where(count)} LIMIT ${count.add(COUNTED + 1)}) AS c`,
    count.values,
  );
  const n = Number(counted[0]?.['n'] ?? 0);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    unit: { id: unit.id, name: unit.name },
    day: q.day,
    rows: page.map((r): RosterRow => {
      const born = (r['birth_month'] as string | null)?.slice(0, 7) ?? null;
      return {
        id: String(r['id']),
        name: String(r['name']),
        sex: r['sex'] as string | null,
        birthMonth: born,
        age: ageOn(born, q.day),
        ethnic: r['ethnic'] as string | null,
        schooling: r['schooling'] as string | null,
        party: r['party'] as string | null,
        unitId: String(r['unit_id']),
        unitName: String(r['unit_name']),
        title: String(r['title']),
        kind: r['kind'] as RosterRow['kind'],
        fulltime: r['fulltime'] as RosterRow['fulltime'],
        from: r['from_day'] as string | null,
        to: r['to_day'] as string | null,
        posts: Number(r['posts']),
        hasPhone: r['has_phone'] === true,
        hasNumber: r['has_number'] === true,
      };
    }),
    next:
      rows.length > query.limit && last ? `${String(last['unit_path'])}!${String(last['post_id'])}` : null,
    total: n > COUNTED ? null : n,
    may: unit.to === null && mayWriteAt(actor, unit) ? ['create'] : [],
  };
}

function cursorOf(text: string | undefined): { path: string; id: string } | null {
  if (text === undefined) return null;
  const [path, id] = text.split('!');
  if (!path || !id || !/^[0-9a-f-]{36}$/.test(id) || !/^[\w/.:-]+$/.test(path))
    throw new AppError('input.invalid', {
      problems: [{ field: 'after', message: '这一页的位置不对,请从第一页看起。' }],
    });
  return { path, id };
}

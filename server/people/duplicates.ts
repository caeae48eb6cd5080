import type { DuplicateSide, DuplicateView } from '../../contracts/api-people.ts';
import { type Actor, reaches } from '../access/index.ts';
import { subtreeOf, unitById } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { PeopleKit } from './kit.ts';
import { mayWriteAt } from './rules.ts';
import { type Person, type Post, personsWithPrint, postsOf } from './store.ts';

/**
 * Who may be one person twice (疑似重复): the same number, or the same name with the same birth month, or the same name where
 * one side tells no birth month and both belong to one unit or to one above the other. Offered, never merged by itself.
 */
const SAME = `b.name = a.name AND b.id > a.id AND (
    (a.number_print IS NOT NULL AND a.number_print = b.number_print)
    OR ((a.number_print IS NULL OR b.number_print IS NULL) AND (a.birth_month = b.birth_month
      OR ((a.birth_month IS NULL OR b.birth_month IS NULL) AND EXISTS (
        SELECT 1 FROM unnest(a.reach) AS x (path), unnest(b.reach) AS y (path) WHERE starts_with(x.path, y.path) OR starts_with(y.path, x.path))))))
  AND NOT EXISTS (SELECT 1 FROM person_merge d WHERE d.apart AND d.undone_at IS NULL
    AND ((d.kept_id = a.id AND d.gone_id = b.id) OR (d.kept_id = b.id AND d.gone_id = a.id)))`;
const SIDE = 'id, name, birth_month, number_print, reach';

/** Pairs within a unit's subtree; at most `limit`. Errors: not-found. */
export async function duplicatesUnder(
  tx: Tx,
  actor: Actor,
  unitId: string,
  limit = 50,
): Promise<DuplicateView[]> {
  const unit = await unitById(tx, unitId);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const { from, to } = subtreeOf(unit.path);
  const rows = await tx.sql(
    `WITH x AS MATERIALIZED (SELECT ${SIDE} FROM person p WHERE p.merged_into IS NULL AND p.id IN
         (SELECT t.person_id FROM post t WHERE t.unit_path >= $1 AND t.unit_path < $2 AND t.unit_path >= $3 AND t.unit_path < $4))
     SELECT a.id AS a, b.id AS b, a.number_print IS NOT NULL AND a.number_print = b.number_print AS sure,
       a.birth_month = b.birth_month AS born
     FROM x a JOIN x b ON ${SAME} ORDER BY a.name, a.id, b.id LIMIT $5`,
    [from, to, actor.scope.from, actor.scope.to, limit],
  );
  return await toViews(tx, actor, rows);
}

/** Those who may be this very person. */
export async function duplicatesOf(tx: Tx, actor: Actor, personId: string): Promise<DuplicateView[]> {
  const rows = await tx.sql(
    `SELECT a.id AS a, b.id AS b, a.number_print IS NOT NULL AND a.number_print = b.number_print AS sure, a.birth_month = b.birth_month AS born
     FROM (SELECT ${SIDE} FROM person WHERE merged_into IS NULL AND name = (SELECT name FROM person WHERE id = $1)) a
       JOIN (SELECT ${SIDE} FROM person WHERE merged_into IS NULL AND name = (SELECT name FROM person WHERE id = $1)) b ON ${SAME}
     WHERE a.id = $1 OR b.id = $1 ORDER BY a.id, b.id LIMIT 10`,
    [personId],
  );
  return await toViews(tx, actor, rows);
}

async function toViews(tx: Tx, actor: Actor, pairs: readonly Row[]): Promise<DuplicateView[]> {
  const ids = [...new Set(pairs.flatMap((r) => [String(r['a']), String(r['b'])]))];
  if (ids.length === 0) return [];
  const people = await tx.sql('SELECT id, name, birth_month FROM person WHERE id = ANY($1::uuid[])', [ids]);
  const posts = Map.groupBy(await postsOf(tx, ids), (p) => p.personId);
  const side = (id: string): DuplicateSide => {
    const person = people.find((x) => String(x['id']) === id);
    return {
      id,
      name: String(person?.['name'] ?? ''),
      birthMonth: (person?.['birth_month'] as string | null)?.slice(0, 7) ?? null,
      posts: postsText(posts.get(id) ?? []),
    };
  };
  const may = (id: string): boolean =>
    (posts.get(id) ?? []).some((p) => mayWriteAt(actor, { path: p.unitPath, level: p.level }));
  return pairs.map((r) => {
    const [one, other] = [side(String(r['a'])), side(String(r['b']))];
    const why =
      r['sure'] === true
        ? '姓名、身份证号都相同'
        : r['born'] === true
          ? '姓名、出生年月都相同'
          : '姓名相同、单位相同或上下级';
    return {
      one,
      other,
      why,
      sure: r['sure'] === true,
      may: may(one.id) && may(other.id) ? ['merge', 'apart'] : [],
    };
  });
}

const postsText = (posts: readonly Post[]): string =>
  posts
    .slice(0, 3)
    .map((p) => `${p.unitName}${p.title}${p.to ? `(至 ${p.to})` : ''}`)
    .join('、') || '没有职务';

/**
 * Before somebody new is entered: is she there already? The same number is asked in the whole house, since nobody is two
 * persons; elsewhere only that it is known is told. Errors: person.number-known, person.number-elsewhere, person.same.
 */
export async function sameAsNew(kit: PeopleKit, tx: Tx, person: Person, another: boolean): Promise<void> {
  const { numberPrint } = person;
  if (numberPrint) {
    const [here] = await personsWithPrint(tx, numberPrint, null);
    if (here) throw new AppError('person.number-known', { name: here.name });
    const elsewhere = await kit.worker.transaction([], (w) => personsWithPrint(w, numberPrint, null), 'read');
    if (elsewhere.length > 0) throw new AppError('person.number-elsewhere');
  }
  if (another) return;
  const rows = await tx.sql(
    `SELECT id FROM person WHERE name = $1 AND merged_into IS NULL AND (birth_month = $2 OR ($2::date IS NULL)) LIMIT 3`,
    [person.name, person.birthMonth === null ? null : `${person.birthMonth}-01`],
  );
  if (rows.length === 0) return;
  const posts = await postsOf(
    tx,
    rows.map((r) => String(r['id'])),
  );
  throw new AppError('person.same', { name: person.name, posts: postsText(posts) });
}

import type { z } from 'zod';
import type {
  LibrariesView,
  LibraryView,
  leaveLibraryBody,
  libraryBody,
  libraryQuery,
} from '../../contracts/api-libraries.ts';
import { type Actor, reaches, withActor } from '../access/index.ts';
import { levelOf, subtreeOf, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { madeBefore, recordChange } from './changes.ts';
import { type PeopleKit, thePerson, unitToWrite } from './kit.ts';
import { LIBRARIES } from './policy.ts';
import { mayWriteAt } from './rules.ts';

/** Libraries of talent (人才信息库, R-09): a person may stand in several and is counted once; leaving has a day. */
const COLUMNS = `l.id, l.person_id, p.name AS person_name, l.unit_id, u.name AS unit_name, u.level, l.unit_path, l.library, l.speciality,
  l.recommended_by, l.from_day, l.to_day, l.end_reason`;
const FROM = 'FROM library_entry l JOIN person p ON p.id = l.person_id JOIN unit u ON u.id = l.unit_id';

const toView = (actor: Actor, r: Row): LibraryView => ({
  id: String(r['id']),
  personId: String(r['person_id']),
  personName: String(r['person_name']),
  unitId: String(r['unit_id']),
  unitName: String(r['unit_name']),
  library: String(r['library']),
  speciality: r['speciality'] as string | null,
  recommendedBy: r['recommended_by'] as string | null,
  from: String(r['from_day']),
  to: r['to_day'] as string | null,
  endReason: r['end_reason'] as string | null,
  may:
    r['to_day'] === null &&
    mayWriteAt(actor, { path: String(r['unit_path']), level: levelOf(Number(r['level'])) })
      ? ['leave']
      : [],
});

export async function librariesOfPerson(tx: Tx, actor: Actor, personId: string): Promise<LibraryView[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} ${FROM} WHERE l.person_id = $1 ORDER BY l.to_day DESC NULLS FIRST, l.from_day DESC, l.id LIMIT 50`,
    [personId],
  );
  return rows.map((r) => toView(actor, r));
}

/** Who stands in the libraries of a unit and below on a day; each library's persons, and all persons once. Errors: not-found. */
export async function librariesUnder(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof libraryQuery>,
  today: string,
): Promise<LibrariesView> {
  const unit = await unitById(tx, query.unit);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const { from, to } = subtreeOf(unit.path);
  const there = `l.unit_path >= $1 AND l.unit_path < $2 AND l.unit_path >= $3 AND l.unit_path < $4 AND l.from_day <= $5 AND (l.to_day IS NULL OR l.to_day > $5)`;
  const values = [from, to, actor.scope.from, actor.scope.to, query.day ?? today];
  const [counts, once, rows] = await Promise.all([
    tx.sql(
      `SELECT l.library, count(DISTINCT l.person_id)::int AS n FROM library_entry l WHERE ${there} GROUP BY l.library ORDER BY n DESC, l.library`,
      values,
    ),
    tx.sql(`SELECT count(DISTINCT l.person_id)::int AS n FROM library_entry l WHERE ${there}`, values),
    tx.sql(
      `SELECT ${COLUMNS} ${FROM} WHERE ${there} AND ($6::text IS NULL OR l.library = $6) ORDER BY l.unit_path, p.name, l.id LIMIT 500`,
      [...values, query.library ?? null],
    ),
  ]);
  const own = counts.map((r) => String(r['library'])).filter((l) => !LIBRARIES.includes(l));
  return {
    names: [...LIBRARIES, ...own],
    counts: counts.map((r) => ({ library: String(r['library']), people: Number(r['n']) })),
    people: Number(once[0]?.['n'] ?? 0),
    rows: rows.map((r) => toView(actor, r)),
  };
}

/** Enters a person into a library of a unit. Errors: not-found, forbidden, unit.closed, library.in, input.invalid. */
export async function enterLibrary(
  kit: PeopleKit,
  actor: Actor,
  input: z.output<typeof libraryBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  return await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id: input.personId };
    const person = await thePerson(tx, input.personId);
    const unit = await unitToWrite(tx, actor, input.unitId);
    if (input.from > chinaDay(at))
      throw new AppError('input.invalid', {
        problems: [{ field: 'from', message: '入库日期还没有到,请核对。' }],
      });
    const there = await tx.sql(
      'SELECT 1 FROM library_entry WHERE person_id = $1 AND unit_id = $2 AND library = $3 AND to_day IS NULL',
      [person.id, unit.id, input.library],
    );
    if (there.length > 0) throw new AppError('library.in', { name: person.name, library: input.library });
    await tx.sql(
      `INSERT INTO library_entry (region_code, id, person_id, unit_id, unit_path, library, speciality, recommended_by, from_day, account_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        unit.regionCode,
        newId(at),
        person.id,
        unit.id,
        unit.path,
        input.library,
        input.speciality || null,
        input.recommendedBy || null,
        input.from,
        actor.accountId,
        at,
      ],
    );
    await recordChange(tx, actor, {
      personId: person.id,
      place: unit,
      change: 'library',
      detail: { library: input.library, unit: unit.name },
      requestKey: input.requestKey,
      at,
    });
    return { id: person.id };
  });
}

/** Leaves a library from a day on (出库). Errors: not-found, forbidden, input.invalid. */
export async function leaveLibrary(
  kit: PeopleKit,
  actor: Actor,
  id: string,
  input: z.output<typeof leaveLibraryBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  return await withActor(kit.app, actor, async (tx) => {
    const [r] = await tx.sql(`SELECT l.region_code, ${COLUMNS} ${FROM} WHERE l.id = $1 FOR UPDATE OF l`, [
      id,
    ]);
    if (!r || r['to_day'] !== null) throw new AppError('not-found', { what: '这条入库记录,可能已经出库' });
    const entry = toView(actor, r);
    if (!entry.may.includes('leave')) throw new AppError('forbidden');
    if (input.day <= entry.from || input.day > chinaDay(at))
      throw new AppError('input.invalid', {
        problems: [{ field: 'day', message: `出库日期要在入库日期 ${entry.from} 之后、今天或以前。` }],
      });
    await tx.sql('UPDATE library_entry SET to_day = $3, end_reason = $4 WHERE region_code = $1 AND id = $2', [
      r['region_code'],
      id,
      input.day,
      input.reason,
    ]);
    await recordChange(tx, actor, {
      personId: entry.personId,
      place: { regionCode: String(r['region_code']), path: String(r['unit_path']) },
      change: 'library-leave',
      detail: { library: entry.library, day: input.day },
      reason: input.reason,
      at,
    });
    return { id: entry.personId };
  });
}

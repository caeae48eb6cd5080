import type { Fulltime, PostKind } from '../../contracts/api-people-fields.ts';
import type { Level } from '../../contracts/ledger.ts';
import { levelOf, noteReach, type Unit } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** The tables of the roster. `Person` holds what every reader in reach may see; sealed texts are opened elsewhere. */
export interface Person {
  readonly regionCode: string;
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly sex: '女' | '男' | null;
  readonly birthMonth: string | null;
  readonly ethnic: string | null;
  readonly schooling: string | null;
  readonly party: string | null;
  readonly establishment: string | null;
  readonly rank: string | null;
  readonly womenSince: string | null;
  readonly note: string | null;
  readonly sealedBirth: string | null;
  readonly sealedNumber: string | null;
  readonly sealedPhone: string | null;
  readonly numberPrint: string | null;
  readonly mergedInto: string | null;
  readonly version: number;
}
export interface Post {
  readonly regionCode: string;
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly level: Level;
  readonly title: string;
  readonly kind: PostKind;
  readonly fulltime: Fulltime | null;
  readonly extra: number | null;
  readonly extraNames: string | null;
  readonly share: number | null;
  readonly from: string | null;
  /** First day on which she no longer holds it. */
  readonly to: string | null;
  readonly termUntil: string | null;
  readonly rank: string | null;
  readonly startReason: string | null;
  readonly startDocument: string | null;
  readonly endReason: string | null;
  readonly endDocument: string | null;
  readonly version: number;
}

/** Posts that only carry an administrator's rights in the system are no posts of the roster. */
export const OF_ROSTER = (t: string): string =>
  `(${t}.role IS NULL OR ${t}.role NOT IN ('system-admin', 'security-admin', 'audit-admin'))`;
export const heldOn = (t: string, day: string): string =>
  `(${t}.from_day IS NULL OR ${t}.from_day <= ${day}::date) AND (${t}.to_day IS NULL OR ${t}.to_day > ${day}::date)`;

const PERSON_COLUMNS = `p.region_code, p.id, p.name, p.initials, p.sex, p.birth_month, p.ethnic, p.schooling, p.party, p.establishment,
  p.rank, p.women_since, p.note, p.sealed_birth, p.sealed_number, p.sealed_phone, p.number_print, p.merged_into, p.version`;
const text = (r: Row, key: string): string | null => (r[key] as string | null) ?? null;
const toPerson = (r: Row): Person => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  name: String(r['name']),
  initials: String(r['initials']),
  sex: text(r, 'sex') as Person['sex'],
  birthMonth: text(r, 'birth_month')?.slice(0, 7) ?? null,
  ethnic: text(r, 'ethnic'),
  schooling: text(r, 'schooling'),
  party: text(r, 'party'),
  establishment: text(r, 'establishment'),
  rank: text(r, 'rank'),
  womenSince: text(r, 'women_since'),
  note: text(r, 'note'),
  sealedBirth: text(r, 'sealed_birth'),
  sealedNumber: text(r, 'sealed_number'),
  sealedPhone: text(r, 'sealed_phone'),
  numberPrint: text(r, 'number_print'),
  mergedInto: text(r, 'merged_into'),
  version: Number(r['version']),
});

/** A person in reach; `lock` keeps others from changing her until the transaction ends. */
export async function personById(tx: Tx, id: string, lock = false): Promise<Person | null> {
  const rows = await tx.sql(
    `SELECT ${PERSON_COLUMNS} FROM person p WHERE p.id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ? toPerson(rows[0]) : null;
}

export async function personsWithPrint(tx: Tx, print: string, exceptId: string | null): Promise<Person[]> {
  const rows = await tx.sql(
    `SELECT ${PERSON_COLUMNS} FROM person p WHERE p.number_print = $1 AND p.merged_into IS NULL AND p.id IS DISTINCT FROM $2::uuid LIMIT 5`,
    [print, exceptId],
  );
  return rows.map(toPerson);
}

const PERSON_VALUES = (p: Person): unknown[] => [
  p.name,
  p.initials,
  p.sex,
  p.birthMonth === null ? null : `${p.birthMonth}-01`,
  p.ethnic,
  p.schooling,
  p.party,
  p.establishment,
  p.rank,
  p.womenSince,
  p.note,
  p.sealedBirth,
  p.sealedNumber,
  p.sealedPhone,
  p.numberPrint,
];
const WRITTEN = `name, initials, sex, birth_month, ethnic, schooling, party, establishment, rank, women_since, note,
  sealed_birth, sealed_number, sealed_phone, number_print`;

export async function insertPerson(tx: Tx, p: Person, reach: string, at: Date): Promise<void> {
  await tx.sql(
    `INSERT INTO person (region_code, id, ${WRITTEN}, reach, version, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19)`,
    [p.regionCode, p.id, ...PERSON_VALUES(p), [reach], at],
  );
}

export async function updatePerson(tx: Tx, p: Person, at: Date): Promise<void> {
  await tx.sql(
    `UPDATE person SET (${WRITTEN}) = ROW ($3, $4, $5, $6::date, $7, $8, $9, $10, $11, $12::date, $13, $14, $15, $16, $17),
       version = version + 1, updated_at = $18 WHERE region_code = $1 AND id = $2`,
    [p.regionCode, p.id, ...PERSON_VALUES(p), at],
  );
}

export const POST_COLUMNS = `t.region_code, t.id, t.person_id, t.unit_id, u.name AS unit_name, t.unit_path, u.level, t.title, t.kind,
  t.fulltime, t.extra, t.extra_names, t.share, t.from_day, t.to_day, t.term_until, t.rank, t.start_reason, t.start_document,
  t.end_reason, t.end_document, t.version`;
export const toPost = (r: Row): Post => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  personId: String(r['person_id']),
  unitId: String(r['unit_id']),
  unitName: String(r['unit_name']),
  unitPath: String(r['unit_path']),
  level: levelOf(Number(r['level'])),
  title: String(r['title']),
  kind: r['kind'] as PostKind,
  fulltime: text(r, 'fulltime') as Fulltime | null,
  extra: (r['extra'] as number | null) ?? null,
  extraNames: text(r, 'extra_names'),
  share: (r['share'] as number | null) ?? null,
  from: text(r, 'from_day'),
  to: text(r, 'to_day'),
  termUntil: text(r, 'term_until'),
  rank: text(r, 'rank'),
  startReason: text(r, 'start_reason'),
  startDocument: text(r, 'start_document'),
  endReason: text(r, 'end_reason'),
  endDocument: text(r, 'end_document'),
  version: Number(r['version']),
});

/** Posts of persons, newest first. Under an actor's door only those in her reach, under the worker's all. */
export async function postsOf(tx: Tx, personIds: readonly string[]): Promise<Post[]> {
  const rows = await tx.sql(
    `SELECT ${POST_COLUMNS} FROM post t JOIN unit u ON u.id = t.unit_id
     WHERE t.person_id = ANY($1::uuid[]) AND ${OF_ROSTER('t')} ORDER BY t.to_day DESC NULLS FIRST, t.from_day DESC NULLS LAST, t.id`,
    [personIds],
  );
  return rows.map(toPost);
}

export async function lockPost(tx: Tx, id: string): Promise<Post | null> {
  const rows = await tx.sql(
    `SELECT ${POST_COLUMNS} FROM post t JOIN unit u ON u.id = t.unit_id WHERE t.id = $1 AND ${OF_ROSTER('t')} FOR UPDATE OF t`,
    [id],
  );
  return rows[0] ? toPost(rows[0]) : null;
}

export type PostFields = Pick<
  Post,
  | 'title'
  | 'kind'
  | 'fulltime'
  | 'extra'
  | 'extraNames'
  | 'share'
  | 'from'
  | 'termUntil'
  | 'rank'
  | 'startReason'
  | 'startDocument'
>;
const POST_VALUES = (f: PostFields): unknown[] => [
  f.title,
  f.kind,
  f.fulltime,
  f.extra,
  f.extraNames,
  f.share,
  f.from,
  f.termUntil,
  f.rank,
  f.startReason,
  f.startDocument,
];
const POST_WRITTEN =
  'title, kind, fulltime, extra, extra_names, share, from_day, term_until, rank, start_reason, start_document';

export async function insertPost(
  tx: Tx,
  o: { id: string; person: Pick<Person, 'id' | 'regionCode'>; unit: Unit; fields: PostFields },
): Promise<void> {
  await tx.sql(
    `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, ${POST_WRITTEN})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      o.unit.regionCode,
      o.id,
      o.person.regionCode,
      o.person.id,
      o.unit.id,
      o.unit.path,
      ...POST_VALUES(o.fields),
    ],
  );
  await noteReach(tx, [{ personId: o.person.id, unitPath: o.unit.path }]);
}

export async function updatePost(
  tx: Tx,
  post: Pick<Post, 'regionCode' | 'id'>,
  fields: PostFields,
): Promise<void> {
  await tx.sql(
    `UPDATE post SET (${POST_WRITTEN}) = ROW ($3, $4, $5, $6::smallint, $7, $8::smallint, $9::date, $10::date, $11, $12, $13),
       version = version + 1 WHERE region_code = $1 AND id = $2`,
    [post.regionCode, post.id, ...POST_VALUES(fields)],
  );
}

export async function endPostRow(
  tx: Tx,
  post: Pick<Post, 'regionCode' | 'id'>,
  end: { readonly day: string; readonly reason: string; readonly document: string | null },
): Promise<void> {
  await tx.sql(
    'UPDATE post SET to_day = $3, end_reason = $4, end_document = $5, version = version + 1 WHERE region_code = $1 AND id = $2',
    [post.regionCode, post.id, end.day, end.reason, end.document],
  );
}

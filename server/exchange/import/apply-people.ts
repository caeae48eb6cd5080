import type { PersonRecord, PostRecord } from '../../../contracts/exchange.ts';
import { noteReach } from '../../org/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import { PERSON_FIELDS, POST_FIELDS, sameFields } from '../people-fields.ts';
import { type ImportContext, unitOf } from './context.ts';
import type { Numbered, Sorted } from './read-source.ts';

const NO_REGION = '000000';

/** Writes the file's persons (人员) and their dated posts (职务). Accounts and rights do not travel in files. */
export async function applyPeople(ctx: ImportContext, file: Sorted): Promise<void> {
  const regions = await applyPersons(ctx, file);
  await applyPosts(ctx, file.posts, regions);
}

/** A person lives in the region of her posts (the lowest code of several). Answers person id → region. */
async function applyPersons(ctx: ImportContext, file: Sorted): Promise<Map<string, string>> {
  const homes = new Map<string, string>();
  for (const { record } of file.posts) {
    const region = ctx.units.get(record.unit)?.regionCode;
    const id = idOf('person', record.person);
    const there = homes.get(id);
    if (region && (!there || region < there)) homes.set(id, region);
  }
  const persons = onceEach(ctx, file.persons, (r) => idOf('person', r.id));
  const ids = [...new Set([...persons.keys(), ...homes.keys()])];
  const known = new Map(
    (await ctx.tx.sql('SELECT * FROM person WHERE id = ANY($1::uuid[])', [ids])).map((r) => [
      String(r['id']),
      r,
    ]),
  );
  const fresh: [string, PersonRecord][] = [];
  for (const [id, { line, record }] of persons) {
    const there = known.get(id);
    if (!there) fresh.push([id, record]);
    else if (
      there['name'] === record.name &&
      there['sex'] === (record.sex ?? null) &&
      (there['birth'] === null || there['birth'] === (record.birth ?? null)) &&
      sameFields(PERSON_FIELDS, record, there)
    )
      ctx.counts.persons.unchanged += 1;
    else ctx.problems.add(line, 'id', `编号 ${record.id} 的人员已经在库里,姓名、性别或出生日期与这条不同。`);
  }
  await insertRows(
    ctx,
    'person',
    ['region_code:text', 'id:uuid', 'name:text', 'sex:text', 'birth:date', ...columnsOf(PERSON_FIELDS)],
    fresh.map(([id, p]) => [
      homes.get(id) ?? NO_REGION,
      id,
      p.name,
      p.sex ?? null,
      p.birth ?? null,
      ...PERSON_FIELDS.map((f) => f.read(p)),
    ]),
  );
  ctx.counts.persons.new += fresh.length;
  const regions = new Map(fresh.map(([id]) => [id, homes.get(id) ?? NO_REGION]));
  for (const [id, row] of known) regions.set(id, String(row['region_code']));
  return regions;
}

async function applyPosts(
  ctx: ImportContext,
  records: readonly Numbered<PostRecord>[],
  persons: ReadonlyMap<string, string>,
): Promise<void> {
  const posts = onceEach(ctx, records, (r) => idOf('post', r.id));
  const known = new Map(
    (await ctx.tx.sql('SELECT * FROM post WHERE id = ANY($1::uuid[])', [[...posts.keys()]])).map((r) => [
      String(r['id']),
      r,
    ]),
  );
  const rows: Cell[][] = [];
  for (const [id, { line, record }] of posts) {
    const unit = unitOf(ctx, line, 'unit', record.unit);
    const personId = idOf('person', record.person);
    const region = persons.get(personId);
    if (!region)
      ctx.problems.add(line, 'person', `没有编号为 ${record.person} 的人员,请加上她的 person 记录。`);
    if (record.from && record.to && record.to <= record.from)
      ctx.problems.add(line, 'to', `离任日期 ${record.to} 要晚于任职日期 ${record.from}。`);
    if (!unit || !region) continue;
    const there = known.get(id);
    if (!there) {
      rows.push([
        unit.regionCode,
        id,
        region,
        personId,
        unit.id,
        unit.path,
        record.title,
        record.from,
        record.to,
        ...POST_FIELDS.map((f) => f.read(record)),
      ]);
    } else if (
      there['unit_id'] === unit.id &&
      there['person_id'] === personId &&
      there['title'] === record.title &&
      there['from_day'] === record.from &&
      there['to_day'] === record.to &&
      sameFields(POST_FIELDS, record, there)
    )
      ctx.counts.posts.unchanged += 1;
    else ctx.problems.add(line, 'id', `编号 ${record.id} 的职务已经在库里,内容与这条不同。`);
  }
  await insertRows(
    ctx,
    'post',
    [
      ...[
        'region_code:text',
        'id:uuid',
        'person_region:text',
        'person_id:uuid',
        'unit_id:uuid',
        'unit_path:text',
      ],
      ...['title:text', 'from_day:date', 'to_day:date'],
      ...columnsOf(POST_FIELDS),
    ],
    rows,
  );
  await noteReach(
    ctx.tx,
    rows.map((row) => ({ personId: String(row[3]), unitPath: String(row[5]) })),
  );
  ctx.counts.posts.new += rows.length;
}

type Cell = string | number | null;
const columnsOf = (fields: readonly { column: string; type: string }[]): string[] =>
  fields.map((f) => `${f.column}:${f.type}`);

/** Through INSERT, since COPY refuses tables with row-level security for roles that it binds. */
async function insertRows(
  ctx: ImportContext,
  table: 'person' | 'post',
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const named = columns.map((c) => c.split(':') as [string, string]);
  await ctx.tx.sql(
    `INSERT INTO ${table} (${named.map(([column]) => column).join(', ')})
     SELECT * FROM unnest(${named.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')})`,
    named.map((_, column) => rows.map((row) => row[column] ?? null)),
  );
}

function onceEach<R extends { readonly id: string }>(
  ctx: ImportContext,
  records: readonly Numbered<R>[],
  idFor: (record: R) => string,
): Map<string, Numbered<R>> {
  const once = new Map<string, Numbered<R>>();
  for (const item of records) {
    const id = idFor(item.record);
    const first = once.get(id);
    if (first) ctx.problems.add(item.line, 'id', `编号 ${item.record.id} 在第 ${first.line} 行已经用过。`);
    else once.set(id, item);
  }
  return once;
}

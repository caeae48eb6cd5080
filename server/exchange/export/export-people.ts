import type { PersonRecord, PostRecord } from '../../../contracts/exchange.ts';
import type { Tx } from '../../platform/db/index.ts';
import { personParts, postParts } from '../people-fields.ts';
import { pagesOf } from './snapshot.ts';

type Scope = { readonly from: string; readonly to: string } | null;

/** Persons by id; within a scope those who have a post there. */
export async function* exportPersons(tx: Tx, scope: Scope): AsyncGenerator<PersonRecord> {
  const pages = pagesOf(
    tx,
    'persons',
    `SELECT p.* FROM person p
     WHERE $1::text IS NULL OR EXISTS (SELECT 1 FROM post t WHERE t.person_id = p.id AND t.unit_path >= $1 AND t.unit_path < $2)
     ORDER BY p.id`,
    [scope?.from ?? null, scope?.to ?? null],
  );
  for await (const page of pages)
    for (const r of page)
      yield {
        type: 'person',
        id: String(r['id']),
        name: String(r['name']),
        ...(r['sex'] === null ? {} : { sex: r['sex'] as '女' | '男' }),
        ...(r['birth'] === null ? {} : { birth: String(r['birth']) }),
        ...personParts(r),
      };
}

/** Posts by id, without the rights that an account may draw from them. */
export async function* exportPosts(tx: Tx, scope: Scope): AsyncGenerator<PostRecord> {
  const pages = pagesOf(
    tx,
    'posts',
    `SELECT t.*, u.code FROM post t JOIN unit u ON u.id = t.unit_id
     WHERE $1::text IS NULL OR (t.unit_path >= $1 AND t.unit_path < $2) ORDER BY t.id`,
    [scope?.from ?? null, scope?.to ?? null],
  );
  for await (const page of pages)
    for (const r of page)
      yield {
        type: 'post',
        id: String(r['id']),
        person: String(r['person_id']),
        unit: String(r['code']),
        title: String(r['title']),
        from: (r['from_day'] as string | null) ?? null,
        to: (r['to_day'] as string | null) ?? null,
        ...postParts(r),
      };
}

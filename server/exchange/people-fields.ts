import type { PersonRecord, PostRecord } from '../../contracts/exchange.ts';
import type { Row } from '../platform/db/index.ts';

/** Fields of persons and posts beside the first ones, as they stand in a record and in a row; both ways by one list. */

interface Field<R> {
  readonly column: string;
  readonly type: 'text' | 'date' | 'int';
  readonly read: (record: R) => string | number | null;
}
const firstOf = (month: string | undefined): string | null =>
  month === undefined ? null : `${month.slice(0, 7)}-01`;

export const PERSON_FIELDS: readonly Field<PersonRecord>[] = [
  { column: 'birth_month', type: 'date', read: (p) => firstOf(p.birthMonth ?? p.birth) },
  { column: 'ethnic', type: 'text', read: (p) => p.ethnic ?? null },
  { column: 'schooling', type: 'text', read: (p) => p.schooling ?? null },
  { column: 'party', type: 'text', read: (p) => p.party ?? null },
  { column: 'establishment', type: 'text', read: (p) => p.establishment ?? null },
  { column: 'rank', type: 'text', read: (p) => p.rank ?? null },
  { column: 'women_since', type: 'date', read: (p) => p.womenSince ?? null },
  { column: 'note', type: 'text', read: (p) => p.note ?? null },
  { column: 'sealed_birth', type: 'text', read: (p) => p.sealed?.birth ?? null },
  { column: 'sealed_number', type: 'text', read: (p) => p.sealed?.number ?? null },
  { column: 'sealed_phone', type: 'text', read: (p) => p.sealed?.phone ?? null },
  { column: 'number_print', type: 'text', read: (p) => p.sealed?.print ?? null },
];

export const POST_FIELDS: readonly Field<PostRecord>[] = [
  { column: 'kind', type: 'text', read: (p) => p.kind ?? 'cadre' },
  { column: 'fulltime', type: 'text', read: (p) => p.fulltime ?? null },
  { column: 'extra', type: 'int', read: (p) => p.extra ?? null },
  { column: 'extra_names', type: 'text', read: (p) => p.extraNames ?? null },
  { column: 'share', type: 'int', read: (p) => p.share ?? null },
  { column: 'term_until', type: 'date', read: (p) => p.termUntil ?? null },
  { column: 'rank', type: 'text', read: (p) => p.rank ?? null },
  { column: 'start_reason', type: 'text', read: (p) => p.startReason ?? null },
  { column: 'start_document', type: 'text', read: (p) => p.startDocument ?? null },
  { column: 'end_reason', type: 'text', read: (p) => p.endReason ?? null },
  { column: 'end_document', type: 'text', read: (p) => p.endDocument ?? null },
];

/** What stands in a row, as optional parts of a record: empty ones are left out. */
export function personParts(r: Row): Partial<PersonRecord> {
  const sealed = {
    ...part('birth', r['sealed_birth']),
    ...part('number', r['sealed_number']),
    ...part('phone', r['sealed_phone']),
    ...part('print', r['number_print']),
  };
  return {
    // The month follows from a whole birth date; alone it stands where the day is sealed or was never told.
    ...(r['birth'] === null
      ? part('birthMonth', (r['birth_month'] as string | null)?.slice(0, 7) ?? null)
      : {}),
    ...part('ethnic', r['ethnic']),
    ...part('schooling', r['schooling']),
    ...part('party', r['party']),
    ...part('establishment', r['establishment']),
    ...part('rank', r['rank']),
    ...part('womenSince', r['women_since']),
    ...part('note', r['note']),
    ...(Object.keys(sealed).length > 0 ? { sealed } : {}),
  };
}

export function postParts(r: Row): Partial<PostRecord> {
  return {
    ...(r['kind'] === 'cadre' ? {} : part('kind', r['kind'])),
    ...part('fulltime', r['fulltime']),
    ...part('extra', r['extra']),
    ...part('extraNames', r['extra_names']),
    ...part('share', r['share']),
    ...part('termUntil', r['term_until']),
    ...part('rank', r['rank']),
    ...part('startReason', r['start_reason']),
    ...part('startDocument', r['start_document']),
    ...part('endReason', r['end_reason']),
    ...part('endDocument', r['end_document']),
  };
}

const part = (key: string, value: unknown): Record<string, never> =>
  value === null || value === undefined ? {} : ({ [key]: value } as Record<string, never>);

/** True when the record says nothing else than the row; a day of birth that is sealed now is compared by its month. */
export const sameFields = <R>(fields: readonly Field<R>[], record: R, row: Row): boolean =>
  fields.every((f) => f.column.startsWith('sealed_') || (row[f.column] ?? null) === f.read(record));

import type { Vault } from '../platform/crypto/index.ts';
import type { Database } from '../platform/db/index.ts';
import { initialsOf, placeOfField } from './person-fields.ts';

const AT_ONCE = 500;

/**
 * What came by file or with an account is made like the rest: names get their initials, whole birth dates are sealed and
 * only the month stays readable. Idempotent; a run that dies leaves the others for the next. Answers how many it did.
 */
export async function tidyPersons(o: { worker: Database; vault: Vault }): Promise<number> {
  return await o.worker.transaction([], async (tx) => {
    const rows = await tx.sql(
      `SELECT id, name, birth, sealed_birth FROM person WHERE initials = '' OR birth IS NOT NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [AT_ONCE],
    );
    if (rows.length === 0) return 0;
    const seal = (id: string, birth: unknown, was: unknown): string | null =>
      birth === null ? (was as string | null) : o.vault.seal(placeOfField(id, 'sealed_birth'), String(birth));
    await tx.sql(
      `UPDATE person p SET initials = n.initials, sealed_birth = n.sealed,
         birth_month = coalesce(date_trunc('month', p.birth)::date, p.birth_month), birth = NULL
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n (id, initials, sealed) WHERE p.id = n.id`,
      [
        rows.map((r) => r['id']),
        rows.map((r) => initialsOf(String(r['name']))),
        rows.map((r) => seal(String(r['id']), r['birth'], r['sealed_birth'])),
      ],
    );
    return rows.length;
  });
}

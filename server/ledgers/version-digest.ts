import { createHash } from 'node:crypto';
import type { Database } from '../platform/db/index.ts';
import type { Entry } from './store.ts';

/** JSON with sorted keys, since jsonb keeps no order: equal contents give equal texts. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

type Content = Pick<Entry, 'day' | 'data'>;

/** What a version of a line says, as a digest that its audit event carries into the chain. */
export const versionDigest = (e: Content): string =>
  createHash('sha256')
    .update(stableJson([e.day, e.data]))
    .digest('base64url')
    .slice(0, 32);

const BATCH = 5_000;

/**
 * Holds every version of every line, old ones too, against the digest in its audit event. The chain guards the events,
 * and through them what was written. Lines of an import are guarded by their file's digest instead.
 */
export async function verifyVersions(
  owner: Database,
): Promise<{ versions: number; faults: { where: string; message: string }[] }> {
  const faults: { where: string; message: string }[] = [];
  let versions = 0;
  await owner.transaction([], async (tx) => {
    // Other events name other things (a file's digest, a region): CASE keeps the cast from them in every plan.
    for (let after: [string, string] = ['', '00000000-0000-0000-0000-000000000000']; ; ) {
      const rows = await tx.sql(
        `SELECT a.region_code, a.id, a.object, a.object_id, a.detail->>'version' AS version, a.detail->>'digest' AS digest, v.day, v.data
         FROM (SELECT * FROM audit_event WHERE (region_code, id) > ($1, $2) ORDER BY region_code, id LIMIT ${BATCH}) AS a
         LEFT JOIN entry_version v ON v.region_code = a.region_code AND v.version = (a.detail->>'version')::int
           AND v.entry_id = CASE WHEN a.action LIKE 'entry.%' AND a.object_id ~ '^[0-9a-f-]{36}$' THEN a.object_id::uuid END
         ORDER BY a.region_code, a.id`,
        [after[0], after[1]],
      );
      for (const r of rows) {
        if (r['digest'] === null || !String(r['object']).startsWith('ledger/')) continue;
        versions += 1;
        const where = `记录 ${r['object_id']} 第 ${r['version']} 版`;
        if (r['data'] === null) faults.push({ where, message: '留底不见了。' });
        else if (versionDigest({ day: String(r['day']), data: r['data'] as Entry['data'] }) !== r['digest']) {
          faults.push({ where, message: '留底被改动,与当时审计里的校验值不同。' });
        }
      }
      const last = rows.at(-1);
      if (!last) return;
      after = [String(last['region_code']), String(last['id'])];
    }
  });
  return { versions, faults };
}

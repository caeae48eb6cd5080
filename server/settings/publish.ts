import { createHash } from 'node:crypto';
import type { Parameter, Setting } from '../../contracts/setting.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

/**
 * Publishes the definitions of settings and parameters into the database, which is the authority, as ledgers are: a
 * version once published never changes. Answers how many were new. Errors: definition.changed.
 */
export async function publishSettings(
  tx: Tx,
  definitions: { readonly settings: readonly Setting[]; readonly parameters: readonly Parameter[] },
  at: Date,
): Promise<number> {
  const bodies = [
    ...definitions.settings.map((d) => ({ kind: 'setting', definition: d })),
    ...definitions.parameters.map((d) => ({ kind: 'parameter', definition: d })),
  ];
  const known = await tx.sql(
    `SELECT kind, key, version, hash FROM definition WHERE kind IN ('setting', 'parameter')`,
  );
  const hashes = new Map(known.map((r) => [`${r['kind']}/${r['key']}/${r['version']}`, String(r['hash'])]));
  let made = 0;
  for (const { kind, definition: d } of bodies) {
    const body = JSON.stringify(d);
    const hash = createHash('sha256').update(body).digest('hex');
    const there = hashes.get(`${kind}/${d.key}/${d.version}`);
    if (there === hash) continue;
    if (there) throw new AppError('definition.changed', { key: d.key, version: d.version });
    await tx.sql(
      'INSERT INTO definition (kind, key, version, hash, body, published_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [kind, d.key, d.version, hash, body, at],
    );
    made += 1;
  }
  return made;
}

import { createHash } from 'node:crypto';
import type { Institution } from '../../contracts/institution.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import type { ReportTemplate } from '../../contracts/report.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type CompiledLedger, type CompiledMeasure, compileLedger } from './compile.ts';

/**
 * The definitions in force. The database is the authority: institutions are published into it as immutable versions by
 * content hash, and what is compiled here was read back from it.
 */
export interface Registry {
  readonly ledgers: ReadonlyMap<string, CompiledLedger>;
  readonly reports: ReadonlyMap<string, ReportTemplate>;
  ledger(key: string): CompiledLedger;
  /** A measure by its key, with its ledger. */
  measure(key: string): { readonly ledger: CompiledLedger; readonly compiled: CompiledMeasure };
}

const hashOf = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Publishes what is new. A version once published never changes: other content under the same number is refused. */
export async function publishInstitutions(
  tx: Tx,
  institutions: readonly Institution[],
  at: Date,
): Promise<number> {
  const bodies = [
    ...institutions.flatMap((i) =>
      i.ledgers.map((l) => ({ kind: 'ledger', key: l.key, version: l.version, body: l as unknown })),
    ),
    ...institutions.flatMap((i) =>
      i.reports.map((r) => ({ kind: 'report', key: r.key, version: r.version, body: r as unknown })),
    ),
    ...institutions.flatMap((i) =>
      (i.flows ?? []).map((f) => ({ kind: 'flow', key: f.key, version: f.version, body: f as unknown })),
    ),
  ];
  const known = await tx.sql('SELECT kind, key, version, hash FROM definition');
  const hashes = new Map(known.map((r) => [`${r['kind']}/${r['key']}/${r['version']}`, String(r['hash'])]));
  let made = 0;
  for (const d of bodies) {
    const hash = hashOf(d.body);
    const there = hashes.get(`${d.kind}/${d.key}/${d.version}`);
    if (there === hash) continue;
    if (there) throw new AppError('definition.changed', { key: d.key, version: d.version });
    await tx.sql(
      'INSERT INTO definition (kind, key, version, hash, body, published_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [d.kind, d.key, d.version, hash, JSON.stringify(d.body), at],
    );
    made += 1;
  }
  return made;
}

/** Reads the newest version of every definition and compiles it. */
export async function loadRegistry(tx: Tx): Promise<Registry> {
  const rows = await tx.sql(
    "SELECT DISTINCT ON (kind, key) kind, key, body FROM definition WHERE kind IN ('ledger', 'report') ORDER BY kind, key, version DESC",
  );
  const ledgers = new Map<string, CompiledLedger>();
  const reports = new Map<string, ReportTemplate>();
  const measures = new Map<string, { ledger: CompiledLedger; compiled: CompiledMeasure }>();
  for (const row of rows) {
    if (row['kind'] === 'ledger') {
      const ledger = compileLedger(row['body'] as Ledger);
      ledgers.set(ledger.definition.key, ledger);
      for (const compiled of ledger.measures) measures.set(compiled.measure.key, { ledger, compiled });
    } else if (row['kind'] === 'report') {
      const report = row['body'] as ReportTemplate;
      reports.set(report.key, report);
    }
  }
  return {
    ledgers,
    reports,
    ledger(key) {
      const found = ledgers.get(key);
      if (!found) throw new AppError('ledger.unknown', { key });
      return found;
    },
    measure(key) {
      const found = measures.get(key);
      if (!found) throw new AppError('measure.unknown', { key });
      return found;
    },
  };
}

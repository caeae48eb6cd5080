import type { Database } from '../platform/db/index.ts';
import { GENESIS, link } from './chain.ts';

interface Waiting {
  region_code: string;
  id: string;
  digest: Buffer;
  [column: string]: unknown;
}

/** One sealer at a time, whatever processes run. */
const SEALER_LOCK = 727_002;

/**
 * Links all events whose transactions ended for certain (below the snapshot's horizon) into their regions' chains,
 * in order of transaction and id. Returns how many were sealed.
 */
export async function sealAudit(worker: Database, most = 5_000): Promise<number> {
  return await worker.transaction([], async (tx) => {
    const lock = await tx.sql<{ ok: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS ok', [SEALER_LOCK]);
    if (!lock[0]?.ok) return 0;
    await tx.sql(`INSERT INTO audit_sealer (single, sealed_to) VALUES (true, '0') ON CONFLICT DO NOTHING`);
    const horizon = await tx.sql<{ to: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS to',
    );
    // Whole transactions only: a cut inside one would leave its later events below the mark.
    const waiting = await tx.sql<Waiting & { xid: string }>(
      `SELECT region_code, id, digest, xid::text AS xid FROM audit_event
       WHERE xid >= (SELECT sealed_to FROM audit_sealer) AND xid < $1::xid8 ORDER BY xid, id LIMIT $2`,
      [horizon[0]?.to, most],
    );
    const full = waiting.length === most;
    const last = waiting.at(-1)?.xid;
    const sealed = full ? waiting.filter((w) => w.xid !== last) : waiting;
    const sealedTo = full ? last : horizon[0]?.to;
    if (full && sealed.length === 0)
      throw new Error('one transaction wrote more audit events than a seal takes');
    const regions = [...new Set(sealed.map((w) => w.region_code))];
    const heads = new Map<string, { seq: number; hash: Buffer }>();
    for (const r of await tx.sql<{ region_code: string; seq: number; hash: Buffer }>(
      'SELECT region_code, seq, hash FROM audit_head WHERE region_code = ANY($1)',
      [regions],
    ))
      heads.set(r.region_code, { seq: r.seq, hash: r.hash });
    const rows: { region: string; seq: number; event: string; hash: Buffer }[] = [];
    for (const w of sealed) {
      const head = heads.get(w.region_code) ?? { seq: 0, hash: GENESIS };
      const seq = head.seq + 1;
      const hash = link(head.hash, seq, w.id, w.digest);
      heads.set(w.region_code, { seq, hash });
      rows.push({ region: w.region_code, seq, event: w.id, hash });
    }
    await tx.sql(
      `INSERT INTO audit_chain (region_code, seq, event_id, hash)
       SELECT * FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::bytea[])`,
      [rows.map((r) => r.region), rows.map((r) => r.seq), rows.map((r) => r.event), rows.map((r) => r.hash)],
    );
    await tx.sql(
      `INSERT INTO audit_head (region_code, seq, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
       ON CONFLICT (region_code) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      [[...heads.keys()], [...heads.values()].map((h) => h.seq), [...heads.values()].map((h) => h.hash)],
    );
    await tx.sql('UPDATE audit_sealer SET sealed_to = $1::xid8', [sealedTo]);
    return sealed.length;
  });
}

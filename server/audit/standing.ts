import type { Tx } from '../platform/db/index.ts';
import { firstId, type Reader } from './read-audit.ts';
import { chainState, regionsIn } from './store.ts';

const DAY_MS = 86_400_000;
/** A check older than this is told as if there had been none: the chain is to be looked at every month. */
const CHECK_DAYS = 31;

export interface AuditStanding {
  readonly sealed: number;
  readonly waiting: number;
  /** The last check of the chain by her unit within a month; null = none. */
  readonly check: { readonly at: Date; readonly faults: number } | null;
  /** Of the last 24 hours, counts only: what was tried without the right to, and sign-ins that failed. */
  readonly denied: number;
  readonly failedSignIns: number;
}

/** How the audit of her reach stands. Counts are no reading of events, so opening a home page leaves no trail of its own. */
export async function auditStanding(tx: Tx, reader: Reader, at: Date): Promise<AuditStanding> {
  const regions = await regionsIn(tx, reader.scope);
  const state = await chainState(tx, regions);
  const counts = await tx.sql(
    `SELECT coalesce(sum(e.denied), 0)::int AS denied, coalesce(sum(e.failed), 0)::int AS failed
     FROM unnest($1::text[]) AS r (code) CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE e.action = 'denied') AS denied,
         count(*) FILTER (WHERE starts_with(e.action, 'sign-in') AND e.result <> 'ok') AS failed
       FROM audit_event e WHERE e.region_code = r.code AND e.id >= $2 AND e.unit_path >= $3 AND e.unit_path < $4) AS e`,
    [regions, firstId(at.getTime() - DAY_MS), reader.scope.from, reader.scope.to],
  );
  const checks = await tx.sql(
    `SELECT at, detail FROM audit_event WHERE region_code = $1 AND id >= $2 AND action = 'audit.check' AND unit_path = $3
     ORDER BY id DESC LIMIT 1`,
    [reader.unit.regionCode, firstId(at.getTime() - CHECK_DAYS * DAY_MS), reader.unit.path],
  );
  const last = checks[0];
  return {
    ...state,
    check: last
      ? {
          at: last['at'] as Date,
          faults: Number((last['detail'] as Record<string, unknown>)['faults'] ?? 0),
        }
      : null,
    denied: Number(counts[0]?.['denied'] ?? 0),
    failedSignIns: Number(counts[0]?.['failed'] ?? 0),
  };
}

import type { FlowBook, Matter } from '../../flows/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { signsOf } from './signs.ts';

/**
 * Leaves keyed prints of her telephone, number and home with a case (再次求助的线索), in the step's own transaction; what was
 * there stays. By letter and at the counter alike: both are a matter's fields.
 */
export async function keepTraces(
  tx: Tx,
  o: { readonly vault: Vault; readonly flows: FlowBook },
  before: Matter | null,
  after: Matter,
): Promise<void> {
  const { definition } = await o.flows.flow(after.flow, after.flowVersion);
  if (definition.privacy !== 'case') return;
  const known = new Set((before ? signsOf(before.data) : []).map((s) => `${s.kind} ${s.text}`));
  const fresh = signsOf(after.data).filter((s) => !known.has(`${s.kind} ${s.text}`));
  if (fresh.length === 0) return;
  tx.later(
    tx.sql(
      `INSERT INTO matter_trace (print, region_code, matter_id, kind, at)
       SELECT t.print, $1, $2, t.kind, $3 FROM unnest($4::bytea[], $5::text[]) AS t (print, kind) ON CONFLICT DO NOTHING`,
      [
        after.regionCode,
        after.id,
        after.movedAt,
        fresh.map((s) => o.vault.trace(s.kind, s.text)),
        fresh.map((s) => s.kind),
      ],
      'traces-keep',
    ),
  );
}

import { type FlowKit, isAgainstSeat, type Seat, type Twin } from '../../flows/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import { signsOf } from './signs.ts';

/** More open matters of one person than these are not listed. */
const MOST = 5;

/**
 * Open matters of the same kind with the same telephone, number or home (同一个人没办结的), newest first: number, unit and
 * day, no more. What is against the person who asks is left out: she would learn of it.
 */
export async function openTwins(
  o: { readonly vault: Vault; readonly flows: FlowKit },
  flow: string,
  data: Readonly<Record<string, unknown>>,
  seat: Seat,
): Promise<Twin[]> {
  const signs = signsOf(data);
  if (signs.length === 0) return [];
  return await o.flows.worker.transaction(
    [],
    async (tx) => {
      const rows = await tx.sql(
        `SELECT DISTINCT m.region_code, m.id, m.number, m.started_at, u.name FROM matter_trace t
           JOIN matter m ON m.id = t.matter_id AND m.region_code = t.region_code JOIN unit u ON u.id = m.unit_id
         WHERE t.print = ANY ($1) AND m.flow = $2 AND m.closed_at IS NULL ORDER BY m.started_at DESC, m.id LIMIT ${MOST}`,
        [signs.map((s) => o.vault.trace(s.kind, s.text)), flow],
        'twins-find',
      );
      const twins: Twin[] = [];
      for (const r of rows) {
        const id = String(r['id']);
        if (await isAgainstSeat(o.flows, tx, id, seat)) continue;
        twins.push({
          matter: { regionCode: String(r['region_code']), id, flow, number: String(r['number']) },
          unit: String(r['name']),
          day: chinaDay(r['started_at'] as Date),
        });
      }
      return twins;
    },
    'read',
  );
}

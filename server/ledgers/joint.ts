import type { JointLine } from '../../contracts/api-lists.ts';
import type { Actor } from '../access/index.ts';
import { ancestorsOn, searchUnits, subtreeOf, type Unit, unitById } from '../org/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';

/**
 * Units that may be named as partners of a joint event (合办): those of her county, since partners are neighbours and lie
 * outside a village's own reach. Names only; what they keep stays theirs.
 */
export async function jointUnits(tx: Tx, actor: Actor, words: string, today: string): Promise<Unit[]> {
  const unit = await unitById(tx, actor.unit.id);
  if (!unit) return [];
  const county = (await ancestorsOn(tx, unit.id, today)).find((u) => u.level === 'county');
  return await searchUnits(tx, words, subtreeOf((county ?? unit).path), 30);
}

/**
 * Lines that another unit led and this one took part in (别家牵头、有我们的). They count at the lead only, and the lead's
 * area is not hers, so they are read past her scope by this one question: her own unit must stand in the line, and she
 * sees when, what and who led it, not the line itself.
 */
export async function jointLines(
  worker: Database,
  q: { unit: Unit; ledger: string; from: string; to: string },
): Promise<JointLine[]> {
  const rows = await worker.transaction(
    [],
    (tx) =>
      tx.sql(
        `SELECT e.id, e.day, e.title, u.name FROM entry e JOIN unit u ON u.id = e.unit_id
         WHERE e.joint IS NOT NULL AND e.joint @> ARRAY[$1::uuid] AND e.ledger = $2 AND e.state = 'valid'
           AND e.day >= $3 AND e.day <= $4 ORDER BY e.day DESC, e.id DESC LIMIT 50`,
        [q.unit.id, q.ledger, q.from, q.to],
      ),
    'read',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    day: String(r['day']),
    title: String(r['title']),
    lead: String(r['name']),
  }));
}

import type { Flow } from '../../../contracts/flow.ts';
import type { FlowBook } from '../../flows/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Whether a kind of matter is about a woman who is to be reached: a case that says how. Pure. */
export const reachesHer = (flow: Flow): boolean =>
  flow.privacy === 'case' &&
  (flow.contact !== undefined || flow.fields.some((f) => f.key === 'contact' || f.key === 'phone'));

/** More than these came of no letter. */
const MOST = 40;

/**
 * The matters of the same woman (由来): what one came from and what came of it, as far as each of them reaches her; a round of
 * screening between two disputes joins nobody. Hidden links (a complaint about who handled it) join nothing either. Asked
 * as the worker. Shapes: at least the matter itself, in the order of their ids.
 */
export async function chainOf(tx: Tx, flows: FlowBook, matterId: string): Promise<string[]> {
  const seen = new Set<string>([matterId]);
  const chain = new Set<string>([matterId]);
  for (let edge = [matterId]; edge.length > 0 && seen.size < MOST; ) {
    const rows = await tx.sql(
      `SELECT x.id, m.flow, m.flow_version FROM (
         SELECT from_id AS id FROM matter_link WHERE to_id = ANY ($1::uuid[]) AND why = 'came' AND NOT hidden
         UNION
         SELECT to_id FROM matter_link WHERE from_id = ANY ($1::uuid[]) AND why = 'came' AND NOT hidden) AS x
       JOIN matter m ON m.id = x.id`,
      [edge],
      'contact-chain',
    );
    edge = [];
    for (const row of rows) {
      const id = String(row['id']);
      if (seen.has(id)) continue;
      seen.add(id);
      const { definition } = await flows.flow(String(row['flow']), Number(row['flow_version']));
      if (!reachesHer(definition)) continue;
      chain.add(id);
      edge.push(id);
    }
  }
  return [...chain].sort();
}

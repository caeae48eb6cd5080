import type { Tx } from '../platform/db/index.ts';
import type { FlowBook } from './definitions.ts';

/** How people write a number: 首问[2026]12 号, 首问(2026)12. Pure. */
export function plainNumber(text: string): string {
  const plain = text
    .replace(/\s/g, '')
    .replace(/[[(（【「]/g, '〔')
    .replace(/[\])）】」]/g, '〕');
  return plain.endsWith('号') ? plain : `${plain}号`;
}

/** Matters with this number in an office and its departments. As the worker. */
export async function mattersNumbered(tx: Tx, office: string, number: string): Promise<string[]> {
  const rows = await tx.sql(
    `SELECT m.id FROM matter m JOIN unit u ON u.id = m.unit_id
     WHERE (m.unit_id = $1 OR u.kind = 'department' AND u.parent_id = $1) AND m.number = $2 ORDER BY m.id LIMIT 5`,
    [office, plainNumber(number)],
  );
  return rows.map((r) => String(r['id']));
}

/** More matters than these are never one person's one thing; a circle ends here too. */
const MOST = 60;

/**
 * All matters that are one thing with these (同一件事): what they came from, what came of them, their parts. A twin that was
 * only found to be the same person's is another thing, and what is no case (a round of screening, 排查) joins nobody: the
 * disputes that it found are other families' each. As the worker or the owner.
 */
export async function oneThingWith(tx: Tx, flows: FlowBook, ids: readonly string[]): Promise<string[]> {
  const found = new Set(ids);
  for (let edge = await casesAmong(tx, flows, ids); edge.length > 0 && found.size < MOST; ) {
    const rows = await tx.sql(
      `SELECT from_id AS id FROM matter_link WHERE to_id = ANY ($1::uuid[]) AND why = 'came'
       UNION SELECT to_id FROM matter_link WHERE from_id = ANY ($1::uuid[]) AND why = 'came'
       UNION SELECT id FROM matter WHERE parent_id = ANY ($1::uuid[])
       UNION SELECT parent_id FROM matter WHERE id = ANY ($1::uuid[]) AND parent_id IS NOT NULL`,
      [edge],
    );
    const near = rows.map((r) => String(r['id'])).filter((id) => !found.has(id));
    edge = await casesAmong(tx, flows, near);
    for (const id of edge) found.add(id);
  }
  return [...found];
}

/** Those of these matters that are cases: of one person or family. */
async function casesAmong(tx: Tx, flows: FlowBook, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql(
    'SELECT id, flow, flow_version FROM matter WHERE id = ANY ($1::uuid[]) ORDER BY id',
    [ids],
  );
  const cases: string[] = [];
  for (const r of rows) {
    const { definition } = await flows.flow(String(r['flow']), Number(r['flow_version']));
    if (definition.privacy === 'case') cases.push(String(r['id']));
  }
  return cases;
}

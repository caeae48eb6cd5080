import type { FoundPaper } from '../../contracts/api-find.ts';
import { type Actor, withinScope } from '../access/index.ts';
import type { Tx } from '../platform/db/index.ts';

/**
 * Final reports whose title, or whose unit's name, holds the words; newest periods first, each once and by its newest
 * version: what was replaced is reached from there.
 */
export async function findPapers(tx: Tx, actor: Actor, words: string): Promise<FoundPaper[]> {
  const p: unknown[] = [`%${words.replace(/[\\%_]/g, (c) => `\\${c}`)}%`];
  const rows = await tx.sql(
    `SELECT DISTINCT ON (p.to_day, p.from_day, p.unit_id, p.template) p.template, p.frozen ->> 'title' AS title, p.unit_id, u.name, p.from_day, p.to_day
     FROM paper p JOIN unit u ON u.id = p.unit_id
     WHERE ${withinScope(actor, 'p.unit_path', p)} AND (p.frozen ->> 'title' LIKE $1 OR u.name LIKE $1)
     ORDER BY p.to_day DESC, p.from_day DESC, p.unit_id, p.template, p.version DESC LIMIT 6`,
    p,
  );
  return rows.map((r) => ({
    kind: String(r['template']),
    title: String(r['title']),
    unitId: String(r['unit_id']),
    unitName: String(r['name']),
    from: String(r['from_day']),
    to: String(r['to_day']),
  }));
}

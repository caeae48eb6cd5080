import { evaluate, parseExpression, type Value } from '../../contracts/expression.ts';
import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Registry } from './registry.ts';

/**
 * What forbids closing a unit from a day on, as Chinese phrases: unfinished lines by ledger ('3 件来信来访没有办结'), and
 * lines of that day or later, which would be a closed unit's and could no longer be entered.
 */
export async function openWorkOf(tx: Tx, registry: Registry, unit: Unit, day: string): Promise<string[]> {
  const phrases: string[] = [];
  const later = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM entry WHERE ledger = ANY($1) AND unit_path = $2 AND unit_id = $3 AND state = 'valid'
       AND COALESCE(CASE WHEN opening IS NOT NULL THEN until_day END, day) >= $4`,
    [[...registry.ledgers.keys()], unit.path, unit.id, day],
  );
  const count = later[0]?.n ?? 0;
  if (count > 0) phrases.push(`${day} 及以后还有 ${count} 条记录(请先更正日期,或撤回后由接续的组织来记)`);
  for (const { definition } of registry.ledgers.values()) {
    if (!definition.unfinished) continue;
    const when = parseExpression(definition.unfinished.when);
    const rows = await tx.sql(
      `SELECT data, day FROM entry WHERE ledger = $1 AND unit_path = $2 AND unit_id = $3 AND state = 'valid' AND opening IS NULL`,
      [definition.key, unit.path, unit.id],
    );
    const open = rows.filter(
      (r) => evaluate(when, { ...(r['data'] as Record<string, Value>), day: String(r['day']) }) === true,
    );
    if (open.length > 0) phrases.push(`${open.length} ${definition.unfinished.say}`);
  }
  return phrases;
}

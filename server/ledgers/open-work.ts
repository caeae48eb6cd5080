import { evaluate, parseExpression, type Value } from '../../contracts/expression.ts';
import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Registry } from './registry.ts';

/** Unfinished lines of a unit, by ledger, as Chinese phrases: '3 件来信来访没有办结'. A unit that has some is not closed. */
export async function openWorkOf(tx: Tx, registry: Registry, unit: Unit): Promise<string[]> {
  const phrases: string[] = [];
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

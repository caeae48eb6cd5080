import { evaluate, parseExpression, type Value } from '../../contracts/expression.ts';
import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Registry } from './registry.ts';

export interface OpenWork {
  readonly ledger: string;
  readonly ledgerName: string;
  /** later: lines of that day or later · unfinished: begun and not done ('件来信来访没有办结'). */
  readonly kind: 'later' | 'unfinished';
  readonly count: number;
  readonly say: string;
}

/** What forbids closing a unit from a day on, ledger by ledger. */
export async function openWorkByLedger(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  day: string,
): Promise<OpenWork[]> {
  const found: OpenWork[] = [];
  const later = await tx.sql<{ ledger: string; n: number }>(
    `SELECT ledger, count(*)::int AS n FROM entry WHERE ledger = ANY($1) AND unit_path = $2 AND unit_id = $3 AND state = 'valid'
       AND COALESCE(CASE WHEN opening IS NOT NULL THEN until_day END, day) >= $4 GROUP BY ledger ORDER BY ledger`,
    [[...registry.ledgers.keys()], unit.path, unit.id, day],
  );
  for (const { ledger, n } of later) {
    const ledgerName = registry.ledger(ledger).definition.name;
    found.push({ ledger, ledgerName, kind: 'later', count: n, say: '条记录' });
  }
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
    const { key: ledger, name: ledgerName } = definition;
    if (open.length > 0)
      found.push({
        ledger,
        ledgerName,
        kind: 'unfinished',
        count: open.length,
        say: definition.unfinished.say,
      });
  }
  return found;
}

/**
 * The same as Chinese phrases: unfinished lines by ledger ('3 件来信来访没有办结'), and lines of that day or later, which
 * would be a closed unit's and could no longer be entered.
 */
export async function openWorkOf(tx: Tx, registry: Registry, unit: Unit, day: string): Promise<string[]> {
  const open = await openWorkByLedger(tx, registry, unit, day);
  const count = open.filter((o) => o.kind === 'later').reduce((sum, o) => sum + o.count, 0);
  return [
    ...(count > 0 ? [`${day} 及以后还有 ${count} 条记录(请先更正日期,或撤回后由接续的组织来记)`] : []),
    ...open.filter((o) => o.kind === 'unfinished').map((o) => `${o.count} ${o.say}`),
  ];
}

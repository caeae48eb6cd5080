import type { UnitChangeRecord, UnitRecord } from '../../../contracts/exchange.ts';
import type { UnitKind } from '../../../contracts/ledger.ts';
import { levelOf, subtreeOf, type Unit } from '../../org/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import { unitsByCodes } from '../import/unit-lookup.ts';
import { pagesOf } from './snapshot.ts';

/** What a unit was when it was founded: its first span, or what it is when nothing ever changed. */
const FOUNDED = `LEFT JOIN LATERAL (SELECT true AS is_old, code, name, level, parent_id FROM unit_span
  WHERE unit_id = %.id ORDER BY to_day LIMIT 1) %s ON true`;
const founded = (alias: string): string => FOUNDED.replaceAll('%', alias);

/** Units as they were founded, in the order of today's tree. `ids` null = all. */
export async function* exportUnits(tx: Tx, ids: readonly string[] | null): AsyncGenerator<UnitRecord> {
  const pages = pagesOf(
    tx,
    'units',
    `SELECT COALESCE(us.code, u.code) AS code, COALESCE(us.name, u.name) AS name, COALESCE(us.level, u.level) AS level, u.kind,
       COALESCE(ps.code, p.code) AS parent, u.from_day
     FROM unit u ${founded('u')}
     LEFT JOIN unit p ON p.id = CASE WHEN us.is_old THEN us.parent_id ELSE u.parent_id END ${founded('p')}
     WHERE $1::uuid[] IS NULL OR u.id = ANY($1::uuid[]) ORDER BY u.path`,
    [ids],
  );
  for await (const page of pages)
    for (const r of page)
      yield {
        type: 'unit',
        code: String(r['code']),
        name: String(r['name']),
        level: levelOf(Number(r['level'])),
        kind: r['kind'] as UnitKind,
        parent: (r['parent'] as string | null) ?? null,
        from: (r['from_day'] as string | null) ?? null,
        to: null,
      };
}

/** All dated changes in the order of days. A merge is told as one, not as the moves and the closing it was made of. */
export async function* exportUnitChanges(
  tx: Tx,
  ids: readonly string[] | null,
): AsyncGenerator<UnitChangeRecord> {
  const events = await tx.sql(
    `SELECT e.unit_id, e.day, e.at, e.change, e.detail, COALESCE(us.code, u.code) AS code
     FROM unit_event e JOIN unit u ON u.id = e.unit_id ${founded('u')}
     WHERE e.change IN ('rename', 'move', 'close', 'merge') AND ($1::uuid[] IS NULL OR u.id = ANY($1::uuid[]))
     ORDER BY e.day, e.at, u.path`,
    [ids],
  );
  const merges = new Set(
    events.flatMap((e) => (e['change'] === 'merge' && text(e, 'into') ? [keyOf(e, e['unit_id'])] : [])),
  );
  const targets = events.flatMap((e) => (e['change'] === 'move' ? [text(e, 'to')] : []));
  const codes = await foundingCodes(tx, [...new Set(targets)]);
  const intoCodes = events.flatMap((e) =>
    e['change'] === 'merge' && text(e, 'into') ? [text(e, 'into')] : [],
  );
  const into = await unitsByCodes(tx, new Set(intoCodes));
  const intoFounding = await foundingCodes(tx, [...new Set([...into.values()].map((u) => u.id))]);
  for (const e of events) {
    const base = { type: 'unit-change', code: String(e['code']), day: String(e['day']) } as const;
    const { type, code, day } = base;
    switch (e['change']) {
      case 'rename': {
        const newCode = text(e, 'toCode') === text(e, 'fromCode') ? {} : { newCode: text(e, 'toCode') };
        yield { type, change: 'rename', code, day, name: text(e, 'to'), ...newCode };
        break;
      }
      case 'move':
        if (!merges.has(keyOf(e, text(e, 'from'))))
          yield { type, change: 'move', code, day, parent: codes.get(text(e, 'to')) ?? '' };
        break;
      case 'close':
        if (!merges.has(keyOf(e, e['unit_id'])))
          yield { type, change: 'close', code, day, reason: text(e, 'reason') };
        break;
      default: {
        const unit = into.get(text(e, 'into'));
        if (unit) yield { type, change: 'merge', code, day, into: intoFounding.get(unit.id) ?? unit.code };
      }
    }
  }
}

/** What one action did bears one time: day, moment and the unit that was merged. */
const keyOf = (e: Row, unitId: unknown): string => `${e['day']} ${(e['at'] as Date).getTime()} ${unitId}`;
const text = (e: Row, key: string): string => String((e['detail'] as Record<string, unknown>)[key] ?? '');

async function foundingCodes(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; code: string }>(
    `SELECT u.id, COALESCE(us.code, u.code) AS code FROM unit u ${founded('u')} WHERE u.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((r) => [r.id, r.code]));
}

/** A unit's subtree of today, and every unit that its members ever hung on or went into: enough for an empty store. */
export async function unitsToExport(tx: Tx, top: Unit): Promise<string[]> {
  const { from, to } = subtreeOf(top.path);
  const inside = await tx.sql<{ id: string }>('SELECT id FROM unit WHERE path >= $1 AND path < $2', [
    from,
    to,
  ]);
  const all = new Set(inside.map((r) => r.id));
  for (let fresh = [...all]; fresh.length > 0; ) {
    const rows = await tx.sql<{ id: string }>(
      `SELECT parent_id AS id FROM unit WHERE id = ANY($1::uuid[]) AND parent_id IS NOT NULL
       UNION SELECT parent_id FROM unit_span WHERE unit_id = ANY($1::uuid[]) AND parent_id IS NOT NULL
       UNION SELECT i.id FROM unit_event e JOIN unit i ON i.code = e.detail ->> 'into'
         WHERE e.unit_id = ANY($1::uuid[]) AND e.change = 'merge'`,
      [fresh],
    );
    fresh = rows.map((r) => r.id).filter((id) => !all.has(id));
    for (const id of fresh) all.add(id);
  }
  return [...all];
}

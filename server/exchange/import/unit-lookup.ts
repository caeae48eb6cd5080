import { levelOf, type Unit, type UnitSpan, unitsByIds } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Units by their codes of today or of former days, as they stand now. */
export async function unitsByCodes(tx: Tx, codes: Iterable<string>): Promise<Map<string, Unit>> {
  const found = new Map<string, Unit>();
  const all = [...codes];
  for (let i = 0; i < all.length; i += 10_000) {
    const rows = await tx.sql<{ asked: string; id: string }>(
      `SELECT code AS asked, id FROM unit WHERE code = ANY($1)
       UNION ALL SELECT code, unit_id FROM unit_span WHERE code = ANY($1)`,
      [all.slice(i, i + 10_000)],
    );
    const units = await unitsByIds(tx, [...new Set(rows.map((r) => r.id))]);
    const byId = new Map(units.map((u) => [u.id, u]));
    for (const { asked, id } of rows) {
      const unit = byId.get(id);
      if (unit) found.set(asked, unit);
    }
  }
  return found;
}

/** What these units were before, oldest first. */
export async function spansOfUnits(tx: Tx, ids: readonly string[]): Promise<Map<string, UnitSpan[]>> {
  const rows = await tx.sql(
    'SELECT * FROM unit_span WHERE unit_id = ANY($1::uuid[]) ORDER BY unit_id, to_day',
    [ids],
  );
  const spans = new Map<string, UnitSpan[]>();
  for (const r of rows) {
    const list = spans.get(String(r['unit_id'])) ?? [];
    list.push({
      from: (r['from_day'] as string | null) ?? null,
      to: String(r['to_day']),
      code: String(r['code']),
      name: String(r['name']),
      parentId: (r['parent_id'] as string | null) ?? null,
      level: levelOf(Number(r['level'])),
    });
    spans.set(String(r['unit_id']), list);
  }
  return spans;
}

/** What a unit was, and is, piece by piece. */
export function statesOf(unit: Unit, spans: readonly UnitSpan[]): Omit<UnitSpan, 'to'>[] {
  return [
    ...spans,
    {
      from: unit.since ?? unit.from,
      code: unit.code,
      name: unit.name,
      parentId: unit.parentId,
      level: unit.level,
    },
  ];
}

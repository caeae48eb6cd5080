import type { UnitProfile } from '../../contracts/api-network.ts';
import type { Actor } from '../access/index.ts';
import { ask } from '../figures/index.ts';
import { maySeeLines, type Registry } from '../ledgers/index.ts';
import { childrenOf, subtreeOf, type Unit } from '../org/index.ts';
import { yearBefore } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** So many figures tell a unit's period on its page; the rest is one click away. */
const FIGURES = 6;

/** What a unit's page tells: posts, the figures it has most lines of, what is expected from it by its level and kind. */
export async function unitProfile(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  range: { readonly from: string; readonly to: string },
  today: string,
): Promise<UnitProfile> {
  const [children, posts, last] = [
    await childrenOf(tx, unit.id),
    await postsOf(tx, unit, today),
    await lastLines(tx, registry, unit),
  ];
  const bound = [...registry.ledgers.values()].filter(
    ({ definition: d }) => d.levels.includes(unit.level) && d.kinds.includes(unit.kind),
  );
  return {
    posts,
    units: {
      below: children.filter((c) => c.kind === 'federation').length,
      departments: children.filter((c) => c.kind === 'department').length,
    },
    figures: await figuresOf(tx, registry, unit, range),
    ledgers: bound.map(({ definition: d }) => ({
      key: d.key,
      name: d.name,
      group: d.group,
      every: d.expects?.levels.includes(unit.level) && unit.kind === 'federation' ? d.expects.every : null,
      since: unit.from,
      // The day of somebody's case is not told to those who do not hold it.
      last: maySeeLines(actor, d, unit) ? (last.get(d.key) ?? null) : null,
    })),
    reports:
      unit.kind === 'federation'
        ? [...registry.reports.values()]
            .filter((r) => !r.levels || r.levels.includes(unit.level))
            .map((r) => ({ key: r.key, name: r.name }))
        : [],
  };
}

/** Posts by title on a day. Names belong to the roster, whose own page asks for its own right. */
async function postsOf(tx: Tx, unit: Unit, today: string): Promise<UnitProfile['posts']> {
  const rows = await tx.sql(
    `SELECT title, count(DISTINCT person_id)::int AS people FROM post WHERE unit_id = $1 AND (from_day IS NULL OR from_day <= $2)
       AND (to_day IS NULL OR to_day > $2) GROUP BY title ORDER BY title`,
    [unit.id, today],
    'profile-posts',
  );
  return rows.map((r) => ({ title: String(r['title']), people: Number(r['people']) }));
}

/** The last day with a line of its own, ledger by ledger. */
async function lastLines(tx: Tx, registry: Registry, unit: Unit): Promise<Map<string, string>> {
  const rows = await tx.sql<{ key: string; day: string }>(
    `SELECT l.key, e.day FROM unnest($1::text[]) AS l (key) CROSS JOIN LATERAL (
       SELECT day FROM entry WHERE ledger = l.key AND unit_path = $2 AND unit_id = $3 AND state = 'valid' ORDER BY day DESC LIMIT 1) AS e`,
    [[...registry.ledgers.keys()], unit.path, unit.id],
    'profile-last',
  );
  return new Map(rows.map((r) => [r.key, r.day]));
}

async function figuresOf(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  range: { readonly from: string; readonly to: string },
): Promise<UnitProfile['figures']> {
  const { from, to } = subtreeOf(unit.path);
  const busy = await tx.sql<{ ledger: string }>(
    `SELECT ledger FROM coverage WHERE unit_path >= $1 AND unit_path < $2 AND month >= date_trunc('month', $3::date) AND month <= $4 AND lines > 0
     GROUP BY ledger ORDER BY sum(lines) DESC, ledger LIMIT ${FIGURES}`,
    [from, to, yearBefore(range.from), range.to],
    'profile-ledgers',
  );
  const figures = [];
  for (const { ledger } of busy) {
    const compiled = registry.ledgers.get(ledger);
    const sums = compiled?.measures
      .map((m) => m.measure)
      .filter((m) => m.kind === 'flow' || m.kind === 'stock');
    const measure = sums?.find((m) => m.key !== compiled?.linesKey);
    if (!measure) continue;
    const q = { unit, measure: measure.key, where: {}, tree: 'as-it-was' as const };
    const now = await ask(tx, registry, { ...q, ...range });
    const before = await ask(tx, registry, { ...q, from: yearBefore(range.from), to: yearBefore(range.to) });
    const { key, label, unitWord } = measure;
    figures.push({
      measure: key,
      label,
      unitWord,
      value: now.value,
      lastYear: before.value,
      ...(now.hidden ? { hidden: now.hidden } : {}),
    });
  }
  return figures;
}

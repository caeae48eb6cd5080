import type { HomeFigure, HomeTodo, HomeView } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { ask } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import { addDays, yearBefore } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { waitingImports } from '../workbooks/index.ts';
import { openReports } from './open-reports.ts';

/** The newest lines in her reach, of open ledgers only: a case never stands on a home page. */
export async function recentLines(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  today: string,
): Promise<HomeView['recent']> {
  const open = [...registry.ledgers.values()]
    .filter((l) => l.definition.privacy === 'open')
    .map((l) => l.definition.key);
  const rows = await tx.sql(
    `SELECT e.id, e.ledger, e.title, e.day, e.created_at, u.name FROM unnest($1::text[]) AS l (key)
     CROSS JOIN LATERAL (SELECT * FROM entry e WHERE e.ledger = l.key AND e.state = 'valid' AND e.day > $2
       AND e.unit_path >= $3 AND e.unit_path < $4 ORDER BY e.day DESC, e.id DESC LIMIT 8) AS e
     JOIN unit u ON u.id = e.unit_id ORDER BY e.day DESC, e.created_at DESC LIMIT 8`,
    [open, addDays(today, -62), actor.scope.from, actor.scope.to],
  );
  return rows.map((r) => ({
    text: `${r['name']} · ${registry.ledger(String(r['ledger'])).definition.name.replace('台账', '')}:${r['title']}`,
    at: String(r['day']),
    to: `/ledgers/${r['ledger']}?entry=${r['id']}`,
  }));
}

/** What of the running year there is so far, against the same days of last year. Those that have neither come last. */
export async function ourFigures(
  tx: Tx,
  registry: Registry,
  o: { unit: Unit; today: string; measures: readonly string[]; most: number },
): Promise<HomeFigure[]> {
  const year = { from: `${o.today.slice(0, 4)}-01-01`, to: o.today };
  const figures = await Promise.all(
    o.measures.map(async (key): Promise<HomeFigure> => {
      const { label, unitWord } = registry.measure(key).compiled.measure;
      const question = { unit: o.unit, measure: key, where: {}, tree: 'as-it-was' as const };
      const [now, last] = await Promise.all([
        ask(tx, registry, { ...question, ...year }),
        ask(tx, registry, { ...question, from: yearBefore(year.from), to: yearBefore(year.to) }),
      ]);
      const hidden = now.hidden ? { hidden: now.hidden } : {};
      return { measure: key, label, unitWord, value: now.value, lastYear: last.value, ...hidden };
    }),
  );
  const isKnown = (f: HomeFigure): boolean =>
    f.value !== null || f.lastYear !== null || f.hidden !== undefined;
  return [...figures.filter(isKnown), ...figures.filter((f) => !isKnown(f))].slice(0, o.most);
}

/** Ledgers that her unit wrote most in the last year; before the first line those that are expected of it. */
export async function writesMost(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<HomeView['write']> {
  if (!actor.can('entry.write')) return [];
  const kept = [...registry.ledgers.values()]
    .map((l) => l.definition)
    .filter((d) => d.kinds.includes(unit.kind) && d.levels.includes(unit.level));
  const rows = await tx.sql(
    'SELECT ledger, sum(lines)::int AS n FROM coverage WHERE unit_id = $1 AND month > $2 GROUP BY ledger',
    [unit.id, addDays(today, -366)],
  );
  const lines = new Map(rows.map((r) => [String(r['ledger']), Number(r['n'])]));
  const rank = (key: string, expected: boolean): number => (lines.get(key) ?? 0) * 2 + Number(expected);
  return kept
    .map((d) => ({ key: d.key, name: d.name, rank: rank(d.key, d.expects?.every === 'month') }))
    .filter((d) => d.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, 4)
    .map(({ key, name }) => ({ key, name }));
}

/** Tables that were checked and wait for her word, and reports whose period is over and that nobody has made final. */
export async function leftOpen(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<HomeTodo[]> {
  const todo: HomeTodo[] = [];
  if (actor.can('entry.write'))
    for (const i of await waitingImports(tx, registry, { unitId: unit.id, accountId: actor.accountId }))
      todo.push({
        text: `${i.ledgerName}的表格核对过了,还没有存:可以存 ${i.good} 行${i.bad > 0 ? `,要改 ${i.bad} 行` : ''}`,
        due: null,
        urgency: 'soon',
        action: '接着办',
        to: `/ledgers/${i.ledger}/import?batch=${i.id}`,
      });
  if (actor.can('report.finalise'))
    for (const r of await openReports(tx, registry, unit, today))
      todo.push({
        text: `${r.words}的“${r.name}”还没有定稿`,
        due: null,
        urgency: 'calm',
        action: '去定稿',
        to: r.to,
      });
  return todo;
}

import type { HomeView } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import { openReminders } from '../closing/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { childrenOf, levelNumber, type Unit } from '../org/index.ts';
import { addDays, addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

type Todo = HomeView['todo'][number];

/** Months of the year are reported until the fifth of the next; after that they are late. A setting later (R-55). */
const GRACE_DAYS = 5;

/** What an actor's unit still owes: expected ledgers whose last month or this month is open. */
export async function todoOf(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<Todo[]> {
  if (!actor.can('entry.write')) return [];
  const thisMonth = monthOf(today);
  const lastMonth = addMonths(thisMonth, -1);
  const expected = [...registry.ledgers.values()]
    .map((l) => l.definition)
    .filter((d) => d.expects?.every === 'month' && d.expects.levels.includes(unit.level));
  const rows = await tx.sql(
    `SELECT ledger, date_trunc('month', day)::date AS month FROM entry WHERE unit_id = $1 AND unit_path = $2 AND state = 'valid' AND day >= $3
     UNION SELECT ledger, month FROM stated_zero WHERE unit_id = $1 AND month >= $3`,
    [unit.id, unit.path, lastMonth],
  );
  const done = new Set(rows.map((r) => `${r['ledger']}/${r['month']}`));
  const due = addDays(thisMonth, GRACE_DAYS - 1);
  const todo: Todo[] = [];
  for (const d of expected) {
    for (const [month, until] of [
      [lastMonth, due],
      [thisMonth, addDays(addMonths(thisMonth, 1), GRACE_DAYS - 1)],
    ] as const) {
      if (done.has(`${d.key}/${month}`) || (unit.from !== null && month < monthOf(unit.from))) continue;
      const name = `${Number(month.slice(5, 7))}月`;
      const late = today > until;
      todo.push({
        text: `${d.name}:${name}还没有记录${late ? ',已过上报时间' : ''}`,
        due: until,
        urgency: late ? 'late' : until <= addDays(today, 7) ? 'soon' : 'calm',
        action: '去记录',
        to: `/ledgers/${d.key}`,
      });
    }
  }
  return todo.sort((a, b) => (a.due ?? '').localeCompare(b.due ?? '')).slice(0, 30);
}

/** What the unit above asked of us (催报), until that month is whole: it stands before everything else. */
export async function askedOf(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<Todo[]> {
  if (!actor.can('entry.write')) return [];
  return (await openReminders(tx, registry, unit, today)).map((r) => ({
    text: `${r.from}催报:${Number(r.month.slice(5, 7))}月台账还有 ${r.open} 本没有动静${r.note ? `(“${r.note}”)` : ''}`,
    due: null,
    urgency: 'late' as const,
    action: '去月结',
    to: `/closing?month=${r.month.slice(0, 7)}`,
  }));
}

/** The newest lines in her reach, of open ledgers only: a case never stands on a home page. */
export async function recentOf(
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

/** For a unit with others below it: last month's ledgers that are late there, as one piece of work (催报). */
export async function lateBelow(tx: Tx, registry: Registry, unit: Unit, today: string): Promise<Todo[]> {
  const month = addMonths(monthOf(today), -1);
  const due = addDays(monthOf(today), GRACE_DAYS - 1);
  if (today <= due) return [];
  const late = (await belowOf(tx, registry, unit, month))?.units.filter((u) => u.done < u.expected) ?? [];
  const [first] = late;
  if (!first) return [];
  const names = `${late
    .slice(0, 3)
    .map((u) => u.name)
    .join('、')}${late.length > 3 ? ' 等' : ''}`;
  const text = `${Number(month.slice(5, 7))}月台账还有 ${late.length} 个下级没有报齐(${names})`;
  return [{ text, due, urgency: 'late', action: '去看看', to: `/closing?month=${month.slice(0, 7)}` }];
}

/** How the units directly below stand with the expected ledgers of a day's month. */
export async function belowOf(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  today: string,
): Promise<HomeView['below']> {
  const children = (await childrenOf(tx, unit.id)).filter((c) => c.kind === 'federation');
  const [first] = children;
  if (!first) return null;
  const month = monthOf(today);
  const monthly = [...registry.ledgers.values()]
    .map((l) => l.definition)
    .filter((d) => d.expects?.every === 'month');
  // A child stands for its whole subtree: every expected unit there with every expected ledger.
  const rows = await tx.sql(
    `SELECT c.id, (SELECT count(*) FROM coverage v JOIN unit u ON u.id = v.unit_id WHERE v.month = $2 AND v.ledger = ANY($3)
         AND v.unit_path >= c.path AND v.unit_path < left(c.path, -1) || '0' AND (v.lines > 0 OR v.zero)
         AND u.kind = 'federation' AND EXISTS (SELECT 1 FROM unnest($3::text[], $4::smallint[]) AS x (ledger, level) WHERE x.ledger = v.ledger AND x.level = u.level)) AS done,
       (SELECT count(*) FROM unit u JOIN unnest($3::text[], $4::smallint[]) AS x (ledger, level) ON x.level = u.level
         WHERE u.path >= c.path AND u.path < left(c.path, -1) || '0' AND u.kind = 'federation' AND u.to_day IS NULL) AS expected
     FROM unit c WHERE c.id = ANY($1::uuid[]) ORDER BY c.code`,
    [
      children.map((c) => c.id),
      month,
      monthly.flatMap((d) => (d.expects?.levels ?? []).map(() => d.key)),
      monthly.flatMap((d) => (d.expects?.levels ?? []).map(levelNumber)),
    ],
  );
  const names = new Map(children.map((c) => [c.id, c.name]));
  return {
    label: `${Number(month.slice(5, 7))}月台账`,
    units: rows.map((r) => ({
      id: String(r['id']),
      name: names.get(String(r['id'])) ?? '',
      done: Number(r['done']),
      expected: Number(r['expected']),
    })),
  };
}

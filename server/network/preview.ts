import type { ChangeObstacle, ChangePreview, PreviewBody } from '../../contracts/api-network.ts';
import type { Measure } from '../../contracts/ledger.ts';
import { type Actor, reaches } from '../access/index.ts';
import { ask, askAfter, type PlannedMove, type Question, type TreePlan, thinkOf } from '../figures/index.ts';
import { openWorkByLedger, type Registry } from '../ledgers/index.ts';
import { subtreeOf, type ThoughtChange, type Unit, unitById, unitsByIds, whatHinders } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { sayChange } from './say-change.ts';

/** So many figures tell a unit's year; more would not be read before a change. */
const MEASURES = 6;
/** The unit that a split would found has no id yet; figures are asked of it all the same. */
const MADE = '018f0000-0000-7000-8000-000000000001';

const NOTHING = { value: null, own: null, below: null, lines: 0, opening: 0 };

/** What is counted with the worker's way in, of units that she reaches: accounts and matters. */
export interface Beside {
  posts(scope: { from: string; to: string }): Promise<{ posts: number; accounts: number }>;
  matters(unitId: string): Promise<number>;
}

type Columns = ChangePreview['columns'];

/** The change with its units, each within her reach: one that she does not reach is not there for her. */
export async function thoughtOf(tx: Tx, actor: Actor, body: PreviewBody): Promise<ThoughtChange> {
  const reach = async (id: string): Promise<Unit> => {
    const unit = await unitById(tx, id);
    if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
    return unit;
  };
  switch (body.change) {
    case 'create':
      return { ...body, parent: await reach(body.parentId), day: body.from };
    case 'move':
      return { ...body, unit: await reach(body.unitId), parent: await reach(body.parentId) };
    case 'merge':
      return { ...body, unit: await reach(body.unitId), into: await reach(body.intoId) };
    case 'split':
      return {
        ...body,
        unit: await reach(body.unitId),
        children: await Promise.all(body.childIds.map(reach)),
      };
    default:
      return { ...body, unit: await reach(body.unitId) };
  }
}

/** What a change would do: words, what hinders it, figures before and after. Counted from what is there; nothing is written. */
export async function previewOf(
  tx: Tx,
  registry: Registry,
  c: ThoughtChange,
  today: string,
  beside: Beside,
): Promise<ChangePreview> {
  const obstacles = await obstaclesTo(tx, registry, c, today, beside);
  const going = goingUnits(c);
  const follows = going.length === 0 ? null : await followsOf(tx, registry, going, today, beside);
  const plan = planOf(c);
  const columns = columnsOf(today);
  const units = plan ? await changedFigures(tx, registry, plan, c, columns) : [];
  return { sentences: sayChange(c, follows), obstacles, follows, columns, units };
}

async function obstaclesTo(
  tx: Tx,
  registry: Registry,
  c: ThoughtChange,
  today: string,
  beside: Beside,
): Promise<ChangeObstacle[]> {
  const rules = (await whatHinders(tx, c, today)).map(({ sentence, at }) => ({
    text: sentence,
    to: at ? `/units/${at.id}` : null,
    action: at ? `去看「${at.name}」` : null,
  }));
  if (c.change !== 'close' && c.change !== 'merge') return rules;
  const open = await openWorkByLedger(tx, registry, c.unit, c.day);
  const matters = await beside.matters(c.unit.id);
  if (matters > 0)
    rules.push({
      text: `「${c.unit.name}」还有 ${matters} 件事项没有办结。请先办完或移交。`,
      to: '/matters',
      action: '去事项',
    });
  return [
    ...rules,
    ...open.map((o) => ({
      text:
        o.kind === 'later'
          ? `「${c.unit.name}」的${o.ledgerName}在 ${c.day} 及以后还有 ${o.count} 条记录。请先更正日期,或撤回后由接续的组织来记。`
          : `「${c.unit.name}」还有 ${o.count} ${o.say}。请先办完或移交。`,
      to: `/ledgers/${o.ledger}?unit=${c.unit.id}`,
      action: `去${o.ledgerName}`,
    })),
  ];
}

/** Units that take their lines, posts and lower units along. */
function goingUnits(c: ThoughtChange): readonly Unit[] {
  if (c.change === 'move' || c.change === 'merge') return [c.unit];
  return c.change === 'split' ? c.children : [];
}

async function followsOf(
  tx: Tx,
  registry: Registry,
  going: readonly Unit[],
  today: string,
  beside: Beside,
): Promise<NonNullable<ChangePreview['follows']>> {
  const sum = { units: 0, lines: 0, posts: 0, accounts: 0, open: 0 };
  for (const unit of going) {
    const { from, to } = subtreeOf(unit.path);
    const rows = await tx.sql(
      `SELECT (SELECT count(*) FROM unit WHERE path >= $1 AND path < $2 AND to_day IS NULL)::int AS units,
         (SELECT count(*) FROM entry WHERE ledger = ANY($3) AND unit_path >= $1 AND unit_path < $2 AND state = 'valid')::int AS lines`,
      [from, to, [...registry.ledgers.keys()]],
      'preview-follows',
    );
    const people = await beside.posts({ from, to });
    sum.units += Number(rows[0]?.['units'] ?? 0);
    sum.lines += Number(rows[0]?.['lines'] ?? 0);
    sum.posts += people.posts;
    sum.accounts += people.accounts;
    const open = await openWorkByLedger(tx, registry, unit, today);
    for (const o of open) if (o.kind === 'unfinished') sum.open += o.count;
    sum.open += await beside.matters(unit.id);
  }
  return sum;
}

/** Only what changes who hangs where changes figures. Null where a rule would refuse it before any figure is asked. */
function planOf(c: ThoughtChange): TreePlan | null {
  const from = (unit: Unit): string => unit.parentId ?? unit.id;
  const under = (unit: Unit): PlannedMove['to'] => ({ id: unit.id, isNew: false, parentId: unit.parentId });
  switch (c.change) {
    case 'move':
      if (c.unit.parentId === null || c.parent.path.startsWith(c.unit.path)) return null;
      return {
        day: c.day,
        moves: [{ unit: c.unit, fromId: from(c.unit), to: under(c.parent) }],
        merged: null,
      };
    case 'merge':
      // A department counts as its federation's own level wherever it ends.
      if (c.unit.parentId === null || c.unit.kind === 'department' || c.into.path.startsWith(c.unit.path))
        return null;
      return {
        day: c.day,
        moves: [{ unit: c.unit, fromId: from(c.unit), to: under(c.into) }],
        merged: c.unit,
      };
    case 'split': {
      const to = { id: MADE, isNew: true, parentId: c.unit.parentId };
      return {
        day: c.day,
        moves: c.children.map((unit) => ({ unit, fromId: from(unit), to })),
        merged: null,
      };
    }
    default:
      return null;
  }
}

/** Last year whole and this year up to today, as it was and like for like. */
function columnsOf(today: string): Columns {
  const year = Number(today.slice(0, 4));
  const years = [
    { year: year - 1, from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
    { year, from: `${year}-01-01`, to: today },
  ];
  return years.flatMap((y) => [
    { ...y, tree: 'as-it-was' as const },
    { ...y, tree: 'like-for-like' as const },
  ]);
}

async function changedFigures(
  tx: Tx,
  registry: Registry,
  plan: TreePlan,
  c: ThoughtChange,
  columns: Columns,
): Promise<ChangePreview['units']> {
  const what = await thinkOf(tx, plan);
  const concerned = await unitsByIds(
    tx,
    [...what.concerned].filter((id) => id !== MADE),
  );
  const measures = await measuresOf(tx, registry, concerned, columns);
  const made = c.change === 'split' ? { ...c.unit, id: MADE, name: c.name } : null;
  const units = [];
  for (const unit of made ? [...concerned, made] : concerned) {
    const rows = [];
    for (const measure of measures) {
      const cells = [];
      for (const { from, to, tree } of columns) {
        const q: Question = { unit, measure: measure.key, from, to, where: {}, tree };
        const before = unit === made ? NOTHING : await ask(tx, registry, q);
        const after = await askAfter(tx, registry, q, what, before);
        cells.push({
          before: { value: before.value, lines: before.lines },
          after: { value: after.value, lines: after.lines },
        });
      }
      const { key, label, unitWord } = measure;
      rows.push({ measure: key, label, unitWord, cells });
    }
    units.push({ id: unit === made ? null : unit.id, name: unit.name, rows });
  }
  return units;
}

/** The first measure of each ledger in which these units have most lines of the two years. */
async function measuresOf(
  tx: Tx,
  registry: Registry,
  units: readonly Unit[],
  columns: Columns,
): Promise<Measure[]> {
  const first = columns[0]?.from ?? '';
  const ranges = units.map((u) => subtreeOf(u.path));
  const rows = await tx.sql<{ ledger: string }>(
    `SELECT v.ledger FROM unnest($1::text[], $2::text[]) AS r (low, high)
     JOIN coverage v ON v.unit_path >= r.low AND v.unit_path < r.high AND v.month >= $3 AND v.lines > 0
     GROUP BY v.ledger ORDER BY sum(v.lines) DESC, v.ledger LIMIT $4`,
    [ranges.map((r) => r.from), ranges.map((r) => r.to), first, MEASURES],
    'preview-ledgers',
  );
  return rows.flatMap(({ ledger }) => {
    const compiled = registry.ledgers.get(ledger);
    // What a change would make of counts of cases: two trees side by side would tell what moves.
    if (compiled?.definition.privacy === 'case') return [];
    const sums = compiled?.measures
      .map((m) => m.measure)
      .filter((m) => m.kind === 'flow' || m.kind === 'stock');
    // How many lines there are stands beside every figure.
    const measure = sums?.find((m) => m.key !== compiled?.linesKey) ?? sums?.[0];
    return measure ? [measure] : [];
  });
}

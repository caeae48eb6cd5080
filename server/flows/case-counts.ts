import type { CountSeen } from '../../contracts/api-flows.ts';
import { type CountNode, hideSmall, type SeenCount } from '../figures/index.ts';
import type { Unit } from '../org/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import type { FlowKit } from './kit.ts';

/** What is counted of matters, with the moment as $1. */
export const COUNTED = `count(*) FILTER (WHERE closed_at IS NULL)::int AS open,
  count(*) FILTER (WHERE closed_at IS NULL AND due_at <= $1)::int AS late,
  count(*) FILTER (WHERE outcome = 'done')::int AS done,
  count(*) FILTER (WHERE outcome = 'refused')::int AS refused,
  count(*) FILTER (WHERE outcome = 'withdrawn')::int AS withdrawn`;
const KEYS = ['open', 'late', 'done', 'refused', 'withdrawn'] as const;
export type Counted = (typeof KEYS)[number];

/** What superiors see of one flow's number for a unit. */
type Seen = (flow: string, key: Counted, unit: Unit) => CountSeen;

/**
 * For so long the same numbers are told: who asks again and again, before and after one woman came, should not see her
 * come; and the whole tree is not reckoned with for each question.
 */
const STANDS_MS = 10 * 60_000;
const standing = new WeakMap<
  Database,
  { readonly at: number; readonly fewerThan: number; readonly seen: Seen }
>();

/** What superiors see of cases, decided for the whole tree at once, so that all who ask are told the same. */
export async function caseCounts(kit: FlowKit, tx: Tx, fewerThan: number): Promise<Seen> {
  const at = kit.now();
  const known = standing.get(kit.worker);
  if (known && Math.abs(at.getTime() - known.at) < STANDS_MS && known.fewerThan === fewerThan)
    return known.seen;
  const cases = (await kit.flows.newest())
    .filter((f) => f.definition.privacy === 'case')
    .map((f) => f.definition.key);
  // A department's cases are its federation's own.
  const rows = await tx.sql(
    `SELECT o.path, m.flow, ${COUNTED} FROM matter m JOIN unit u ON u.id = m.unit_id
       JOIN unit o ON o.id = CASE WHEN u.kind = 'department' THEN u.parent_id ELSE u.id END
     WHERE m.flow = ANY ($2) GROUP BY o.path, m.flow`,
    [at, cases],
    'case-counts',
  );
  const labels = new Map<string, (path: string) => SeenCount>();
  for (const flow of cases)
    for (const key of KEYS) {
      const own = new Map(
        rows.filter((r) => r['flow'] === flow).map((r) => [String(r['path']), Number(r[key])]),
      );
      labels.set(`${flow} ${key}`, hideSmall(treeOf(own), fewerThan));
    }
  const seen: Seen = (flow, key, unit) => {
    const label = labels.get(`${flow} ${key}`);
    const path = unit.kind === 'department' ? parentOf(unit.path) : unit.path;
    const count = label && path !== null ? label(path) : undefined;
    if (!count) return 'withheld';
    if (count.kind !== 'shown') return count.kind;
    // Which of its departments had one is nobody's from outside.
    return unit.kind === 'department' && count.value > 0 ? 'withheld' : count.value;
  };
  standing.set(kit.worker, { at: at.getTime(), fewerThan, seen });
  return seen;
}

/** '/a/b/' → '/a/'; null at the top. */
function parentOf(path: string): string | null {
  const cut = path.lastIndexOf('/', path.length - 2);
  return cut <= 0 ? null : path.slice(0, cut + 1);
}

/** Units with counts and all above them, each after its parent. */
function treeOf(own: ReadonlyMap<string, number>): CountNode[] {
  const paths = new Set<string>();
  for (const start of own.keys())
    for (let p: string | null = start; p !== null && !paths.has(p); p = parentOf(p)) paths.add(p);
  return [...paths]
    .toSorted((a, b) => a.length - b.length)
    .map((id) => ({ id, parent: parentOf(id), own: own.get(id) ?? 0 }));
}

import type { Field, Ledger } from '../../../contracts/ledger.ts';
import { type Actor, withActor } from '../../access/index.ts';
import type { CompiledLedger, Entry, ListQuestion } from '../../ledgers/index.ts';
import { listEntries } from '../../ledgers/index.ts';
import { type Unit, unitsByIds } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { TableCell, TableColumn } from './model.ts';

/**
 * Rows a page: each page in a transaction of its own, so that a slow reader holds none open. Small pages are thrown away
 * young, which keeps memory low; where finding a page costs more than reading it, the next is twice as large.
 */
const PAGE = { first: 250, most: 2_000, msPerRow: 0.12 };

/** The columns of a ledger's list, as complete as the ledger: superior and unit, day, every field, what sets a line apart. */
export function ledgerColumns(ledger: Ledger): TableColumn[] {
  return [
    { header: '上级组织', kind: 'text' },
    { header: '组织', kind: 'text' },
    { header: ledger.dayLabel, kind: 'day' },
    ...ledger.fields.map(
      (f): TableColumn => ({
        header: `${f.label}${wordOf(f)}`,
        kind: kindOf(f),
        personal: isPersonal(f),
      }),
    ),
    { header: '说明', kind: 'longtext' },
    { header: '期初数', kind: 'longtext' },
    { header: '合办的组织', kind: 'text' },
    { header: '状态', kind: 'text' },
  ];
}

/** A person's name, and what tells this person apart from another of the name. */
const isPersonal = (f: Field): boolean => f.type === 'person' || f.personKey !== undefined;

const wordOf = (f: Field): string => {
  const word = f.unitWord ?? (f.type === 'money' ? '元' : '');
  return word === '' ? '' : `(${word})`;
};

function kindOf(f: Field): TableColumn['kind'] {
  if (f.type === 'integer') return 'whole';
  if (f.type === 'decimal' || f.type === 'money') return 'number';
  if (f.type === 'date') return 'day';
  return f.type === 'longtext' ? 'longtext' : 'text';
}

/** All lines that a list would show, page by page in the list's order, as rows of `ledgerColumns`. */
export async function* ledgerRows(
  db: Database,
  actor: Actor,
  ledger: CompiledLedger,
  question: Omit<ListQuestion, 'after' | 'limit'>,
): AsyncGenerator<readonly TableCell[]> {
  let after: string | null = null;
  let limit = PAGE.first;
  do {
    const asked: string | null = after;
    const started = performance.now();
    const page = await withActor(
      db,
      actor,
      async (tx) => {
        const found = await listEntries(tx, actor, { ...question, after: asked, limit });
        return { ...found, units: await unitsOf(tx, found.rows) };
      },
      'read',
    );
    if (performance.now() - started > limit * PAGE.msPerRow) limit = Math.min(limit * 2, PAGE.most);
    for (const entry of page.rows) yield rowOf(ledger, entry, page.units);
    after = page.next;
  } while (after !== null);
}

/** Units of a page's lines with those above them and those beside them in a joint event; kept no longer than the page. */
async function unitsOf(tx: Tx, entries: readonly Entry[]): Promise<Map<string, Unit>> {
  const own = await unitsByIds(tx, [...new Set(entries.flatMap((e) => [e.unitId, ...e.joint]))]);
  const above = await unitsByIds(tx, [...new Set(own.flatMap((u) => (u.parentId ? [u.parentId] : [])))]);
  return new Map([...own, ...above].map((u) => [u.id, u]));
}

function rowOf(ledger: CompiledLedger, e: Entry, units: ReadonlyMap<string, Unit>): TableCell[] {
  const unit = units.get(e.unitId);
  const name = (id: string | null | undefined): string => (id ? (units.get(id)?.name ?? '') : '');
  return [
    name(unit?.parentId),
    unit?.name ?? '',
    e.day,
    ...ledger.definition.fields.map((f) => cellOf(e.data[f.key])),
    e.explanation,
    e.opening === null ? null : openingText(ledger, e),
    e.joint.map(name).join('、') || null,
    e.state === 'withdrawn' ? '已撤回' : e.opening ? '期初' : null,
  ];
}

function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** 至 2013-12-31:培训人数 500人;… */
function openingText(ledger: CompiledLedger, e: Entry): string {
  const totals = (e.data['totals'] ?? {}) as Readonly<Record<string, number>>;
  const said = Object.entries(totals).map(([key, value]) => {
    const measure = ledger.measures.find((m) => m.measure.key === key)?.measure;
    return `${measure?.label ?? key} ${value}${measure?.unitWord ?? ''}`;
  });
  return `${e.opening === 'rest' ? '其余部分,' : ''}至 ${e.until ?? ''}:${said.join(';')}`;
}

import { createHash } from 'node:crypto';
import type { ImportRowState, RowProblem } from '../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../contracts/ledger.ts';
import {
  type CompiledLedger,
  checkLine,
  checkLines,
  type LineOfMany,
  stableJson,
} from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import { DAY, EXPLANATION, UNIT } from '../lines/labels.ts';
import { type ReadLine, readLine } from '../lines/read-line.ts';
import { linesThere, type Printed, type WaitingRow } from './store-rows.ts';

/** Against what rows are held: one ledger, the units she may write for, one day. */
export interface RowContext {
  readonly ledger: CompiledLedger;
  readonly units: readonly Unit[];
  readonly usual: string | null;
  readonly today: string;
  /** Its own lines are not the ones that a row could be the same as; null while it has none. */
  readonly batchId: string | null;
}

export interface CheckedRow {
  readonly n: number;
  readonly state: ImportRowState;
  readonly problems: readonly RowProblem[];
  readonly print: string | null;
  /** The line as it would be saved; null where something is wrong. */
  readonly line: LineOfMany | null;
}

/**
 * Checks rows as their lines would be checked when typed one by one (pre-check 核对): reads the cells, holds the lines against
 * the ledger, and recognises those that stand in it already. `consumed` says, and goes on saying, how many lines of each
 * print the import's own rows have stood for.
 */
export async function checkRows(
  tx: Tx,
  ctx: RowContext,
  rows: readonly WaitingRow[],
  consumed: Map<string, number>,
): Promise<CheckedRow[]> {
  const { definition } = ctx.ledger;
  const byId = new Map(ctx.units.map((u) => [u.id, u]));
  const read = rows.map((row) => readLine(definition, row.texts, { all: ctx.units, usual: ctx.usual }));
  const lines = read.map((r): LineOfMany | null => {
    const unit = r.unitId === null ? undefined : byId.get(r.unitId);
    return unit ? { unit, day: r.day, data: r.data, explanation: r.explanation } : null;
  });
  const withUnit = lines.filter((l) => l !== null);
  const checked = new Map(
    (await checkLines(tx, ctx.ledger, withUnit, ctx.today)).map((c, i) => [withUnit[i], c] as const),
  );
  const judged = rows.map((row, i): CheckedRow => {
    const [cells, line] = [read[i], lines[i]];
    if (!cells) throw new Error('every row was read');
    const found =
      (line && checked.get(line)) ??
      checkLine(ctx.ledger, { ...cells, until: null, opening: null }, ctx.today);
    const problems = problemsOf(definition, row, cells, found.problems);
    if (problems.length > 0 || !line) return { n: row.n, state: 'bad', problems, print: null, line: null };
    const whole = { unit: line.unit, day: line.day, data: found.data, explanation: line.explanation };
    return { n: row.n, state: 'good', problems: [], print: printOf(definition.key, whole), line: whole };
  });
  return await markKnown(tx, ctx, judged, consumed);
}

/** A cell that could not be read says so itself; what the ledger then misses in that field is no second problem. */
function problemsOf(
  ledger: Ledger,
  row: WaitingRow,
  read: ReadLine,
  found: readonly FieldProblem[],
): RowProblem[] {
  const own = [...row.faults, ...read.problems.filter((p) => !row.faults.some((f) => f.field === p.field))];
  const unread = new Set(own.map((p) => p.field));
  return [...own, ...found.filter((p) => !unread.has(p.field))].map((p) => ({
    field: p.field,
    message: rowSentence(ledger, row.n, p),
    ...(p.level ? { level: p.level } : {}),
  }));
}

/** 第 12 行「参加人数」:要填数字,现在是“四十”。 */
function rowSentence(ledger: Ledger, n: number, p: FieldProblem): string {
  const label = labelOf(ledger, p.field);
  const rest = p.message.startsWith(`「${label}」`) ? p.message.slice(label.length + 2) : p.message;
  return `第 ${n} 行「${label}」:${rest}`;
}

export function labelOf(ledger: Ledger, column: string): string {
  if (column === UNIT) return '组织';
  if (column === DAY) return ledger.dayLabel;
  if (column === EXPLANATION) return '说明';
  return ledger.fields.find((f) => `data.${f.key}` === column)?.label ?? column.replace(/^data\./, '');
}

/** Equal lines have equal prints: same ledger, unit, day, content and explanation. Another explanation tells two alike apart. */
const printOf = (ledger: string, line: LineOfMany): string =>
  createHash('sha256')
    .update(stableJson([ledger, line.unit.id, line.day, line.data, line.explanation]))
    .digest('base64url')
    .slice(0, 22);

async function markKnown(
  tx: Tx,
  ctx: RowContext,
  rows: readonly CheckedRow[],
  consumed: Map<string, number>,
): Promise<CheckedRow[]> {
  const asked = rows.flatMap(({ line, print }): Printed[] =>
    line && print
      ? [
          {
            print,
            unitId: line.unit.id,
            unitPath: line.unit.path,
            day: line.day,
            data: line.data,
            explanation: line.explanation,
          },
        ]
      : [],
  );
  if (asked.length === 0) return [...rows];
  const there = await linesThere(tx, {
    ledger: ctx.ledger.definition.key,
    batchId: ctx.batchId,
    lines: asked,
  });
  return rows.map((row) => {
    const most = row.print === null ? 0 : (there.get(row.print)?.size ?? 0);
    const used = consumed.get(row.print ?? '') ?? 0;
    if (row.print === null || used >= most) return row;
    consumed.set(row.print, used + 1);
    return { ...row, state: 'known' };
  });
}

import { createHash } from 'node:crypto';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { indexNewLines } from '../../search/index.ts';
import { type CheckedLine, checkLine } from '../check-line.ts';
import type { CompiledLedger } from '../compile.ts';
import type { LedgerPorts } from '../ports.ts';
import { openingProblem, unitProblem } from '../rules.ts';
import { type Entry, type EntryChange, insertEntries, openingsThatCover } from '../store.ts';
import { versionDigest } from '../version-digest.ts';
import { searchTokens } from './save-entry.ts';

/** One of many lines (成批的记录), with the unit that it is for. */
export interface LineOfMany {
  readonly unit: Unit;
  readonly day: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly explanation: string | null;
}

/**
 * Holds many lines of one ledger against all that a single one is held against: shapes, days, checks, the unit's time and
 * kind, opening lines that cover the day. Answers in the order of the lines. Whose lines she may write is asked before.
 */
export async function checkLines(
  tx: Tx,
  ledger: CompiledLedger,
  lines: readonly LineOfMany[],
  today: string,
): Promise<CheckedLine[]> {
  const units = [...new Set(lines.map((l) => l.unit.id))];
  const openings = await openingsThatCover(tx, ledger.definition.key, units);
  return lines.map((line) => {
    const checked = checkLine(ledger, { ...line, until: null, opening: null }, today);
    if (checked.problems.some((p) => p.field === 'day')) return checked;
    const over = openings.filter(
      (o) => o.unitId === line.unit.id && o.day <= line.day && (o.until ?? o.day) >= line.day,
    );
    const more = [
      unitProblem(line.unit, ledger, line.day),
      openingProblem({ opening: null, day: line.day }, over),
    ].filter((p) => p !== null);
    return more.length === 0 ? checked : { ...checked, problems: [...checked.problems, ...more] };
  });
}

/** Writes many new lines of one ledger with their first versions, search rows and facts, in a few statements. */
export async function writeNewEntries(
  tx: Tx,
  ports: LedgerPorts,
  ledger: CompiledLedger,
  entries: readonly Entry[],
  change: EntryChange,
): Promise<void> {
  if (entries.length === 0) return;
  await Promise.all([
    insertEntries(tx, entries, change),
    indexNewLines(
      tx,
      entries.map((e) => ({ ...e, entryId: e.id, tokens: searchTokens(ledger, e) })),
    ),
    ports.linesSaved(tx, ledger, entries),
  ]);
}

/** What many lines say, as one digest that the audit event of their import carries: sorted by id, so in any order. */
export const linesDigest = (lines: readonly Pick<Entry, 'id' | 'day' | 'data'>[]): string =>
  createHash('sha256')
    .update(
      lines
        .map((l) => `${l.id} ${versionDigest(l)}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url')
    .slice(0, 32);

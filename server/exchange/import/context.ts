import type { BlindKey } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { DirtyMarks } from './dirty-marks.ts';
import type { Problems } from './problems.ts';

export interface Tally {
  new: number;
  /** Was there already, with the same content. */
  unchanged: number;
}

export interface ImportCounts {
  readonly units: Tally;
  readonly changes: Tally;
  readonly persons: Tally;
  readonly posts: Tally;
  readonly lines: Tally;
  readonly corrections: Tally;
  readonly withdrawals: Tally;
  readonly restorations: Tally;
  readonly zeros: Tally;
}

/** What every step of one import works with: one transaction, one time, one list of problems. */
export interface ImportContext {
  readonly tx: Tx;
  readonly registry: Registry;
  readonly blind: BlindKey;
  readonly now: Date;
  /** The day of `now` in China. */
  readonly today: string;
  readonly problems: Problems;
  readonly counts: ImportCounts;
  readonly marks: DirtyMarks;
  /** Units by every code that the file uses, as they stand after the file's own units and changes. */
  readonly units: Map<string, Unit>;
  /** Codes and line ids that were refused: what hangs on them is not told again as a problem of its own. */
  readonly refused: Set<string>;
  /** A backup of our own: its lines passed the checks of their day and are taken as they are. */
  readonly trusted: boolean;
  /** The role is bound by no row-level security, so COPY may fill the tables themselves. */
  readonly direct: boolean;
}

export function newCounts(): ImportCounts {
  const tally = (): Tally => ({ new: 0, unchanged: 0 });
  return {
    units: tally(),
    changes: tally(),
    persons: tally(),
    posts: tally(),
    lines: tally(),
    corrections: tally(),
    withdrawals: tally(),
    restorations: tally(),
    zeros: tally(),
  };
}

/** The unit of a code; undefined is told as a problem once, unless the code itself was refused before. */
export function unitOf(ctx: ImportContext, line: number, field: string, code: string): Unit | undefined {
  const unit = ctx.units.get(code);
  if (!unit && !ctx.refused.has(`unit ${code}`))
    ctx.problems.add(
      line,
      field,
      `没有代码为 ${code} 的组织。请核对代码,或在文件里加上它的 unit 记录,或先载入行政区划。`,
    );
  return unit;
}

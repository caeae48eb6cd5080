import { copyRows, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids/index.ts';

interface Mark {
  readonly regionCode: string;
  readonly unitId: string;
  readonly ledger: string;
  from: string;
  to: string;
}

/** What folding must look at: one mark a unit and ledger over all touched days, whatever the number of lines. */
export interface DirtyMarks {
  add(unit: { regionCode: string; unitId: string }, ledger: string, days: Iterable<string>): void;
  write(tx: Tx, at: Date): Promise<void>;
}

export function collectMarks(): DirtyMarks {
  const marks = new Map<string, Mark>();
  return {
    add({ regionCode, unitId }, ledger, days) {
      const key = `${unitId} ${ledger}`;
      let mark = marks.get(key);
      for (const day of days) {
        if (!mark) {
          mark = { regionCode, unitId, ledger, from: day, to: day };
          marks.set(key, mark);
        }
        if (day < mark.from) mark.from = day;
        if (day > mark.to) mark.to = day;
      }
    },
    async write(tx, at) {
      if (marks.size === 0) return;
      await copyRows(
        tx.client,
        'fold_outbox',
        ['region_code', 'id', 'unit_id', 'ledger', 'from_day', 'to_day', 'at'],
        [...marks.values()].map((m) => [m.regionCode, newId(at), m.unitId, m.ledger, m.from, m.to, at]),
      );
    },
  };
}

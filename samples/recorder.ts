import type { LineRecord } from '../contracts/exchange.ts';

export interface LineMore {
  readonly until?: string;
  readonly opening?: 'covers' | 'rest';
  readonly joint?: string[];
  readonly explanation?: string;
}
export type Recorder = (
  ledger: string,
  unit: string,
  day: string,
  data: Readonly<Record<string, unknown>>,
  more?: LineMore,
) => LineRecord;

/** Makes lines whose ids stay the same from run to run: '<prefix>-<ledger>-0001', counted per ledger. */
export function recorder(prefix: string): Recorder {
  const counts = new Map<string, number>();
  return (ledger, unit, day, data, more = {}) => {
    const n = (counts.get(ledger) ?? 0) + 1;
    counts.set(ledger, n);
    const id = `${prefix}-${ledger}-${String(n).padStart(4, '0')}`;
    return { type: 'line', id, ledger, unit, day, data: { ...data }, ...more };
  };
}

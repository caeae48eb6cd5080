import type { ExportProgress } from '../../../contracts/api-workbooks.ts';

/** How far exports are, for the page that waits for one. Kept in this process only; an export ends with its request. */
export interface UnderWay {
  /** Tells how to report; nothing where the page gave no ticket. */
  begin(who: string, ticket: string | undefined): (rows: number, done?: boolean) => void;
  find(who: string, ticket: string): ExportProgress | null;
}

const KEPT_MS = 600_000;
const MOST = 2_000;

export function exportsUnderWay(now: () => Date): UnderWay {
  const all = new Map<string, { rows: number; done: boolean; at: number }>();
  const forget = (): void => {
    const before = now().getTime() - KEPT_MS;
    for (const [key, { at }] of all) if (at < before || all.size > MOST) all.delete(key);
  };
  return {
    begin(who, ticket) {
      if (ticket === undefined) return () => {};
      forget();
      const state = { rows: 0, done: false, at: now().getTime() };
      all.set(`${who}/${ticket}`, state);
      return (rows, done = false) => {
        state.rows = rows;
        // Rows that are told late do not begin it again.
        state.done ||= done;
        state.at = now().getTime();
      };
    },
    find(who, ticket) {
      const found = all.get(`${who}/${ticket}`);
      return found ? { rows: found.rows, done: found.done } : null;
    },
  };
}

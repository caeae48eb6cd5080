import { useSyncExternalStore } from 'react';

/**
 * Some acts ask her to prove that it is still she (`sign-in.fresh`). Whoever sends such a request waits here; the dialog
 * above the page settles it, and the request is sent once more. Several at once wait for one proof.
 */
let waiting: ((proved: boolean) => void)[] = [];
const listeners = new Set<() => void>();
const tellAll = (): void => {
  for (const tell of listeners) tell();
};

/** Resolves to true when she has proved herself, to false when she would rather not. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    tellAll();
  });
}

export function settleProof(proved: boolean): void {
  const settled = waiting;
  waiting = [];
  tellAll();
  for (const resolve of settled) resolve(proved);
}

export function useProofWanted(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => waiting.length > 0,
  );
}

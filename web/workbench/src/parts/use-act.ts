import { useState } from 'react';
import { isWireError, sentenceOf } from '../wire.ts';

/** One act at a time: is it under way, and what was refused. A proof that she would rather not give is no problem. */
export function useAct(): {
  busy: boolean;
  problem: string;
  setProblem: (text: string) => void;
  run: (act: () => Promise<void>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  return {
    busy,
    problem,
    setProblem,
    async run(act) {
      if (busy) return;
      setBusy(true);
      setProblem('');
      try {
        await act();
      } catch (error) {
        if (!isWireError(error) || error.code !== 'sign-in.fresh') setProblem(sentenceOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

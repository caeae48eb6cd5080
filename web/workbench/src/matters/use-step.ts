import { useState } from 'react';
import { refreshAll } from '../queries.ts';
import { isWireError, type Problem, send, sentenceOf } from '../wire.ts';

/** A step or a beginning under way: one key until it has been answered, so that a second click is the same step. */
export function useStep<T>(): {
  busy: boolean;
  said: string;
  problems: readonly Problem[];
  run: (path: string, body: Readonly<Record<string, unknown>>) => Promise<T | null>;
} {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  return {
    busy,
    said,
    problems,
    async run(path, body) {
      if (busy) return null;
      setBusy(true);
      setSaid('');
      setProblems([]);
      try {
        const answer = await send<T>(path, { ...body, requestKey: key });
        setKey(crypto.randomUUID());
        await refreshAll();
        return answer;
      } catch (error) {
        setSaid(sentenceOf(error));
        // Whether it arrived is not known after a lost line: the same key asks again. Refused is refused: a new key.
        if (isWireError(error) && error.status > 0) {
          setKey(crypto.randomUUID());
          setProblems(error.problems);
          if (error.status === 409) await refreshAll();
        }
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}

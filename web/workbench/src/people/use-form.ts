import { useRef, useState } from 'react';
import { newRequestKey } from '../draft.ts';
import { useAct } from '../parts/use-act.ts';
import type { Problem } from '../wire.ts';
import { problemsOf, type Typed } from './fields.tsx';
import { refreshPeople } from './queries.ts';

/**
 * A form that is sent once, however often it is clicked: one request key from its first moment on. What is wrong stands by
 * field; what was typed stays.
 */
export function useForm(first: Typed): {
  typed: Typed;
  setTyped: (typed: Typed) => void;
  problems: readonly Problem[];
  problem: string;
  busy: boolean;
  submit: (act: (requestKey: string) => Promise<void>) => void;
} {
  const [typed, setTyped] = useState(first);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const key = useRef(newRequestKey());
  const { busy, problem, run } = useAct();
  return {
    typed,
    setTyped,
    problems,
    problem,
    busy,
    submit(act) {
      setProblems([]);
      void run(async () => {
        try {
          await act(key.current);
          await refreshPeople();
        } catch (error) {
          setProblems(problemsOf(error));
          throw error;
        }
      });
    },
  };
}

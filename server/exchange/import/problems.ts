import { AppError } from '../../platform/errors/index.ts';

export interface ImportProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Field path in the record, e.g. `data.women`; empty for the whole record. */
  readonly field: string;
  /** Chinese sentence: what is wrong and how to mend it. */
  readonly message: string;
}

/** Keeps the first 200 problems and counts the rest. */
export interface Problems {
  add(line: number, field: string, message: string): void;
  /** Adds an AppError's sentences; anything else is thrown on. */
  addError(line: number, field: string, error: unknown): void;
  readonly first: readonly ImportProblem[];
  readonly total: number;
}

const KEPT = 200;

export function collectProblems(): Problems {
  const first: ImportProblem[] = [];
  let total = 0;
  const add = (line: number, field: string, message: string): void => {
    total += 1;
    if (first.length < KEPT) first.push({ line, field, message });
  };
  return {
    add,
    addError(line, field, error) {
      if (!(error instanceof AppError)) throw error;
      const problems = error.details.problems ?? [];
      if (problems.length === 0) add(line, field, error.message);
      for (const p of problems) add(line, p.field, p.message);
    },
    get first() {
      return [...first].sort((a, b) => a.line - b.line);
    },
    get total() {
      return total;
    },
  };
}

import type { Answer } from '../../tests/kit/world.ts';

/** The problems of a refused save: field → sentence. For tests only. */
export function rejectedFields(answer: Answer): Record<string, string> {
  const problems: { field: string; message: string }[] = answer.body.error?.problems ?? [];
  return Object.fromEntries(problems.map((p) => [p.field, p.message]));
}

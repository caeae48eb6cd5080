import type { Flow } from '../../contracts/flow.ts';
import { allSteps } from './compile.ts';

/** What is wrong with where a flow reaches her (安全联系): choices, days and steps that it does not have. Pure. */
export function checkContact(flow: Flow): string[] {
  const { contact } = flow;
  if (!contact) return [];
  const problems: string[] = [];
  const fields = new Map(flow.fields.map((f) => [f.key, f]));
  if (flow.privacy !== 'case') problems.push('联系:不是个案,没有要保护的人');
  for (const { field, by } of contact.ways)
    for (const option of Object.keys(by))
      if (!fields.get(field)?.options?.includes(option))
        problems.push(`联系:「${field}」没有「${option}」这个选项`);
  for (const day of [...contact.planned, ...contact.tells.flatMap((t) => t.from ?? [])])
    if (fields.get(day)?.type !== 'date') problems.push(`联系:「${day}」不是日期栏目`);
  const steps = allSteps(flow).map((t) => t.key);
  for (const { step } of contact.tells)
    if (!steps.includes(step)) problems.push(`联系:没有「${step}」这一步`);
  return problems;
}

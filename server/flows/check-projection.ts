import { fieldsOf, parseExpression } from '../../contracts/expression.ts';
import type { Flow } from '../../contracts/flow.ts';
import { COUNTABLE_TYPES, PROJECTION_NAMES } from '../../contracts/flow-projection.ts';
import { allSteps, projectionExpressions } from './compile.ts';

/**
 * What is wrong with what a flow lets be counted (成行检查). The heart of it: nothing that somebody wrote about a person
 * can reach a line, since only choices of a closed list, days, numbers and yes or no may be named. Pure.
 */
export function checkProjection(flow: Flow): string[] {
  const { projection } = flow;
  if (!projection) return [];
  const problems: string[] = [];
  const steps = allSteps(flow).map((t) => t.key);
  for (const key of projection.begins) if (!steps.includes(key)) problems.push(`成行:没有「${key}」这一步`);
  const named = projection.clocks ?? (projection.clock === undefined ? [] : [projection.clock]);
  for (const key of named)
    if (!flow.clocks.some((c) => c.key === key)) problems.push(`成行:没有「${key}」这个时限`);
  const texts = projectionExpressions(flow);
  if (texts.some(({ text }) => /\$\{on-time\}/.test(text)) && named.length === 0)
    problems.push('成行:用了按时,没有写明看哪个时限');
  const fields = new Map(flow.fields.map((f) => [f.key, f]));
  const known = new Set<string>(PROJECTION_NAMES);
  for (const { where, text } of texts) {
    try {
      for (const name of fieldsOf(parseExpression(text))) {
        if (known.has(name)) continue;
        const field = fields.get(name);
        if (!field) problems.push(`成行 ${where}:「${name}」没有定义`);
        else if (!COUNTABLE_TYPES.some((type) => type === field.type) || field.open)
          problems.push(`成行 ${where}:「${field.label}」不能进台账:台账只记类别、日期和数,不记姓名和经过`);
      }
    } catch (error) {
      problems.push(`成行 ${where}:「${text}」读不懂(${error instanceof Error ? error.message : ''})`);
    }
  }
  for (const name of projection.listens ?? [])
    if (!['text', 'longtext'].includes(fields.get(name)?.type ?? ''))
      problems.push(`成行:「${name}」不是写字的栏目,听不出重话`);
  return problems;
}

import { fieldsOf, parseExpression } from '../../contracts/expression.ts';
import { ENGINE_NAMES, type Flow, lateOf } from '../../contracts/flow.ts';
import { isBuiltIn } from './apply.ts';
import { allSteps, expressionsOf, whosOf } from './compile.ts';

const twice = (keys: readonly string[]): string[] => keys.filter((k, i) => keys.indexOf(k) !== i);

/** Names in sentences, `${name}`, that nothing there has. */
const unnamed = (texts: readonly string[], known: ReadonlySet<string>): string[] =>
  texts.flatMap((text) =>
    [...text.matchAll(/\$\{([^}]+)\}/g)].flatMap(([, name = '']) =>
      known.has(name) ? [] : [`「${text}」里的「${name}」没有定义`],
    ),
  );

/** Names that nothing has, or that two things have (流程检查). Pure. */
export function checkNames(flow: Flow): string[] {
  const problems: string[] = [];
  const own = [...flow.fields, ...(flow.derived ?? []), ...(flow.numbers ?? [])].map((f) => f.key);
  const steps = allSteps(flow).map((t) => t.key);
  // What every matter has would be taken instead.
  for (const key of steps) if (isBuiltIn(key)) problems.push(`「${key}」是每件事都有的一步,请换一个名字`);
  for (const list of [own, flow.states.map((s) => s.key), steps, flow.clocks.map((c) => c.key)])
    for (const key of twice(list)) problems.push(`「${key}」用了两次`);
  const known = new Set<string>([...own, ...ENGINE_NAMES, ...flow.clocks.map((c) => lateOf(c.key))]);
  for (const { where, text } of expressionsOf(flow)) {
    try {
      for (const name of fieldsOf(parseExpression(text)))
        if (!known.has(name)) problems.push(`${where}:「${text}」里的「${name}」没有定义`);
    } catch (error) {
      problems.push(`${where}:「${text}」读不懂(${error instanceof Error ? error.message : ''})`);
    }
  }
  const says = [flow.title, ...allSteps(flow).flatMap((t) => (t.guards ?? []).map((g) => g.say))];
  const toHer = allSteps(flow).flatMap((t) => (t.toHer ?? []).map((w) => w.words));
  problems.push(
    ...unnamed(says, known),
    ...unnamed(toHer, new Set([...flow.fields.map((f) => f.key), 'number', 'opinion'])),
  );
  const fieldKeys = flow.fields.map((f) => f.key);
  const asked = allSteps(flow).flatMap((t) => (t.asks ?? []).map((a) => a.field));
  for (const name of flow.withheld ?? []) if (!fieldKeys.includes(name)) problems.push(`「${name}」没有定义`);
  // They are known when a step is worked out, and not when it is asked who may take it.
  const numbers = (flow.numbers ?? []).map((n) => n.key);
  for (const text of [
    flow.urgent,
    ...allSteps(flow).flatMap((t) => [t.when, ...whosOf(t).map((w) => w.when)]),
  ])
    for (const name of numbers)
      if (text?.includes(`{${name}}`)) problems.push(`「${text}」里不能用参数「${name}」`);
  for (const t of allSteps(flow)) {
    for (const set of t.sets ?? []) {
      if (!fieldKeys.includes(set.field)) problems.push(`${t.key}:「${set.field}」没有定义`);
      if (asked.includes(set.field)) problems.push(`${t.key}:「${set.field}」由平台算,不能又让人填`);
    }
    for (const ask of t.asks ?? [])
      if (!fieldKeys.includes(ask.field)) problems.push(`${t.key}:要填的「${ask.field}」没有定义`);
    for (const key of t.clears ?? [])
      if (!fieldKeys.includes(key)) problems.push(`${t.key}:要清空的「${key}」没有定义`);
    for (const other of t.notBy ?? [])
      if (!steps.includes(other)) problems.push(`${t.key}:回避的步骤「${other}」没有定义`);
    for (const name of [t.absence?.from, t.absence?.until])
      if (name !== undefined && flow.fields.find((f) => f.key === name)?.type !== 'date')
        problems.push(`${t.key}:「${name}」不是日期栏目`);
  }
  for (const name of [
    ...Object.values(flow.keptFrom ?? {}),
    ...(flow.follows ?? []).flatMap((f) => [...Object.keys(f.carries), f.number, f.unit]),
  ])
    if (name !== undefined && !fieldKeys.includes(name)) problems.push(`「${name}」没有定义`);
  for (const d of flow.derived ?? [])
    for (const name of d.span) if (!fieldKeys.includes(name)) problems.push(`${d.key}:「${name}」没有定义`);
  return problems;
}

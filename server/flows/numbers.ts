import type { Tx } from '../platform/db/index.ts';
import { numberOf, parameterAt } from '../settings/index.ts';
import type { CompiledFlow } from './compile.ts';

/**
 * The numbers of a flow (参数、设置) as they hold for a unit on a day ('YYYY-MM-DD'): a province's own rule before the
 * country's, an office's own setting before the default. Flows without any ask nothing.
 */
export async function numbersOf(
  tx: Tx,
  flow: CompiledFlow,
  unit: { readonly path: string },
  day: string,
): Promise<Readonly<Record<string, number>>> {
  const asked = (flow.definition.numbers ?? []).map(async (n) => {
    const value =
      n.is === 'setting'
        ? await numberOf(tx, unit, n.from, day)
        : (await parameterAt(tx, n.from, day, unit)).active?.value;
    return [n.key, typeof value === 'number' ? value : n.otherwise] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

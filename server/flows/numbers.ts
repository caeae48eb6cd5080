import type { ClockRule } from '../../contracts/flow.ts';
import type { Tx } from '../platform/db/index.ts';
import { parameterAt, settingsOf } from '../settings/index.ts';
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
  const asked = flow.definition.numbers ?? [];
  const decided = flow.definition.clocks.flatMap((c) =>
    Object.entries(c.decided ?? {}).map(([what, setting]) => ({
      key: termOf(c.key, what as Term),
      from: String(setting),
    })),
  );
  const named = [...asked.filter((n) => n.is === 'setting'), ...decided].map((n) => n.from);
  // All in one round trip, however many there are.
  const [settings, parameters] = await Promise.all([
    settingsOf(tx, unit, named, day),
    Promise.all(asked.map((n) => (n.is === 'setting' ? null : parameterAt(tx, n.from, day, unit)))),
  ]);
  const decidedAs = (setting: string): unknown => settings[named.indexOf(setting)];
  return Object.fromEntries([
    ...asked.map((n, i) => {
      const value = n.is === 'setting' ? decidedAs(n.from) : parameters[i]?.active?.value;
      if (n.is === 'setting' && typeof value !== 'number') throw new Error(`setting ${n.from} is no number`);
      return [n.key, typeof value === 'number' ? value : n.otherwise] as const;
    }),
    ...decided.map((t) => {
      const value = decidedAs(t.from);
      return [t.key, value === WORKDAYS || value === true ? 1 : Number(value) || 0] as const;
    }),
  ]);
}

const WORKDAYS = '工作日';
type Term = keyof NonNullable<ClockRule['decided']>;
/** Under which name a clock's decided term stands among the numbers; no expression can ask for it. */
const termOf = (clock: string, what: Term): string => `${clock}/${what}`;

/** A clock's rule as the place has decided it (设置): days or workdays, how many, at most, whether the first day counts. Pure. */
export function decidedRule(rule: ClockRule, numbers: Readonly<Record<string, number>> = {}): ClockRule {
  const said = (what: Term): number | undefined => numbers[termOf(rule.key, what)];
  const length = said('length') ?? rule.length;
  const ceiling = said('ceiling') ?? rule.ceiling;
  const [days, first] = [said('days'), said('first')];
  return {
    ...rule,
    length,
    unit: days === undefined ? rule.unit : days === 1 ? 'working' : 'calendar',
    // Two settings made at two desks may cross: a clock is never longer than its ceiling.
    ...(ceiling === undefined ? {} : { ceiling: Math.max(ceiling, Number(length) || 0) }),
    ...(first === undefined ? {} : { countsFirst: first === 1 }),
  };
}

import type { MatterAct } from '../../../../../contracts/api-flows.ts';

/** Steps that stand among the first things and not again below. */
export const FIRST = ['police', 'shelter', 'report', 'safe'] as const;

const GROUPS: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['评估和回访', ['assess', 'plan', 'visit', 'danger-again', 'facts', 'close', 'reopen']],
  [
    '告诫书和保护令',
    [
      'letter-ask',
      'letter-given',
      'order-ask-urgent',
      'order-ask',
      'order-made',
      'order-refused',
      'review-asked',
      'order-asked-her',
      'order-longer',
      'order-ended',
    ],
  ],
];

/** The steps of a case of violence in the order of her work; what is in no group stands last. */
export function groupsOf(may: readonly MatterAct[]): { name: string; acts: readonly MatterAct[] }[] {
  const grouped = GROUPS.map(([name, keys]) => ({
    name,
    acts: keys.flatMap((key) => may.find((a) => a.key === key) ?? []),
  }));
  const known = [...FIRST, ...GROUPS.flatMap(([, keys]) => keys)] as readonly string[];
  const rest = { name: '交办和其他', acts: may.filter((a) => !known.includes(a.key)) };
  return [...grouped, rest].filter((g) => g.acts.length > 0);
}

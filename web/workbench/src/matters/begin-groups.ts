import type { FlowView } from '../../../../contracts/api-flows.ts';
import type { Flow } from '../../../../contracts/flow.ts';

/** What somebody wants to do when she begins a matter, in the order of how often; a flow that is not named stands under its group. */
const GROUPS: readonly { readonly name: string; readonly hint: string; readonly flows: readonly string[] }[] =
  [
    {
      name: '有人来找、来信、来电',
      hint: '先问她有没有危险。',
      flows: ['first-asked', 'violence', 'petition-case', 'petition-review', 'complaint'],
    },
    {
      name: '帮她办',
      hint: '最好从登记她的那一件里办起:她说过的会带过来。',
      flows: ['legal-aid', 'mediation', 'petition-agency', 'bench'],
    },
    {
      name: '走访、排查、会议、预警',
      hint: '',
      flows: ['screening', 'dispute', 'joint-meeting', 'deliberation', 'reception', 'warning'],
    },
  ];
/** What stands as a button on the list of matters; the rest is one press further. */
export const AT_HAND = ['first-asked', 'violence', 'petition-case', 'leave'];

export interface BeginGroup {
  readonly name: string;
  readonly hint: string;
  readonly flows: readonly Flow[];
}

/** The flows that she may begin, by what she wants to do. Pure. */
export function beginGroups(all: readonly FlowView[]): BeginGroup[] {
  const mine = all.filter((f) => f.mayBegin).map((f) => f.flow);
  const named = GROUPS.flatMap((g) => g.flows);
  const rest = mine.filter((f) => !named.includes(f.key));
  return [
    ...GROUPS.map((g) => ({
      ...g,
      flows: g.flows.flatMap((key) => mine.find((f) => f.key === key) ?? []),
    })),
    ...[...new Set(rest.map((f) => f.group))].map((name) => ({
      name,
      hint: '',
      flows: rest.filter((f) => f.group === name),
    })),
  ].filter((g) => g.flows.length > 0);
}

/** What may be begun from a matter of a flow, with the words of its button. Pure. */
export const leadsTo = (all: readonly FlowView[], from: string): { flow: Flow; name: string }[] =>
  all.flatMap((f) => {
    const rule = f.mayBegin ? f.flow.follows?.find((r) => r.flow === from) : undefined;
    return rule ? [{ flow: f.flow, name: rule.name }] : [];
  });

/** What a matter brings along into one that is begun from it; a choice that the new one does not know stays behind. Pure. */
export function carriedOver(
  flow: Flow,
  from: { readonly flow: string; readonly number: string; readonly data: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> {
  const rule = flow.follows?.find((r) => r.flow === from.flow);
  if (!rule) return {};
  const carried = Object.entries(rule.carries).flatMap(([own, there]) => {
    const value = from.data[there];
    const field = flow.fields.find((f) => f.key === own);
    const fits = !field?.options || field.open || field.options.includes(String(value));
    return value === null || value === undefined || !fits ? [] : [[own, value] as const];
  });
  return { ...Object.fromEntries(carried), ...(rule.number ? { [rule.number]: from.number } : {}) };
}

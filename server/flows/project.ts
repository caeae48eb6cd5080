import type { Scope, Value } from '../../contracts/expression.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { CompiledFlow } from './compile.ts';
import type { Dossier } from './matter.ts';

/** A matter as a line of a ledger: what is counted of it, and nothing of whom it is about. */
export interface ProjectedLine {
  readonly ledger: string;
  readonly day: string;
  readonly data: Readonly<Record<string, Value>>;
}

/**
 * The line that a matter is (成行); null where it is not counted. Pure, and a function of the matter alone: asked again
 * tomorrow it says the same, so that a line can be proved and made again. `place`: name of the unit where it happened.
 */
export function projectMatter(flow: CompiledFlow, d: Dossier, place: string): ProjectedLine | null {
  const { projection } = flow.definition;
  const first = projection && d.steps.find((s) => projection.begins.includes(s.step));
  if (!projection || !first) return null;
  const scope = scopeOfProjection(flow, d, place);
  if (projection.when !== undefined && flow.judge(projection.when, scope) === false) return null;
  const data: Record<string, Value> = {};
  for (const [field, text] of Object.entries(projection.sets)) {
    const value = flow.work(text, scope);
    if (value !== null) data[field] = value;
  }
  return { ledger: projection.ledger, day: chinaDay(first.at), data };
}

function scopeOfProjection(flow: CompiledFlow, d: Dossier, place: string): Scope {
  const { matter } = d;
  const clock = d.clocks.find((c) => c.key === flow.definition.projection?.clock);
  return {
    ...matter.data,
    state: matter.state,
    'closed-day': matter.closedAt ? chinaDay(matter.closedAt) : null,
    outcome: matter.outcome,
    // Late is what the sweep or the stopping found, not what a look at the watch would say now.
    'on-time': clock?.lateAt ? false : clock?.stoppedAt ? true : null,
    transfers: matter.transfers,
    urgent: matter.urgent,
    place,
  };
}

/** What she wrote, of the fields that the flow lets be looked through; for the eyes of a rule, never kept. Pure. */
export function wordsHeard(flow: CompiledFlow, d: Dossier): string {
  const said = (flow.definition.projection?.listens ?? []).map((key) => d.matter.data[key]);
  return said.filter((v): v is string => typeof v === 'string').join('\n');
}

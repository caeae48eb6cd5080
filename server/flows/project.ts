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
  return {
    ...matter.data,
    state: matter.state,
    'closed-day': matter.closedAt ? chinaDay(matter.closedAt) : null,
    outcome: matter.outcome,
    'on-time': wasOnTime(flow, d),
    transfers: matter.transfers,
    urgent: matter.urgent,
    place,
  };
}

/**
 * Was it done in time (按时)? By `clocks` every run of every one of them was kept, an extension in time included, and the
 * matter is closed; one that was missed once is false for ever, and null says that it cannot be told yet. Definitions of
 * before name one `clock` and ask its last run only. Late is what the sweep or the stopping found, not what a look at the
 * watch would say now.
 */
function wasOnTime(flow: CompiledFlow, { matter, clocks }: Dossier): boolean | null {
  const { clock, clocks: named } = flow.definition.projection ?? {};
  if (!named) {
    const last = clocks.find((c) => c.key === clock);
    return last?.lateAt ? false : last?.stoppedAt ? true : null;
  }
  const ran = clocks.filter((c) => named.includes(c.key));
  if (ran.some((c) => c.lateAt || c.missedAt)) return false;
  return matter.closedAt && ran.length > 0 && ran.every((c) => c.stoppedAt) ? true : null;
}

/** What she wrote, of the fields that the flow lets be looked through; for the eyes of a rule, never kept. Pure. */
export function wordsHeard(flow: CompiledFlow, d: Dossier): string {
  const said = (flow.definition.projection?.listens ?? []).map((key) => d.matter.data[key]);
  return said.filter((v): v is string => typeof v === 'string').join('\n');
}

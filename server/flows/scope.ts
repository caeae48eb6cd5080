import type { Scope } from '../../contracts/expression.ts';
import { type Derived, lateOf, type Transition } from '../../contracts/flow.ts';
import { readValue } from '../ledgers/index.ts';
import type { Calendar } from '../platform/calendar/index.ts';
import type { FieldProblem } from '../platform/errors/index.ts';
import { isLate } from './clocks.ts';
import type { CompiledFlow } from './compile.ts';
import type { Data, Dossier } from './matter.ts';
import type { Asks } from './people.ts';
import { measureSpan, type Span } from './spans.ts';

/** Everything that a flow's expressions may ask: fields, derived values, what the engine knows. Pure. */
export function scopeOf(
  flow: CompiledFlow,
  d: Dossier,
  o: { today: string; at: Date; level: string; openSubs: number; data?: Data },
): Scope {
  const verdicts = new Map(
    d.steps.flatMap((s) => (s.verdict && s.by ? [[s.by.personId, s.verdict] as const] : [])),
  );
  return {
    ...Object.fromEntries((flow.definition.derived ?? []).map((x) => [x.key, null])),
    ...(o.data ?? d.matter.data),
    today: o.today,
    state: d.matter.state,
    level: o.level,
    'starter.rank': d.matter.starter.rank,
    transfers: d.matter.transfers,
    'reads.waiting': d.parts.filter((p) => p.why === 'read').length,
    'signs.waiting': d.parts.filter((p) => p.why === 'sign').length,
    'signs.agree': [...verdicts.values()].filter((v) => v === 'agree').length,
    'signs.against': [...verdicts.values()].filter((v) => v === 'against').length,
    'subs.open': o.openSubs,
    late: d.clocks.some((c) => !c.stoppedAt && isLate(c, o.at)),
    ...Object.fromEntries(d.clocks.map((c) => [lateOf(c.key), isLate(c, o.at)])),
    now: new Date(o.at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16),
    'step.last': d.steps.at(-1)?.step ?? null,
  };
}

/** What a step works out by itself, each value known to the next. Pure. */
export function setsOf(flow: CompiledFlow, t: Transition, scope: Scope): Data {
  let known = scope;
  const out: Record<string, Data[string]> = Object.fromEntries((t.clears ?? []).map((key) => [key, null]));
  for (const { field, to } of t.sets ?? []) {
    out[field] = flow.work(to, known);
    known = { ...known, [field]: out[field] };
  }
  return out;
}

/** The fields that a step asks, read and checked; others are refused, so that nothing is changed in passing. */
export function readAsked(
  flow: CompiledFlow,
  asks: NonNullable<Transition['asks']>,
  raw: Readonly<Record<string, unknown>>,
  before: Data = {},
): { readonly data: Data; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const data: Record<string, Data[string]> = {};
  for (const key of Object.keys(raw))
    if (!asks.some((a) => a.field === key))
      problems.push({
        field: `data.${key}`,
        message: `这一步没有「${flow.fields.get(key)?.label ?? key}」可填。`,
      });
  for (const ask of asks) {
    const field = flow.fields.get(ask.field);
    if (!field) continue;
    // What does not fit what was filled in above it is not asked, and does not stay behind unseen.
    if (ask.when !== undefined && flow.judge(ask.when, { ...before, ...data }) !== true) {
      data[field.key] = null;
      continue;
    }
    const read = readValue(field, raw[field.key]);
    if (read.problem) problems.push({ field: `data.${field.key}`, message: read.problem });
    else if (read.value !== null) data[field.key] = read.value;
    else if (ask.required)
      problems.push({ field: `data.${field.key}`, message: `「${field.label}」还没有填。` });
    // Asked again and left empty: it is emptied, as the person sees it.
    else data[field.key] = null;
  }
  return { data, problems };
}

/**
 * Values that the definition derives from spans of time. Looks at the same person's other matters of the flow as the
 * worker, since she may have begun them in another post.
 */
export async function deriveValues(
  worker: Asks,
  flow: CompiledFlow,
  d: Pick<Dossier, 'matter'>,
  data: Data,
  calendar: Calendar,
): Promise<Data> {
  const out: Record<string, Data[string]> = {};
  for (const rule of flow.definition.derived ?? []) {
    const span = spanOf(rule, data);
    if (!span) continue;
    const rows = await worker.single(
      'SELECT data FROM matter WHERE starter_person = $1 AND flow = $2 AND NOT (state = ANY ($3)) AND id <> $4',
      [d.matter.starter.personId, d.matter.flow, rule.ignores, d.matter.id],
      'matter-siblings',
    );
    const others = rows.flatMap((r) => spanOf(rule, r['data'] as Data) ?? []);
    const measured = measureSpan(span, others, rule.day, calendar);
    out[rule.key] =
      rule.fn === 'working-hours'
        ? measured.hours
        : rule.fn === 'joined-hours'
          ? measured.joined
          : measured.overlaps;
  }
  return out;
}

/** '2026-11-03' and '14:00' to '2026-11-03' and '18:00'. */
function spanOf(rule: Derived, data: Data): Span | null {
  const [from, fromHour, until, untilHour] = rule.span.map((key) => data[key]);
  if (typeof from !== 'string' || typeof until !== 'string' || until < from) return null;
  return { from, fromHour: hourOf(fromHour, 0), until, untilHour: hourOf(untilHour, 24) };
}
const hourOf = (text: unknown, otherwise: number): number => {
  const [hours, minutes] = String(text ?? '')
    .split(':')
    .map(Number);
  return hours === undefined || Number.isNaN(hours) || text == null ? otherwise : hours + (minutes ?? 0) / 60;
};

/** A line-by-line count without cells, pieces or folding: slow and plainly right. For tests only. */
export interface TrialUnit {
  readonly id: string;
  readonly code: string;
  readonly isOffice: boolean;
  /** Parents by day, newest last; the first holds since ever. */
  readonly parents: { from: string; parentId: string | null }[];
}
export interface TrialLine {
  readonly id: string;
  readonly unitId: string;
  day: string;
  readonly until: string | null;
  data: {
    amount?: number;
    kind?: string;
    tags?: string[];
    who?: string;
    level?: number;
    ended?: string;
    totals?: Record<string, number>;
  };
  state: 'valid' | 'withdrawn';
  readonly opening: 'rest' | null;
}
export interface TrialWorld {
  readonly units: Map<string, TrialUnit>;
  readonly lines: TrialLine[];
}
export interface NaiveQuestion {
  readonly unitId: string;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
  readonly tree: 'as-it-was' | 'like-for-like';
}
export interface NaiveAnswer {
  readonly value: number | null;
  readonly own: number | null;
  readonly below: number | null;
}

export function parentOn(unit: TrialUnit, day: string): string | null {
  return unit.parents.findLast((p) => p.from <= day)?.parentId ?? null;
}

/** own: the unit or its office; below: any lower unit on that day; null: not under it. */
function slotOf(world: TrialWorld, unitId: string, of: string, day: string): 'own' | 'below' | null {
  if (unitId === of) return 'own';
  const first = world.units.get(unitId);
  let [at, steps] = [first, 0];
  while (at) {
    const parent = parentOn(at, day);
    steps += 1;
    if (parent === of) return steps === 1 && first?.isOffice ? 'own' : 'below';
    at = parent === null ? undefined : world.units.get(parent);
  }
  return null;
}

function matches(line: TrialLine, where: NaiveQuestion['where']): boolean {
  return Object.entries(where).every(([dimension, values]) => {
    const wanted = typeof values === 'string' ? [values] : values;
    const has =
      dimension === 'kind'
        ? [line.data.kind ?? '']
        : (line.data.tags?.length ?? 0) > 0
          ? (line.data.tags ?? [])
          : [''];
    return has.some((v) => wanted.includes(v));
  });
}

export function naive(world: TrialWorld, q: NaiveQuestion): NaiveAnswer {
  const treeDay = (day: string): string => (q.tree === 'like-for-like' ? '9999-12-31' : day);
  const valid = world.lines.filter((l) => l.state === 'valid');
  const inRange = (day: string): boolean => day >= q.from && day <= q.to;
  const add = { own: 0, below: 0 };
  let count = 0;
  const put = (line: TrialLine, day: string, amount: number): void => {
    const slot = slotOf(world, line.unitId, q.unitId, treeDay(day));
    if (slot === null) return;
    add[slot] += amount;
    count += 1;
  };
  const done = (): NaiveAnswer => ({ value: add.own + add.below, own: add.own, below: add.below });
  const flow = (value: (l: TrialLine) => number | null): void => {
    for (const l of valid) {
      if (!inRange(l.day) || !matches(l, q.where)) continue;
      if (l.opening !== null) {
        const total = l.data.totals?.[q.measure];
        if (total !== undefined && (l.until ?? '') <= q.to) put(l, l.day, total);
        continue;
      }
      const amount = value(l);
      if (amount !== null) put(l, l.day, amount);
    }
  };
  switch (q.measure) {
    case 'trial.lines':
      flow(() => 1);
      break;
    case 'trial.amount':
      flow((l) => l.data.amount ?? null);
      break;
    case 'trial.big':
      flow((l) => ((l.data.amount ?? 0) > 50 ? 1 : null));
      break;
    case 'trial.active':
      for (const l of valid) {
        if (l.opening !== null || l.day > q.to || neverWas(l) || !matches(l, q.where)) continue;
        if (l.data.ended !== undefined && l.data.ended <= q.to) count += 1;
        else put(l, q.tree === 'like-for-like' ? l.day : q.to, 1);
        // The line counts as seen wherever its unit stood, also when nothing is left of it.
      }
      return seen(world, q) ? done() : nothing(world, q);
    case 'trial.level': {
      const last = new Map<string, TrialLine>();
      for (const l of valid) {
        if (l.opening !== null || l.data.level === undefined || l.day > q.to || !matches(l, q.where))
          continue;
        const there = last.get(l.unitId);
        if (!there || l.day > there.day || (l.day === there.day && l.id > there.id)) last.set(l.unitId, l);
      }
      for (const l of last.values()) put(l, q.tree === 'like-for-like' ? l.day : q.to, l.data.level ?? 0);
      return count > 0 ? done() : nothing(world, q);
    }
    case 'trial.most': {
      const values: Record<'own' | 'below', number[]> = { own: [], below: [] };
      for (const l of valid) {
        if (l.opening !== null || l.data.amount === undefined || !inRange(l.day) || !matches(l, q.where))
          continue;
        const slot = slotOf(world, l.unitId, q.unitId, treeDay(l.day));
        if (slot) values[slot].push(l.data.amount);
      }
      const max = (all: number[]): number | null => (all.length > 0 ? Math.max(...all) : null);
      return { value: max([...values.own, ...values.below]), own: max(values.own), below: max(values.below) };
    }
    case 'trial.persons': {
      const people = new Map<string, boolean>();
      for (const l of valid) {
        if (l.opening !== null || !l.data.who || !inRange(l.day) || !matches(l, q.where)) continue;
        const slot = slotOf(world, l.unitId, q.unitId, treeDay(l.day));
        if (slot) people.set(l.data.who, (people.get(l.data.who) ?? false) || slot === 'own');
      }
      const own = [...people.values()].filter(Boolean).length;
      return people.size > 0 ? { value: people.size, own, below: people.size - own } : nothing(world, q);
    }
    case 'trial.rate': {
      const n = naive(world, { ...q, measure: 'trial.big' });
      const d = naive(world, { ...q, measure: 'trial.lines' });
      const rate = (a: number | null, b: number | null): number | null =>
        a === null || b === null || b === 0 ? null : Math.round((a / b) * 1e6) / 1e4;
      return { value: rate(n.value, d.value), own: rate(n.own, d.own), below: rate(n.below, d.below) };
    }
  }
  return count > 0 ? done() : nothing(world, q);
}

const neverWas = (l: TrialLine): boolean => l.data.ended !== undefined && l.data.ended <= l.day;

function seen(world: TrialWorld, q: NaiveQuestion): boolean {
  return world.lines.some(
    (l) =>
      l.state === 'valid' &&
      l.opening === null &&
      !neverWas(l) &&
      l.day <= q.to &&
      matches(l, q.where) &&
      slotOf(world, l.unitId, q.unitId, q.tree === 'like-for-like' ? '9999-12-31' : q.to) !== null,
  );
}

/**
 * Nothing counted: 0 where the ledger has lines in the months of the range and their unit stood under this one on a day of
 * that month within the range (and the field is not just blank). A month in which a unit moved counts for both superiors.
 */
function nothing(world: TrialWorld, q: NaiveQuestion): NaiveAnswer {
  const moves = [...world.units.values()].flatMap((u) => u.parents.map((p) => p.from));
  const any = world.lines.some((l) => {
    if (l.state !== 'valid') return false;
    const [first, last] = [monthStart(l.day), monthEnd(l.until ?? l.day)];
    const from = first > q.from ? first : q.from;
    const to = last < q.to ? last : q.to;
    if (from > to) return false;
    const days =
      q.tree === 'like-for-like' ? ['9999-12-31'] : [from, ...moves.filter((d) => d > from && d <= to)];
    return days.some((day) => slotOf(world, l.unitId, q.unitId, day) !== null);
  });
  const blank = Object.keys(q.where).length === 0 && ['trial.amount', 'trial.level'].includes(q.measure);
  // What an opening line states of days in the range and others: nobody knows how much of it lies in the range.
  const isCut = world.lines.some(
    (l) =>
      l.state === 'valid' &&
      l.opening !== null &&
      l.data.totals?.[q.measure] !== undefined &&
      l.day <= q.to &&
      (l.until ?? l.day) >= q.from &&
      (l.day < q.from || (l.until ?? l.day) > q.to) &&
      matches(l, q.where) &&
      slotOf(world, l.unitId, q.unitId, q.tree === 'like-for-like' ? '9999-12-31' : l.day) !== null,
  );
  return any && !blank && !isCut ? { value: 0, own: 0, below: 0 } : { value: null, own: null, below: null };
}

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
/** Text of days is compared only, so every month may end on a 31st. */
const monthEnd = (day: string): string => `${day.slice(0, 7)}-31`;

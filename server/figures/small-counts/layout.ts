/** Lines of a year that add the same to the same numbers at the same unit. */
export interface Group {
  /** Path of the unit at whose own level they count. */
  readonly at: string;
  /** Number of the bundle. */
  readonly bundle: number;
  readonly count: number;
  /** An opening line is many cases in one: it never trades places, one case of it does. */
  readonly isOpening: boolean;
}

/**
 * The tree of a year as lists: units by their place in a walk from the top, each before those below it, smaller siblings first.
 * So a unit with all below it is one run of places, and its lines are one run of groups.
 */
export interface Layout {
  readonly paths: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** -1 at the top. */
  readonly up: Int32Array;
  /** First place after all below a unit. */
  readonly end: Int32Array;
  /** Lines of a unit and all below it; an opening line counts as a thousand. */
  readonly lines: Float64Array;
  readonly ownLines: Float64Array;
  /** Where a line may be thought to stand: not in a venue that never has any. */
  readonly isHome: Uint8Array;
  /** Own groups of a unit: from its number up to the next one's. */
  readonly firstGroup: Int32Array;
  readonly unit: Int32Array;
  readonly bundle: Int32Array;
  readonly count: Int32Array;
  readonly isOpening: Uint8Array;
}

/** '/a/b/' → '/a/'; null at the top. */
export function above(path: string): string | null {
  const cut = path.lastIndexOf('/', path.length - 2);
  return cut <= 0 ? null : path.slice(0, cut + 1);
}

/** An opening line stands for more than one case; how many, nobody is told by counting lines. */
export const OPENING_WEIGHT = 1_000;

/** Units that hold lines, all above them and all directly below those; the order of the groups does not matter. Stops now and then. */
export function* layOut(groups: readonly Group[], homes: Iterable<string>): Generator<void, Layout> {
  const weights = new Map<string, number>();
  const own = new Map<string, Group[]>();
  for (const g of groups) {
    const held = own.get(g.at);
    if (held) held.push(g);
    else own.set(g.at, [g]);
  }
  yield;
  for (const [at, held] of own) {
    const n = held.reduce((sum, g) => sum + (g.isOpening ? OPENING_WEIGHT : g.count), 0);
    for (let p: string | null = at; p !== null; p = above(p)) weights.set(p, (weights.get(p) ?? 0) + n);
  }
  const home = new Set(own.keys());
  for (const path of homes) if (weights.has(above(path) ?? path)) home.add(path);
  yield;
  const below = new Map<string | null, string[]>();
  for (const path of new Set([...weights.keys(), ...home])) {
    const up = above(path);
    const list = below.get(up);
    if (list) list.push(path);
    else below.set(up, [path]);
  }
  const weightOf = (path: string): number => weights.get(path) ?? 0;
  const inOrder = (up: string | null): string[] =>
    (below.get(up) ?? []).sort((a, b) => weightOf(a) - weightOf(b) || (a < b ? -1 : 1));

  const size = new Set([...weights.keys(), ...home]).size;
  const paths: string[] = [];
  const placeOf = new Map<string, number>();
  const made = {
    up: new Int32Array(size),
    end: new Int32Array(size),
    lines: new Float64Array(size),
    ownLines: new Float64Array(size),
    isHome: new Uint8Array(size),
    firstGroup: new Int32Array(size + 1),
  };
  const ordered: Group[] = [];
  const walk = (path: string, up: number): void => {
    const place = paths.length;
    paths.push(path);
    placeOf.set(path, place);
    made.up[place] = up;
    made.lines[place] = weightOf(path);
    made.isHome[place] = home.has(path) ? 1 : 0;
    made.firstGroup[place] = ordered.length;
    const held = own.get(path) ?? [];
    for (const g of held.sort((a, b) => Number(a.isOpening) - Number(b.isOpening) || a.bundle - b.bundle)) {
      made.ownLines[place] = (made.ownLines[place] ?? 0) + (g.isOpening ? OPENING_WEIGHT : g.count);
      ordered.push(g);
    }
    for (const child of inOrder(path)) walk(child, place);
    made.end[place] = paths.length;
  };
  yield;
  for (const top of inOrder(null)) walk(top, -1);
  yield;
  made.firstGroup[size] = ordered.length;
  return {
    ...made,
    paths,
    placeOf,
    unit: Int32Array.from(ordered, (g) => placeOf.get(g.at) ?? 0),
    bundle: Int32Array.from(ordered, (g) => g.bundle),
    count: Int32Array.from(ordered, (g) => g.count),
    isOpening: Uint8Array.from(ordered, (g) => (g.isOpening ? 1 : 0)),
  };
}

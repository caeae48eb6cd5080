import type { Bundle } from './offered.ts';
import { bestHome, bestTrade, cost, NONE, type PlacedLine, smallKeys, weight } from './trading.ts';

/*
 * Other worlds (别的可能): the same lines, save that one stands in another unit, or two have traded places. A number is told
 * only where it is the same in all of them. So whatever is told is true in each, and a small number that differs in one
 * can be reckoned by nobody from anything told: by tree, by period, by split, by rate. Pure; SECURITY 16, decision 0031.
 */

/** What is more or less at a unit's own level in one world. */
export interface Part {
  readonly at: string;
  readonly sign: 1 | -1;
  readonly bundle: Bundle;
}

/** Of a unit, the keys that are not the same in all worlds, each with the most that is more of it in one. */
export interface Moved {
  readonly total: ReadonlyMap<number, number>;
  readonly own: ReadonlyMap<number, number>;
  readonly below: ReadonlyMap<number, number>;
}
interface Touched {
  readonly total: Map<number, number>;
  readonly own: Map<number, number>;
  readonly below: Map<number, number>;
  /** Keys that differ in a world which nobody above can rule out by what she knows of her own level. */
  readonly covered: Set<number>;
  readonly ownCovered: Set<number>;
}

interface Node {
  readonly path: string;
  readonly lines: PlacedLine[];
  own: PlacedLine[];
  children: string[];
}

/** '/a/b/' → '/a/'; null at the top. */
export function above(path: string): string | null {
  const cut = path.lastIndexOf('/', path.length - 2);
  return cut <= 0 ? null : path.slice(0, cut + 1);
}

/**
 * Makes the other worlds of a year's lines: for each unit and each of its small numbers (1 up to `threshold` - 1 cases or lines)
 * one in which it is another number, as near by as there is one. `paths` are all units of the tree, with lines or without.
 * The same lines give the same worlds. Cost: lines × levels × keys.
 */
export function otherWorlds(
  lines: readonly PlacedLine[],
  paths: readonly string[],
  threshold: number,
): Pick<Worlds, 'of' | 'worlds'> {
  const made = beginWorlds(lines, paths, threshold);
  for (const _ of made.steps());
  return made;
}

interface Worlds {
  readonly of: (path: string) => Moved | undefined;
  readonly worlds: readonly (readonly Part[])[];
  /** The work, unit by unit: whoever serves others meanwhile stops between two. */
  steps(): Generator<void>;
}

/** The same, begun: nothing is known before all steps are taken. */
export function beginWorlds(
  lines: readonly PlacedLine[],
  paths: readonly string[],
  threshold: number,
): Worlds {
  const nodes = nodesOf(lines, paths);
  const touched = new Map<string, Touched>();
  const worlds: (readonly Part[])[] = [];
  const touchedAt = (path: string): Touched => {
    const known = touched.get(path);
    if (known) return known;
    const made = {
      total: new Map<number, number>(),
      own: new Map<number, number>(),
      below: new Map<number, number>(),
      covered: new Set<number>(),
      ownCovered: new Set<number>(),
    };
    touched.set(path, made);
    return made;
  };

  /** Takes a world in: all units below `top` (all, where null) that hold some of its parts. */
  const take = (parts: readonly Part[], top: string | null): void => {
    worlds.push(parts);
    const chain = new Set<string>();
    for (const part of parts) {
      // At the top itself the total stays; what is of its own level need not.
      chain.add(part.at);
      for (let p: string | null = part.at; p !== null && p !== top; p = above(p)) chain.add(p);
    }
    for (const path of chain) {
      const [own, below] = [new Map<number, number>(), new Map<number, number>()];
      for (const part of parts) {
        if (!part.at.startsWith(path)) continue;
        const into = part.at === path ? own : below;
        for (const [key, value] of part.bundle) into.set(key, (into.get(key) ?? 0) + part.sign * value);
      }
      const total = new Map(own);
      for (const [key, value] of below) total.set(key, (total.get(key) ?? 0) + value);
      const t = touchedAt(path);
      // A unit above knows its own level: a world in which that differs is none to it.
      const isOpen = parts.every((part) => part.at === path || !path.startsWith(part.at));
      note(t.total, total, isOpen ? t.covered : null);
      note(t.own, own, isOpen ? t.ownCovered : null);
      note(t.below, below, null);
    }
  };

  const sizes = new Map([...nodes.values()].map((n) => [n.path, n.lines.reduce((x, l) => x + weight(l), 0)]));
  const sizeOf = (path: string): number => sizes.get(path) ?? 0;
  const isFew = (n: number): boolean => n > 0 && n < threshold;

  /** One line leaves a unit for the best of its siblings; where it has none, its superior's, and from the top for nowhere. */
  const leave = (line: PlacedLine, node: string): void => {
    const gone: Part = { at: line.at, sign: -1, bundle: line.bundle };
    let from = node;
    let up = above(from);
    while (up !== null && nodes.has(up)) {
      const to = bestHome(nodes.get(up)?.children ?? [], from, sizeOf, threshold);
      if (to !== null) {
        take([gone, { at: to, sign: 1, bundle: line.bundle }], up);
        return;
      }
      from = up;
      up = above(from);
    }
    take([gone], null);
  };

  /** One line that counts for a key trades places with one that does not; where nobody can, it is taken for another. */
  const trade = (who: readonly PlacedLine[], key: number, node: string, ownOnly: boolean): void => {
    const some = who.slice(0, 2);
    const opening = some.find((l) => l.isOpening);
    if (opening) {
      leave({ ...opening, bundle: new Map([[key, 1]]) }, node);
      return;
    }
    const mayTrade = (l: PlacedLine): boolean =>
      ownOnly
        ? l.at !== node && (l.at.startsWith(node) || !node.startsWith(l.at))
        : !l.at.startsWith(node) && !node.startsWith(l.at);
    const costAt = (path: string, a: PlacedLine, b: PlacedLine): number =>
      cost(a.bundle, b.bundle, touched.get(path)?.total ?? NONE);
    // An own level may trade with units below it; a unit never with the own level of one above.
    for (let up = ownOnly ? node : above(node); up !== null; up = above(up)) {
      const found = bestTrade(
        some,
        key,
        nodes.get(up)?.lines ?? [],
        mayTrade,
        (a, b) => costAt(node, a, b) + costAt(b.at, a, b),
      );
      if (!found) continue;
      const [a, b] = found;
      take(
        [
          { at: a.at, sign: -1, bundle: a.bundle },
          { at: a.at, sign: 1, bundle: b.bundle },
          { at: b.at, sign: -1, bundle: b.bundle },
          { at: b.at, sign: 1, bundle: a.bundle },
        ],
        up,
      );
      return;
    }
    const twin = bestTrade(
      some,
      key,
      lines,
      () => true,
      (a, b) => costAt(node, a, b),
    );
    const [first] = some;
    const line = twin?.[0] ?? first;
    if (!line) return;
    const parts: Part[] = [{ at: line.at, sign: -1, bundle: line.bundle }];
    if (twin) parts.push({ at: line.at, sign: 1, bundle: twin[1].bundle });
    take(parts, null);
  };

  /** Sees to it that each small number of these lines differs in some world. */
  const cover = (
    held: readonly PlacedLine[],
    node: string,
    covered: ReadonlySet<number>,
    own: boolean,
  ): void => {
    const count = held.reduce((n, l) => n + weight(l), 0);
    if (isFew(count)) {
      for (const line of held)
        if ([...line.bundle.keys()].some((k) => !covered.has(k)))
          if (own) leaveOwn(line, node);
          else leave(line, node);
      return;
    }
    for (const key of smallKeys(held, threshold)) {
      if (covered.has(key)) continue;
      // Who stands above may know her own level, so that somebody of the units below is looked for first.
      const who = held
        .filter((l) => l.bundle.has(key))
        .toSorted((a, b) => Number(a.at === node) - Number(b.at === node));
      trade(who, key, node, own);
    }
  };
  const leaveOwn = (line: PlacedLine, node: string): void => {
    const to = (nodes.get(node)?.children ?? []).toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
    if (to === undefined) leave(line, node);
    else
      take(
        [
          { at: node, sign: -1, bundle: line.bundle },
          { at: to, sign: 1, bundle: line.bundle },
        ],
        node,
      );
  };

  function* steps(): Generator<void> {
    for (const node of nodes.values()) {
      if (node.lines.length === 0) continue;
      cover(node.lines, node.path, touchedAt(node.path).covered, false);
      if (node.own.length > 0 && node.own.length < node.lines.length)
        cover(node.own, node.path, touchedAt(node.path).ownCovered, true);
      yield;
    }
  }
  // Bound, not closed over: what is kept for a year keeps neither its lines nor its worlds.
  return { of: touched.get.bind(touched), worlds, steps };
}

/** Units that hold lines and all above them, each after its superior, with all their lower units. */
function nodesOf(lines: readonly PlacedLine[], paths: readonly string[]): Map<string, Node> {
  const held = new Map<string, Node>();
  const nodeAt = (path: string): Node => {
    const known = held.get(path);
    if (known) return known;
    const made: Node = { path, lines: [], own: [], children: [] };
    held.set(path, made);
    return made;
  };
  for (const line of lines.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    nodeAt(line.at).own.push(line);
    for (let p: string | null = line.at; p !== null; p = above(p)) nodeAt(p).lines.push(line);
  }
  for (const path of paths) {
    const up = above(path);
    if (up !== null) held.get(up)?.children.push(path);
  }
  for (const node of held.values()) node.children.sort();
  return new Map([...held].toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}

function note(
  into: Map<number, number>,
  change: ReadonlyMap<number, number>,
  covered: Set<number> | null,
): void {
  for (const [key, value] of change) {
    if (Math.abs(value) < 1e-9) continue;
    into.set(key, Math.max(into.get(key) ?? 0, value));
    covered?.add(key);
  }
}

import type { Bundles, Differences } from './bundles.ts';
import { openInts } from './grow.ts';
import type { Layout } from './layout.ts';
import { holds, type WorldList } from './world-list.ts';

/** Keys that are not the same in all worlds, each with the most that is more of it in one (at most 255). */
export interface MovedKeys {
  readonly get: (key: number) => number | undefined;
}
/** Of a unit: with all below, of its own level, of all below it. */
export interface Moved {
  readonly total: MovedKeys;
  readonly own: MovedKeys;
  readonly below: MovedKeys;
}

const KINDS = ['total', 'own', 'below'] as const;
const MOST = 255;

/** What differs of each unit, counted from all worlds into lists that are kept for long. The generator stops after each unit. */
export function* gatherMoved(
  layout: Layout,
  bundles: Bundles,
  worlds: WorldList,
): Generator<void, (path: string) => Moved | undefined> {
  const size = layout.up.length;
  const keys = openInts(1 << 16);
  const more = openInts(1 << 16);
  // For each unit and kind where its keys begin and end.
  const runs = new Int32Array(size * KINDS.length * 2);
  const changes = KINDS.map(() => openChanges(bundles.keyCount));
  const found: Differences = { keys: new Int32Array(256), more: new Float64Array(256) };
  for (let u = 0; u < size; u += 1) {
    const [total, own, below] = changes;
    if (!total || !own || !below) return () => undefined;
    for (let t = worlds.last(u); t >= 0; t = worlds.before(t)) {
      const w = worlds.at(worlds.worldOf(t));
      const hasA = holds(layout, u, w.a);
      const hasB = w.b >= 0 && holds(layout, u, w.b);
      const n = bundles.differences(w.gone, w.come, found);
      for (let i = 0; i < n; i += 1) {
        const [key, value] = [found.keys[i] ?? 0, found.more[i] ?? 0];
        if (hasA !== hasB) total.note(key, hasA ? value : -value);
        if (hasA) (w.a === u ? own : below).note(key, value);
        if (hasB) (w.b === u ? own : below).note(key, -value);
      }
    }
    changes.forEach((c, kind) => {
      const at = (u * KINDS.length + kind) * 2;
      runs[at] = keys.size();
      c.drain((key, most) => {
        keys.push(key);
        more.push(most);
      });
      runs[at + 1] = keys.size();
    });
    yield;
  }
  return readerOf(layout.placeOf, runs, keys.all().slice(), Uint8Array.from(more.all()));
}

/** Bound to what it reads, not to what made it: a year is kept for long. */
function readerOf(
  placeOf: ReadonlyMap<string, number>,
  runs: Int32Array,
  keys: Int32Array,
  more: Uint8Array,
): (path: string) => Moved | undefined {
  return (path) => {
    const place = placeOf.get(path);
    if (place === undefined) return undefined;
    const of = (kind: number): MovedKeys => {
      const at = (place * KINDS.length + kind) * 2;
      const [first, end] = [runs[at] ?? 0, runs[at + 1] ?? 0];
      return { get: (key) => find(keys, more, first, end, key) };
    };
    return { total: of(0), own: of(1), below: of(2) };
  };
}

function find(
  keys: Int32Array,
  more: Uint8Array,
  first: number,
  end: number,
  key: number,
): number | undefined {
  let [low, high] = [first, end];
  while (low < high) {
    const mid = (low + high) >>> 1;
    if ((keys[mid] ?? 0) < key) low = mid + 1;
    else high = mid;
  }
  return low < end && keys[low] === key ? more[low] : undefined;
}

interface Changes {
  readonly note: (key: number, value: number) => void;
  /** Gives all keys in order with the most that is more of each, and forgets them. */
  readonly drain: (visit: (key: number, most: number) => void) => void;
}

function openChanges(keyCount: number): Changes {
  const most = new Float64Array(keyCount);
  const isIn = new Uint8Array(keyCount);
  const list: number[] = [];
  return {
    note(key, value) {
      if (isIn[key] === 0) {
        isIn[key] = 1;
        list.push(key);
      }
      if (value > (most[key] ?? 0)) most[key] = value;
    },
    drain(visit) {
      for (const key of list.sort((a, b) => a - b)) {
        visit(key, Math.min(MOST, Math.ceil(most[key] ?? 0)));
        most[key] = 0;
        isIn[key] = 0;
      }
      list.length = 0;
    },
  };
}

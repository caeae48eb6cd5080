import { type Aligned, agreeing, grow } from './align.ts';
import { type Change, changesOf, placeOf, type Side } from './changes.ts';
import { pointsOf } from './points.ts';
import { type Places, placesOf, type Seeds, seedsOf } from './seeds.ts';
import { shareOf } from './share.ts';
import { NUMBER, symbolsOf } from './symbols.ts';

/** The same passage in two texts: code points of each text as given, ends exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
  readonly changed: readonly Change[];
}

/**
 * `share` (0..1): of this text's characters without white space, the part that stands in the other text: that lies in
 * shared stretches. A year, name or figure replaced inside a stretch belongs to it; `changed` tells it.
 */
export interface Sameness {
  readonly share: number;
  readonly stretches: readonly Stretch[];
}

/** A text made ready for comparing; worth keeping where it is compared often. About 20 bytes a character. */
export interface PreparedText extends Side {
  readonly text: string;
  /** Made when first asked, and kept. */
  readonly seeds: () => Seeds;
  readonly places: () => Places;
}

/** Fewer symbols in common are a turn of phrase. */
const SHORTEST = 16;
/** Inside one text a phrase may well return; a long sentence may not. */
const SHORTEST_WITHIN = 30;
/** Places tried for one gram. */
const TRIED = 8;
/** A book of one sentence would answer with a million stretches: the longest are told, all count for the share. */
const TOLD = 2_000;
/** A passage goes on where it was expected, save for so many added or left out symbols. */
const NEAR = 64;
/** Places are weighed by so many symbols before and behind; more would make a text of one sentence slow. */
const LOOK_BACK = 64;
const LOOK_AHEAD = 512;

/** Makes a text ready for `compare`. */
export function prepare(text: string): PreparedText {
  const symbols = symbolsOf(text);
  let seeds: Seeds | null = null;
  let places: Places | null = null;
  const getSeeds = (): Seeds => {
    seeds ??= seedsOf(symbols);
    return seeds;
  };
  return {
    text,
    symbols,
    points: pointsOf(text),
    seeds: getSeeds,
    places: () => {
      places ??= placesOf(getSeeds());
      return places;
    },
  };
}

/**
 * What of `a` stands in `b`: robust against replaced years, names and figures, other widths and line breaks, page numbers,
 * moved sentences. Linear in the length of both.
 */
export function compare(a: PreparedText, b: PreparedText): Sameness {
  const stretches = stretchesOf(a, b);
  return { share: shareOf(a.text, stretches), stretches: toldOf(stretches) };
}

/**
 * Shared stretches in the order of `a`, none over another. Given the same prepared text twice: each place that stood in it
 * before, with the place where it stood first.
 */
export function stretchesOf(a: PreparedText, b: PreparedText): Stretch[] {
  const shortest = a === b ? SHORTEST_WITHIN : SHORTEST;
  const places = b.places();
  const found: Aligned[] = [];
  let done = 0;
  let drift = 0;
  const { positions, hashes } = a.seeds();
  for (let n = 0; n < positions.length; n += 1) {
    const position = positions[n] ?? 0;
    if (position < done) continue;
    const expected = position + drift;
    const stand = places(hashes[n] ?? 0, expected, TRIED);
    const place = stand.length === 0 ? null : bestPlace(a, b, position, expected, stand, done);
    if (place === null) continue;
    const aligned = grow(a.symbols, b.symbols, position, place, done);
    if (aligned.end - aligned.at < shortest) continue;
    found.push(aligned);
    done = aligned.end;
    drift = aligned.otherEnd - aligned.end;
  }
  return found.map((aligned) => stretchOf(a, b, aligned));
}

/** The longest stretches where there are too many to tell, in order. */
export function toldOf(stretches: readonly Stretch[]): Stretch[] {
  if (stretches.length <= TOLD) return [...stretches];
  return stretches
    .toSorted((x, y) => y.end - y.start - (x.end - x.start))
    .slice(0, TOLD)
    .sort((x, y) => x.start - y.start);
}

/**
 * Where in `b` to grow from: where the passage before would go on, if something stands there; else the first of the places
 * that agree at least half as far as the best one, so that a third copy is told of the first and not of the second.
 */
function bestPlace(
  a: PreparedText,
  b: PreparedText,
  position: number,
  expected: number,
  places: readonly number[],
  done: number,
): number | null {
  const reached = places
    .filter((place) => a !== b || place < position)
    .map((place) => {
      const room = a === b ? position - place : Number.POSITIVE_INFINITY;
      const left = Math.min(position - done, LOOK_BACK, room);
      const before = agreeing(a.symbols, b.symbols, position - 1, place - 1, -1, left);
      const right = Math.min(a.symbols.count - position, LOOK_AHEAD, room);
      const after = agreeing(a.symbols, b.symbols, position, place, 1, right);
      return { place, reach: after === 0 ? 0 : before + after };
    });
  const most = Math.max(0, ...reached.map((r) => r.reach));
  if (most === 0) return null;
  const goesOn = reached.find(
    (r) => Math.abs(r.place - expected) <= NEAR && r.reach >= SHORTEST && 4 * r.reach >= most,
  );
  if (goesOn) return goesOn.place;
  return Math.min(...reached.filter((r) => 2 * r.reach >= most).map((r) => r.place));
}

/** Without the other text's number at either end: the heading 三、 after a passage is no changed figure of it. */
function trimmed(a: PreparedText, b: PreparedText, found: Aligned): Aligned {
  let { at, end, otherAt, otherEnd } = found;
  const differ = (i: number, k: number): boolean =>
    a.symbols.symbol[i] === NUMBER &&
    a.points.slice(...placeOf(a.symbols, i, i + 1)) !== b.points.slice(...placeOf(b.symbols, k, k + 1));
  while (end - at > 1 && differ(end - 1, otherEnd - 1)) {
    end -= 1;
    otherEnd -= 1;
  }
  while (end - at > 1 && differ(at, otherAt)) {
    at += 1;
    otherAt += 1;
  }
  return { at, end, otherAt, otherEnd, gaps: found.gaps };
}

function stretchOf(a: PreparedText, b: PreparedText, found: Aligned): Stretch {
  const aligned = trimmed(a, b, found);
  const [start, end] = placeOf(a.symbols, aligned.at, aligned.end);
  const [otherStart, otherEnd] = placeOf(b.symbols, aligned.otherAt, aligned.otherEnd);
  // Marks are no symbols: the full stop at the end and the quotation mark before belong to the passage where both have it.
  const stop = a.points.slice(end, end + 1);
  const closes =
    /^[。!?;:”’」》)\]\uff01\uff1f\uff1b\uff1a\uff09]$/.test(stop) &&
    stop === b.points.slice(otherEnd, otherEnd + 1);
  const first = start > 0 ? a.points.slice(start - 1, start) : '';
  const opens = /^[“‘「《([\uff08]$/.test(first) && first === b.points.slice(otherStart - 1, otherStart);
  return {
    start: opens ? start - 1 : start,
    end: closes ? end + 1 : end,
    otherStart: opens ? otherStart - 1 : otherStart,
    otherEnd: closes ? otherEnd + 1 : otherEnd,
    changed: changesOf(a, b, aligned),
  };
}

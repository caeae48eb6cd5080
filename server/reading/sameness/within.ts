import { type PreparedText, type Sameness, type Stretch, stretchesOf, toldOf } from './compare.ts';
import { type Place, shareOf } from './share.ts';

/** A part of a text that stands in it several times. */
export interface Copy extends Place {
  /** Its heading as written, or its first words. */
  readonly title: string;
}

/** What stands in one text more than once; each group of `copies` is one passage. */
export interface SamenessWithin extends Sameness {
  readonly copies: readonly (readonly Copy[])[];
}

/** A copied part, not a sentence that returns. In code points. */
const PART = 200;
/** Between stretches of one part: own words between copied ones; words that the other copy alone has. */
const OWN_WORDS = 120;
const LEFT_OUT = 2_500;
/** What a part has had is noted in cells of so many code points. */
const CELL = 16;
const HEADING =
  /^(?:第\s*[〇零一二三四五六七八九十百\d]+\s*[篇章节部编]|.{0,40}篇\s*[\d一二三四五六七八九十]+\s*[:\uff1a]?\s*$|[【[]?\s*范文)/;
const TITLE_LENGTH = 40;

/**
 * Compares a text with itself. `share`: the part of its characters that stands in it at least twice. `stretches`: each
 * repeated place with the place where it stood first, and each first place with one that repeats it.
 */
export function samenessWithin(text: PreparedText): SamenessWithin {
  const repeats = stretchesOf(text, text);
  const firsts = firstPlaces(repeats);
  const places = [...repeats, ...repeats.map((s) => ({ start: s.otherStart, end: s.otherEnd }))];
  const pairs = partsOf(repeats).filter(([a, b]) => Math.min(a.end - a.start, b.end - b.start) >= PART);
  return {
    share: shareOf(
      text.text,
      places.sort((x, y) => x.start - y.start),
    ),
    stretches: toldOf([...repeats, ...firsts].sort((x, y) => x.start - y.start)),
    copies: groups(pairs).map((g) => g.map((p) => ({ ...p, title: titleOf(text, p) }))),
  };
}

/** The stretches seen from where they stood first, each place told once: of several repeats the longest. */
function firstPlaces(repeats: readonly Stretch[]): Stretch[] {
  const turned = repeats
    .map((s) => ({
      start: s.otherStart,
      end: s.otherEnd,
      otherStart: s.start,
      otherEnd: s.end,
      changed: s.changed.map((c) => ({
        kind: c.kind,
        start: c.otherStart,
        end: c.otherEnd,
        otherStart: c.start,
        otherEnd: c.end,
        here: c.there,
        there: c.here,
      })),
    }))
    .sort((x, y) => x.start - y.start || y.end - x.end);
  const told: Stretch[] = [];
  let until = 0;
  for (const s of turned) {
    if (s.start < until) continue;
    told.push(s);
    until = s.end;
  }
  return told;
}

/**
 * Neighbouring stretches that are neighbours in the other place too, in whatever order, are one part; what begins again
 * with words that the part has had is the next one.
 */
function partsOf(stretches: readonly Stretch[]): [Place, Place][] {
  const parts: [Place, Place][] = [];
  let had = new Set<number>();
  for (const s of stretches) {
    const [here, there] = parts.at(-1) ?? [];
    const cells: number[] = [];
    for (let c = Math.ceil(s.otherStart / CELL); c < Math.floor(s.otherEnd / CELL); c += 1) cells.push(c);
    const runsOn =
      here &&
      there &&
      s.start - here.end <= OWN_WORDS &&
      s.otherEnd <= here.start &&
      s.otherStart - there.end <= LEFT_OUT &&
      there.start - s.otherEnd <= LEFT_OUT &&
      2 * cells.filter((c) => had.has(c)).length <= cells.length;
    if (runsOn)
      parts[parts.length - 1] = [
        { start: here.start, end: s.end },
        { start: Math.min(there.start, s.otherStart), end: Math.max(there.end, s.otherEnd) },
      ];
    else {
      parts.push([
        { start: s.start, end: s.end },
        { start: s.otherStart, end: s.otherEnd },
      ]);
      had = new Set();
    }
    for (const c of cells) had.add(c);
  }
  return parts;
}

/** Places that cover each other for the most part are one place; places joined by a pair are one group. */
function groups(pairs: readonly [Place, Place][]): Place[][] {
  const sides = pairs.flat().map((place, side) => ({ place, side }));
  sides.sort((x, y) => x.place.start - y.place.start);
  const places: Place[] = [];
  const placeOfSide: number[] = [];
  for (const { place, side } of sides) {
    const last = places.at(-1);
    const overlap = last ? last.end - place.start : 0;
    const isSame = last && overlap * 2 > Math.min(last.end - last.start, place.end - place.start);
    if (isSame) places[places.length - 1] = { start: last.start, end: Math.max(last.end, place.end) };
    else places.push(place);
    placeOfSide[side] = places.length - 1;
  }
  const chief = places.map((_, i) => i);
  const chiefOf = (i: number): number => {
    let at = i;
    while (chief[at] !== at) at = chief[at] ?? at;
    return at;
  };
  pairs.forEach((_, i) => {
    const [x, y] = [chiefOf(placeOfSide[2 * i] ?? 0), chiefOf(placeOfSide[2 * i + 1] ?? 0)];
    chief[Math.max(x, y)] = Math.min(x, y);
  });
  const byChief = new Map<number, Place[]>();
  places.forEach((place, i) => {
    byChief.set(chiefOf(i), [...(byChief.get(chiefOf(i)) ?? []), place]);
  });
  return [...byChief.values()].filter((g) => g.length > 1);
}

/** The last heading shortly before a place or at its beginning; else its first words. */
function titleOf({ points }: PreparedText, { start }: Place): string {
  const before = points.slice(Math.max(0, start - 240), start).split('\n');
  const after = points.slice(start, start + 80).split('\n');
  const first = `${before.pop() ?? ''}${after.shift() ?? ''}`.trim();
  const heading = [...before, first].map((l) => l.trim()).findLast((l) => HEADING.test(l));
  return (heading ?? first).slice(0, TITLE_LENGTH);
}

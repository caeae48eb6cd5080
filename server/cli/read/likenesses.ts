import {
  type Copy,
  compare,
  fingerprint,
  type PreparedText,
  prepare,
  questionOf,
  type SamenessIndex,
  type Stretch,
  samenessIndex,
  samenessWithin,
} from '../../reading/sameness/index.ts';
import { openSource, type Source } from './sources.ts';

/** What a document shares with another one, or with itself (then `copies`: its parts that are one text). */
export interface Likeness {
  readonly with: string;
  readonly share: number;
  readonly stretches: readonly Stretch[];
  readonly copies?: readonly (readonly Copy[])[];
}

/** So few others are all compared; of more the index names the likely ones. */
const ALL_COMPARED = 40;
const CANDIDATES = 20;
/** Told from here on: a thirtieth of the text, or one passage of a few sentences. */
const LEAST_SHARE = 0.03;
const LEAST_STRETCH = 60;
/** Of itself a report repeats a sentence or two; a copied part, or as much in sentences, is told. */
const LEAST_WITHIN = 0.05;
/** Texts kept ready between comparisons, in characters: 20 bytes each. */
const KEPT_READY = 8_000_000;

/** Compares documents with themselves and with all sources, through an index, so that a full folder costs no more than it must. */
export interface Comparer {
  /** Files of the folder that could not be read. */
  readonly unread: readonly { readonly name: string; readonly message: string }[];
  likenesses(source: Source, text: PreparedText): Promise<Likeness[]>;
}

/** Reads every source once for its fingerprints. `known` are texts at hand. */
export async function openComparer(
  sources: readonly Source[],
  known: ReadonlyMap<string, string>,
): Promise<Comparer> {
  const index: SamenessIndex = samenessIndex();
  const byPlace = new Map(sources.map((s) => [s.place, s]));
  const unread: { name: string; message: string }[] = [];
  const textOf = async (source: Source): Promise<string | null> => {
    const at = known.get(source.place);
    if (at !== undefined) return at;
    const opened = await openSource(source);
    if ('text' in opened) return opened.text;
    unread.push({ name: source.name, message: opened.message });
    return null;
  };
  const isMany = sources.length > ALL_COMPARED;
  if (isMany)
    for (const source of sources) {
      const text = await textOf(source);
      if (text !== null) index.add(source.place, fingerprint(text));
    }
  const ready = new Map<string, PreparedText>();
  const prepared = async (source: Source): Promise<PreparedText | null> => {
    const at = ready.get(source.place);
    if (at) return at;
    const text = await textOf(source);
    if (text === null) {
      byPlace.delete(source.place);
      return null;
    }
    const made = prepare(text);
    ready.set(source.place, made);
    let size = [...ready.values()].reduce((sum, p) => sum + p.text.length, 0);
    for (const [place, old] of ready) {
      if (size <= KEPT_READY || place === source.place) break;
      ready.delete(place);
      size -= old.text.length;
    }
    return made;
  };

  return {
    unread,
    async likenesses(source, text) {
      const found: Likeness[] = [];
      const within = samenessWithin(text);
      if (within.copies.length > 0 || within.share >= LEAST_WITHIN)
        found.push({ with: source.name, ...within });
      const places = isMany
        ? index.query(questionOf(text.symbols), CANDIDATES + 1).map((c) => c.name)
        : [...byPlace.keys()];
      const others: Likeness[] = [];
      for (const place of places) {
        const other = byPlace.get(place);
        if (!other || place === source.place) continue;
        const theirs = await prepared(other);
        if (!theirs) continue;
        const sameness = compare(text, theirs);
        if (isTold(sameness)) others.push({ with: other.name, ...sameness });
      }
      return [...found, ...others.sort((a, b) => b.share - a.share)];
    },
  };
}

const isTold = (s: { share: number; stretches: readonly Stretch[] }): boolean =>
  s.stretches.length > 0 &&
  (s.share >= LEAST_SHARE || s.stretches.some((x) => x.end - x.start >= LEAST_STRETCH));

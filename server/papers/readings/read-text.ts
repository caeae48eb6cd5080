import type { ReadingView, SamenessView, SharedStretch } from '../../../contracts/api-reading.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { withFigures } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Stretch } from '../../reading/sameness/index.ts';
import { numberOf } from '../../settings/index.ts';
import { againstLedgers } from '../against-ledgers/against-ledgers.ts';
import { countKeptIn, likelyKept } from './kept-store.ts';
import type { Reader } from './reader.ts';

export interface ReadingKit {
  readonly db: Database;
  readonly registry: () => Registry;
  readonly reader: Reader;
  readonly now: () => Date;
}
export interface ReadingAsk {
  readonly text: string;
  readonly unit: Unit;
  readonly from: string;
  readonly to: string;
  readonly source: string | null;
}

/** What is done one after the other, said while it is done. */
export const STEPS = ['正在找数字', '正在对勾稽', '正在查文内重复', '正在对台账', '正在比旧稿'] as const;

/** Kept texts that are compared word for word, and how many characters of them at most. */
const COMPARED = 20;
const COMPARED_CHARS = 6_000_000;
const LONG_STRETCH = 80;
/** Stretches that are told of a text with itself. */
const TOLD_WITHIN = 400;

/**
 * Reads a text (报告体检): its figures, its arithmetic, what the ledgers count for them, what of it stands in it twice and in
 * texts kept in her scope. Changes nothing. Errors: reading.too-long, reading.crowded.
 */
export async function readText(
  kit: ReadingKit,
  actor: Actor,
  ask: ReadingAsk,
  onStep: (step: number) => void = () => {},
): Promise<ReadingView> {
  const read = await kit.reader.read(ask.text, onStep);
  onStep(4);
  const ledgers = await withFigures(kit.db, actor, (tx) =>
    againstLedgers(tx, kit.registry(), { ...ask, figures: read.figures }),
  );
  onStep(5);
  const except = ask.source === null ? null : { unitId: ask.unit.id, source: ask.source };
  const [keptTexts, likely, leastShare] = await withActor(
    kit.db,
    actor,
    async (tx) => [
      await countKeptIn(tx, actor),
      await likelyKept(tx, actor, { prints: read.question, most: COMPARED, except }),
      // Less than this in common is the language of the office, not a copy.
      (await numberOf(tx, ask.unit, 'reading.alike-percent', chinaDay(kit.now()))) / 100,
    ],
    'read',
  );
  const others = withinReach(likely);
  const compared = new Map((await kit.reader.compare(ask.text, others)).map((c) => [c.id, c]));
  const sameness = others.flatMap(({ text: _, ...kept }): SamenessView[] => {
    const c = compared.get(kept.id);
    const tells = c && (c.share >= leastShare || c.stretches.some((s) => s.end - s.start >= LONG_STRETCH));
    if (!c || !tells) return [];
    const stretches = c.stretches.map((s) => stretchView(s, s.otherText));
    return [{ with: kept, share: c.share, identical: c.identical, stretches, more: c.more }];
  });
  return {
    chars: read.chars,
    figures: read.figures,
    checks: read.checks,
    ledgers,
    within: withinView(ask.text, read.within),
    sameness: sameness.sort((a, b) => b.share - a.share),
    keptTexts,
    may: [
      ...(actor.can('reading.keep') ? ['teach', 'keep'] : []),
      ...(actor.can('entry.write') ? ['open-lines'] : []),
    ],
  };
}

function withinReach<T extends { text: string }>(texts: readonly T[]): T[] {
  let left = COMPARED_CHARS;
  return texts.filter((t) => {
    left -= t.text.length;
    return left >= 0;
  });
}

function withinView(
  text: string,
  within: { share: number; stretches: readonly Stretch[]; copies: ReadingView['within']['copies'] },
): ReadingView['within'] {
  // Each pair stands there twice, once from either end; a reader wants it once, from its second place.
  const repeats = within.stretches.filter((s) => s.otherStart < s.start);
  const longest = repeats.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, TOLD_WITHIN);
  const chars = longest.length > 0 ? Array.from(text) : [];
  return {
    share: within.share,
    stretches: longest
      .sort((a, b) => a.start - b.start)
      .map((s) => stretchView(s, chars.slice(s.otherStart, s.otherEnd).join(''))),
    copies: within.copies,
  };
}

const stretchView = (s: Stretch, otherText: string): SharedStretch => ({
  start: s.start,
  end: s.end,
  otherStart: s.otherStart,
  otherEnd: s.otherEnd,
  changed: s.changed.map((c) => ({
    kind: c.kind,
    start: c.start,
    end: c.end,
    otherStart: c.otherStart,
    otherEnd: c.otherEnd,
  })),
  otherText,
});

import type { ReportBlock, ReportPiece } from '../../contracts/api.ts';
import {
  type HandText,
  handTextSchema,
  LAST_MARKS,
  lastMarkSchema,
  paperItemSchema,
  type Slots,
} from '../../contracts/api-paper-slots.ts';
import type { LastPlan } from '../../contracts/api-papers.ts';
import type { BoundFigure } from '../../contracts/report.ts';

/** What a person wrote (手写), read out of the slots of a paper; pure. */

/** The text in a slot, or null where nothing lies there. */
export function handIn(slots: Slots, slot: string): HandText | null {
  const parsed = handTextSchema.safeParse(slots[slot]?.value);
  return parsed.success ? parsed.data : null;
}

/** Figures bound inside hand-written texts: key 'after/sessions/f1', so that each is counted by itself. */
export function handFigures(slots: Slots): { key: string; bound: BoundFigure }[] {
  return Object.keys(slots).flatMap((slot) => {
    const hand = handIn(slots, slot);
    return Object.entries(hand?.figures ?? {})
      .filter(([key]) => hand?.text.includes(`{${key}}`))
      .map(([key, f]) => ({
        key: `${slot}/${key}`,
        bound: {
          key: figureKey(slot, key),
          label: f.label,
          measure: f.measure,
          ...(f.where ? { where: f.where } : {}),
          ...(f.scope ? { scope: f.scope } : {}),
          ...(f.period ? { period: f.period } : {}),
        },
      }));
  });
}
const figureKey = (slot: string, key: string): string => `${slot.replace('/', '-')}-${key}`;

/** One hand-written place as a block; `show` gives a bound figure's words, null for one that is none. */
export function handBlock(slot: string, hand: HandText, show: (key: string) => string | null): ReportBlock[] {
  const text = hand.text.replace(/\n\s*\n+/g, '\n').trim();
  if (text === '') return [];
  const pieces: ReportPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{(f\d{1,3})\}/g)) {
    const key = match[1] ?? '';
    const shown = hand.figures[key] ? show(`${slot}/${key}`) : null;
    if (shown === null) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ figure: figureKey(slot, key), text: shown });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return [{ kind: 'hand', key: slot, pieces, joins: hand.joins === true }];
}

/** Items of one list in their order, without empty ones. */
export function itemsOf(slots: Slots, list: 'problems' | 'plan'): { id: string; text: string }[] {
  return Object.entries(slots)
    .filter(([slot]) => slot.startsWith(`${list}/`))
    .flatMap(([slot, { value }]) => {
      const item = paperItemSchema.safeParse(value);
      return item.success && item.data.text.trim() !== ''
        ? [{ id: slot.slice(list.length + 1), ...item.data }]
        : [];
    })
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id))
    .map(({ id, text }) => ({ id, text: text.trim() }));
}

/** Items of the last plan that nobody has said yet what became of, or only half: a word belongs to what was not done. */
export function unmarkedOf(slots: Slots, last: LastPlan | null): LastPlan['items'] {
  return (last?.items ?? []).filter(({ id }) => {
    const mark = lastMarkSchema.safeParse(slots[`last/${id}`]?.value);
    return !mark.success || (mark.data.mark !== 'done' && mark.data.note.trim() === '');
  });
}

type Held = 'problems' | 'plan' | 'last-plan';

/** The items that stand in a place, one paragraph each and numbered; none where nothing was written. */
export function itemBlocks(of: Held, slots: Slots, last: LastPlan | null): ReportBlock[] {
  const items =
    of === 'last-plan'
      ? (last?.items ?? []).flatMap(({ id, text }) => {
          const mark = lastMarkSchema.safeParse(slots[`last/${id}`]?.value);
          if (!mark.success) return [];
          const note = mark.data.note.trim().replace(/。$/, '');
          return [
            {
              key: `last/${id}`,
              text: `${bare(text)}：${LAST_MARKS[mark.data.mark]}${note === '' ? '' : `，${note}`}。`,
            },
          ];
        })
      : itemsOf(slots, of).map(({ id, text }) => ({ key: `${of}/${id}`, text: `${bare(text)}。` }));
  return items.map(({ key, text }, at) => ({
    kind: 'hand',
    key,
    pieces: [{ text: `${at + 1}.${text.replace(/\s*\n\s*/g, '')}` }],
    joins: false,
  }));
}
const bare = (text: string): string => text.trim().replace(/[。;；]+$/, '');

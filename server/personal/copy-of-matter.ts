import { LETTER_CHANNELS } from '../../contracts/api-letters.ts';
import { ANSWERS } from '../../contracts/api-referrals.ts';
import {
  contactCopyOf,
  filesOfMatter,
  type Letter,
  letterOfMatter,
  openLetter,
  packsOf,
  wordsOf,
} from '../cases/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { sentOf } from '../referrals/index.ts';
import type { CopyOfMatter } from './copy.ts';
import type { PersonalKit } from './kit.ts';
import { keptUntilOf } from './retention.ts';
import { type Masks, masked, masksOf, sharedFields } from './share.ts';
import type { Tended } from './who.ts';

/** Who asks for it: she whom it is about, or who wrote the letter. */
export type Asks = 'her' | 'sender';
export type Shelved = Awaited<ReturnType<typeof filesOfMatter>>[number];
const ENDS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;
const when = (at: Date): string => {
  const china = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${china.slice(0, 10)} ${china.slice(11, 16)}`;
};
const LETTER_KINDS = { letter: '您写的', add: '您补充的', answer: '给您的答复', withdraw: '您撤回' } as const;

/** Whose the parts of one matter are, for who asks: what came in is the writer's, what came of it is hers. */
interface Shared {
  /** Somebody else wrote of her. */
  readonly byOther: boolean;
  readonly isSender: boolean;
  readonly getsLetter: boolean;
  readonly getsCourse: boolean;
  /** Fields that name whom it is against. */
  readonly against: readonly string[];
  readonly masks: Masks;
}

/**
 * What of one matter is handed out (要一份). Who told of another is not told to her; who asks as the sender gets the letter and
 * not what came of it. Each kept file is offered to `take` with the name that it has in the package.
 */
export async function copyOfMatter(
  kit: PersonalKit,
  tx: Tx,
  { d, place }: Tended,
  o: {
    readonly asks: Asks;
    readonly files: boolean;
    readonly at: Date;
    readonly take: (name: string, file: Shelved) => void;
  },
): Promise<CopyOfMatter> {
  const { matter } = d;
  const { definition, states } = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  const letter = await letterOfMatter(tx, matter.id);
  const text = letter && (await openLetter(tx, kit.vault, letter.id));
  const byOther = letter !== null && letter.whom !== 'me';
  const isSender = o.asks === 'sender';
  const against = Object.values(definition.keptFrom ?? {});
  const share = { against, byOther: byOther && !isSender };
  const masks = masksOf(definition.fields, matter.data, { ...share, reporter: text?.name ?? '' });
  const s: Shared = {
    byOther,
    isSender,
    getsLetter: letter !== null && (!byOther || isSender),
    getsCourse: !byOther || !isSender,
    against,
    masks,
  };
  const fieldsOf = (data: Readonly<Record<string, unknown>>): ReturnType<typeof sharedFields> =>
    s.getsCourse ? sharedFields(definition.fields, data, { ...share, masks }) : [];
  return {
    number: matter.number,
    flow: definition.name,
    unit: place.unit.name,
    begun: chinaDay(matter.startedAt),
    closed: matter.closedAt ? chinaDay(matter.closedAt) : null,
    state: states.get(matter.state)?.name ?? '',
    keptUntil: await keptUntilOf(tx, matter, o.at),
    fields: fieldsOf(matter.data),
    letters: letter && s.getsLetter ? await letterShared(kit, tx, letter, text) : [],
    contact: contactShared(await contactCopyOf(tx, kit.vault, matter.id), s),
    steps: d.steps.map((step) => ({
      at: when(step.at),
      name: step.stepName,
      by: step.by?.title || '平台',
      words: s.getsCourse ? clean(step.opinion, masks) : null,
      fields: fieldsOf(step.data),
    })),
    referrals: s.getsCourse ? await referralsShared(kit, tx, matter.id, s) : [],
    files: s.getsCourse ? await filesShared(kit, tx, matter, { ...o, masks }) : [],
    packs: s.getsCourse ? (await packsOf(tx, kit.vault, matter.id)).map((p) => chinaDay(p.at)) : [],
    leftOut: leftOut(s),
  };
}

const clean = (words: string | null, masks: Masks): string | null => words && masked(words, masks);

/** What was written in and what was said since, to its writer. */
async function letterShared(
  kit: PersonalKit,
  tx: Tx,
  letter: Letter,
  text: Awaited<ReturnType<typeof openLetter>>,
): Promise<CopyOfMatter['letters']> {
  const words = [text?.words, text?.name && `称呼:${text.name}`, text?.phone && `电话:${text.phone}`];
  const since = await wordsOf(tx, kit.vault, letter.id);
  return [
    {
      at: when(letter.at),
      kind: `${LETTER_KINDS.letter}(${LETTER_CHANNELS[letter.channel]})`,
      words: words.filter(Boolean).join(';'),
    },
    ...since.map((w) => ({ at: when(w.at), kind: LETTER_KINDS[w.kind], words: w.words })),
  ];
}

/** What went to agencies and what they answered, without whom it is against and, where another wrote, without the writer. */
async function referralsShared(
  kit: PersonalKit,
  tx: Tx,
  matterId: string,
  { against, byOther, isSender, masks }: Shared,
): Promise<CopyOfMatter['referrals']> {
  const sent = await sentOf(tx, kit.vault, matterId);
  return sent.map((r) => ({
    at: when(r.referral.at),
    agency: r.sent.agency,
    shared: r.sent.fields
      .filter((f) => !against.includes(f.key) && !(byOther && !isSender && f.isPersonal))
      .map((f) => ({ label: f.label, value: masked(f.value, masks) })),
    answer: answerOf(r.events, masks),
  }));
}

async function filesShared(
  kit: PersonalKit,
  tx: Tx,
  matter: Tended['d']['matter'],
  o: {
    readonly files: boolean;
    readonly take: (name: string, file: Shelved) => void;
    readonly masks: Masks;
  },
): Promise<CopyOfMatter['files']> {
  const kept = (await filesOfMatter(tx, kit.vault, matter.id)).filter((f) => f.state === 'kept');
  return kept.map((f, i) => {
    const packed = `材料/${matter.number}-${String(i + 1).padStart(2, '0')}.${ENDS[f.kind]}`;
    if (o.files) o.take(packed, f);
    return { name: masked(f.name, o.masks), at: chinaDay(f.at), packed: o.files ? packed : null };
  });
}

const leftOut = ({ against, byOther, isSender }: Shared): string[] => [
  ...(against.length > 0 ? ['被反映的人和单位的信息是别人的,不在内。'] : []),
  ...(byOther && !isSender ? ['这件事是别人替您反映的;反映人的姓名、联系方式和原话不在内。'] : []),
  ...(byOther && isSender ? ['您替别人反映的事,办理情况是她的信息,不在内。'] : []),
];

/**
 * How she may be reached, as far as it is hers: where somebody else wrote for her, what came with the letter is how the
 * writer may be reached, and goes to the writer alone.
 */
function contactShared(
  held: Awaited<ReturnType<typeof contactCopyOf>>,
  { byOther, isSender, masks }: Shared,
): CopyOfMatter['contact'] {
  const asWriter = byOther && isSender;
  const plans = held.plans.filter((p) => !byOther || p.byHer === isSender);
  const told = (words: string): string => (asWriter ? words : masked(words, masks));
  return {
    plans: plans.map((p) => ({
      at: when(p.at),
      by: p.byHer ? '您自己写的' : '我们替您记的',
      fields: p.fields.map((f) => ({ label: f.label, value: byOther ? told(f.value) : f.value })),
    })),
    // Who was called with which outcome is told to nobody but whom it is about.
    events: byOther ? [] : held.events.map((e) => ({ at: when(e.at), words: told(e.words) })),
  };
}

function answerOf(events: Awaited<ReturnType<typeof sentOf>>[number]['events'], masks: Masks): string | null {
  const answer = events.findLast((e) => e.kind === 'answered');
  if (!answer) return null;
  return [ANSWERS[answer.said.outcome ?? 'done'], clean(answer.said.words ?? null, masks)]
    .filter(Boolean)
    .join(':');
}

import { LETTER_CHANNELS } from '../../../contracts/api-letters.ts';
import { ANSWERS } from '../../../contracts/api-referrals.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import {
  contactCopyOf,
  filesOfMatter,
  letterOfMatter,
  openLetter,
  packsOf,
  wordsOf,
} from '../../cases/index.ts';
import { openShelved } from '../../files/index.ts';
import { actingFor, assertNotErased, isErased, mayKnow, noteRead } from '../../flows/index.ts';
import { renderDocx } from '../../papers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { sentOf } from '../../referrals/index.ts';
import { allOf } from '../all-of.ts';
import { type CopyOfMatter, copyDocument, type PersonalCopy } from '../copy.ts';
import type { PersonalKit } from '../kit.ts';
import { keptUntilOf } from '../retention.ts';
import { type Masks, masked, masksOf, sharedFields } from '../share.ts';
import { changeRequest, requestById } from '../store.ts';
import { assertProvedTwice, type Tended, tended } from '../who.ts';

const ENDS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;
type Asks = 'her' | 'sender';
type Shelved = Awaited<ReturnType<typeof filesOfMatter>>[number];

export interface CopyFiles {
  readonly copy: PersonalCopy;
  readonly docx: Buffer;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/**
 * Makes a copy of what is held on her (要一份, 个人信息保护法 45): a document she can read, the same as data, and the files
 * where told. Every matter that is one thing with this one and that this office has. Taking it out stands on each case, with
 * who did it, and in the audit, without a word of what it says. Errors: not-found, matter.erased, matter.second-step.
 */
export async function makeCopy(
  kit: PersonalKit,
  actor: Actor,
  o: {
    readonly matterId: string;
    readonly reason: string;
    readonly asks: Asks;
    readonly files: boolean;
    readonly requestId: string | null;
    readonly sample: boolean;
  },
): Promise<CopyFiles> {
  assertProvedTwice(actor);
  const acting = await actingFor(kit.flows, actor);
  const seats = [acting.own, ...acting.principals];
  const at = kit.flows.now();
  const made = await kit.owner.transaction([], async (tx) => {
    const first = await tended(kit.flows, tx, seats, o.matterId);
    if (!first) throw new AppError('not-found', { what: '这件事' });
    assertNotErased(first.d.matter);
    const matters: CopyOfMatter[] = [];
    const files: { name: string; file: Shelved }[] = [];
    for (const id of await allOf(kit, tx, [o.matterId])) {
      const t = await tended(kit.flows, tx, seats, id);
      if (!t || isErased(t.d.matter)) continue;
      matters.push(await copyOf(kit, tx, t, { ...o, at, take: (name, file) => files.push({ name, file }) }));
      const right = (await mayKnow(kit.flows, tx, t.d, acting, at)) ?? {
        why: 'personal' as const,
        forName: null,
        until: null,
      };
      await noteRead(tx, { matter: t.d.matter, actor, acting, right, what: 'export', at });
    }
    await recordEvent(tx, {
      regionCode: first.d.matter.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: first.d.matter.unitPath,
      action: 'personal.copy',
      object: `flow/${first.d.matter.flow}`,
      objectId: o.matterId,
      result: 'ok',
      // Why stands sealed with the request; somebody may have written a name there.
      detail: { matters: matters.length, files: files.length },
      at,
    });
    await settleRequest(kit, tx, actor, acting.own, o, at);
    return { matters, files, by: first.place.unit.name };
  });
  const copy: PersonalCopy = { madeAt: at.toISOString(), by: made.by, matters: made.matters };
  const day = chinaDay(at);
  const dayWords = `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  return {
    copy,
    docx: await renderDocx(copyDocument(copy, { day: dayWords, sample: o.sample })),
    files: await Promise.all(
      made.files.map(async ({ name, file }) => ({
        name,
        bytes: Buffer.from((await openShelved(kit, file)).bytes),
      })),
    ),
  };
}

async function settleRequest(
  kit: PersonalKit,
  tx: Tx,
  actor: Actor,
  own: { readonly personId: string; readonly name: string },
  o: { readonly requestId: string | null; readonly matterId: string },
  at: Date,
): Promise<void> {
  const request = o.requestId === null ? null : await requestById(tx, o.requestId, true);
  if (request?.matterId !== o.matterId || request.what !== 'copy' || request.state !== 'open') return;
  const who = { accountId: actor.accountId, personId: own.personId, name: own.name };
  await changeRequest(tx, kit.vault, { ...request, state: 'done', decided: who, decidedAt: at }, null);
}

const when = (at: Date): string => {
  const china = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${china.slice(0, 10)} ${china.slice(11, 16)}`;
};
const LETTER_KINDS = { letter: '您写的', add: '您补充的', answer: '给您的答复', withdraw: '您撤回' } as const;

async function copyOf(
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
  const flow = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  const letter = await letterOfMatter(tx, matter.id);
  const text = letter && (await openLetter(tx, kit.vault, letter.id));
  // Who told of another is not told to her; who asks as the sender gets the letter and not what came of it.
  const byOther = letter !== null && letter.whom !== 'me';
  const isSender = o.asks === 'sender';
  const against = Object.values(flow.definition.keptFrom ?? {});
  const masks = masksOf(flow.definition.fields, matter.data, {
    against,
    byOther: byOther && !isSender,
    reporter: text?.name ?? '',
  });
  const clean = (words: string | null): string | null => words && masked(words, masks);
  const share = { against, byOther: byOther && !isSender, masks };
  const getsLetter = letter !== null && (!byOther || isSender);
  const getsCourse = !byOther || !isSender;
  const sent = getsCourse ? await sentOf(tx, kit.vault, matter.id) : [];
  const files = getsCourse
    ? (await filesOfMatter(tx, kit.vault, matter.id)).filter((f) => f.state === 'kept')
    : [];
  return {
    number: matter.number,
    flow: flow.definition.name,
    unit: place.unit.name,
    begun: chinaDay(matter.startedAt),
    closed: matter.closedAt ? chinaDay(matter.closedAt) : null,
    state: flow.states.get(matter.state)?.name ?? '',
    keptUntil: await keptUntilOf(tx, matter, o.at),
    fields: getsCourse ? sharedFields(flow.definition.fields, matter.data, share) : [],
    letters: getsLetter
      ? [
          {
            at: when(letter.at),
            kind: `${LETTER_KINDS.letter}(${LETTER_CHANNELS[letter.channel]})`,
            words: [text?.words, text?.name && `称呼:${text.name}`, text?.phone && `电话:${text.phone}`]
              .filter(Boolean)
              .join(';'),
          },
          ...(await wordsOf(tx, kit.vault, letter.id)).map((w) => ({
            at: when(w.at),
            kind: LETTER_KINDS[w.kind],
            words: w.words,
          })),
        ]
      : [],
    contact: contactShared(await contactCopyOf(tx, kit.vault, matter.id), { byOther, isSender, masks }),
    steps: d.steps.map((s) => ({
      at: when(s.at),
      name: s.stepName,
      by: s.by?.title || '平台',
      words: getsCourse ? clean(s.opinion) : null,
      fields: getsCourse ? sharedFields(flow.definition.fields, s.data, share) : [],
    })),
    referrals: sent.map((r) => ({
      at: when(r.referral.at),
      agency: r.sent.agency,
      shared: r.sent.fields
        .filter((f) => !against.includes(f.key) && !(share.byOther && f.isPersonal))
        .map((f) => ({ label: f.label, value: masked(f.value, masks) })),
      answer: answerOf(r.events, clean),
    })),
    files: files.map((f, i) => {
      const packed = `材料/${matter.number}-${String(i + 1).padStart(2, '0')}.${ENDS[f.kind]}`;
      if (o.files) o.take(packed, f);
      return { name: masked(f.name, masks), at: chinaDay(f.at), packed: o.files ? packed : null };
    }),
    packs: getsCourse ? (await packsOf(tx, kit.vault, matter.id)).map((p) => chinaDay(p.at)) : [],
    leftOut: [
      ...(against.length > 0 ? ['被反映的人和单位的信息是别人的,不在内。'] : []),
      ...(byOther && !isSender ? ['这件事是别人替您反映的;反映人的姓名、联系方式和原话不在内。'] : []),
      ...(byOther && isSender ? ['您替别人反映的事,办理情况是她的信息,不在内。'] : []),
    ],
  };
}

/**
 * How she may be reached, as far as it is hers: where somebody else wrote for her, what came with the letter is how the
 * writer may be reached, and goes to the writer alone.
 */
function contactShared(
  held: Awaited<ReturnType<typeof contactCopyOf>>,
  o: { readonly byOther: boolean; readonly isSender: boolean; readonly masks: Masks },
): CopyOfMatter['contact'] {
  const asWriter = o.byOther && o.isSender;
  const plans = held.plans.filter((p) => !o.byOther || p.byHer === o.isSender);
  const clean = (words: string): string => (asWriter ? words : masked(words, o.masks));
  return {
    plans: plans.map((p) => ({
      at: when(p.at),
      by: p.byHer ? '您自己写的' : '我们替您记的',
      fields: p.fields.map((f) => ({ label: f.label, value: o.byOther ? clean(f.value) : f.value })),
    })),
    // Who was called with which outcome is told to nobody but whom it is about.
    events: o.byOther ? [] : held.events.map((e) => ({ at: when(e.at), words: clean(e.words) })),
  };
}

function answerOf(
  events: Awaited<ReturnType<typeof sentOf>>[number]['events'],
  clean: (words: string | null) => string | null,
): string | null {
  const answer = events.findLast((e) => e.kind === 'answered');
  if (!answer) return null;
  return [ANSWERS[answer.said.outcome ?? 'done'], clean(answer.said.words ?? null)].filter(Boolean).join(':');
}

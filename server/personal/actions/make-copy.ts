import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { openShelved } from '../../files/index.ts';
import { actingFor, assertNotErased, isErased, mayKnow, noteRead } from '../../flows/index.ts';
import { renderDocx } from '../../papers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { allOf } from '../all-of.ts';
import { type CopyOfMatter, copyDocument, type PersonalCopy } from '../copy.ts';
import { type Asks, copyOfMatter, type Shelved } from '../copy-of-matter.ts';
import type { PersonalKit } from '../kit.ts';
import { changeRequest, requestById } from '../store.ts';
import { assertProvedTwice, tended } from '../who.ts';

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
      matters.push(
        await copyOfMatter(kit, tx, t, { ...o, at, take: (name, file) => files.push({ name, file }) }),
      );
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

import type { ContactEventBody, ContactView } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { assertMayWrite, holidaysOf, type Known, planFor, withContact } from './known.ts';
import { viewFor } from './read-contact.ts';
import { isStrict, refusalOf } from './rules.ts';
import { contactEventsOf, insertContactEvent, waitingIn, wasRequested } from './store.ts';

/** An attempt may be written down a little before the clock says so, not later. */
const AHEAD_MS = 5 * 60_000;
const ACTIONS = { attempt: 'contact.attempt', message: 'contact.message', drop: 'contact.drop' } as const;

/**
 * Writes down that she was reached or tried (联系记录), that something is to be told to her, or no longer is. Outside her hours
 * or in a way that is not safe: refused where there is violence, else only with a reason that is shown. Once for each press.
 * Errors: not-found, matter.not-yours, input.invalid, contact.message-over.
 */
export const writeContactEvent = (
  kit: CaseKit,
  actor: Actor,
  matterId: string,
  body: ContactEventBody,
): Promise<ContactView> =>
  withContact(kit, actor, matterId, async (k) => {
    assertMayWrite(k);
    const { tx, d, at } = k;
    const requestKey = `${actor.accountId}/${body.requestKey}`;
    if (await wasRequested(tx, d.matter.regionCode, requestKey)) return await viewFor(kit, k);
    if (body.kind === 'attempt') await assertSafe(kit, k, body);
    const settles = body.kind === 'message' ? null : body.message;
    if (settles !== null) {
      const waiting = waitingIn(await contactEventsOf(tx, kit.vault, [d.matter.id]));
      if (!waiting.some((m) => m.id === settles)) throw new AppError('contact.message-over');
    }
    const isKept = await insertContactEvent(tx, kit.vault, d.matter, {
      kind: body.kind,
      // Tried in vain it still waits.
      settles: body.kind === 'attempt' && body.outcome !== 'reached' ? null : settles,
      at,
      by: { accountId: actor.accountId, name: actor.name },
      requestKey,
      said: saidIn(body),
    });
    if (!isKept) throw new AppError('contact.message-over');
    await recordEvent(tx, {
      regionCode: d.matter.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: d.matter.unitPath,
      action: ACTIONS[body.kind],
      object: 'matter',
      objectId: d.matter.id,
      result: 'ok',
      detail: {},
      at,
    });
    return await viewFor(kit, k);
  });

async function assertSafe(
  kit: CaseKit,
  { tx, d, at }: Known,
  body: Extract<ContactEventBody, { kind: 'attempt' }>,
): Promise<void> {
  const when = new Date(body.at);
  const refuse = (field: string, message: string): never => {
    throw new AppError('input.invalid', { problems: [{ field, message }] });
  };
  if (when.getTime() > at.getTime() + AHEAD_MS) refuse('at', '联系的时间还没有到,请核对。');
  if (when.getTime() < d.matter.startedAt.getTime() - 86_400_000) refuse('at', '联系的时间早于登记,请核对。');
  if (body.way === 'she') return;
  const plan = await planFor(kit, d.matter.id);
  const refusal = refusalOf(plan, body.way, when, await holidaysOf(kit.flows, tx, d.matter.unitPath));
  if (refusal === null) return;
  if (isStrict(d.matter)) refuse('way', refusal);
  if (body.reason.length < 4)
    refuse('reason', `${refusal}确实已经这样联系过的,请写明为什么(至少 4 个字),会显示在记录里。`);
}

const saidIn = (body: ContactEventBody) =>
  body.kind === 'attempt'
    ? {
        way: body.way,
        when: new Date(body.at).toISOString(),
        outcome: body.outcome,
        words: body.words,
        reason: body.reason,
      }
    : body.kind === 'message'
      ? { what: 'own' as const, words: body.words }
      : { reason: body.reason };

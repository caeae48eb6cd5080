import { createHash } from 'node:crypto';
import type { ReferralLink, SendReferral } from '../../../contracts/api-referrals.ts';
import type { Actor } from '../../access/index.ts';
import { unitById } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { codesOf, isSame, type LinkCodes, printOfPin, printOfRequest, printOfToken } from '../codes.ts';
import { daysFor, waitsFor } from '../days.ts';
import type { ReferralKit } from '../kit.ts';
import { isAccused, offerOf } from '../offer.ts';
import { notHers, withKnownMatter } from '../reach-matter.ts';
import { happened } from '../record.ts';
import type { Referral, Sent } from '../referral.ts';
import { lastDayOf, momentsOf, type Offer, problemsOf } from '../rules.ts';
import { insertLink, insertReferral, referralOfRequest } from '../store.ts';

const BODY = (body: SendReferral): Buffer => createHash('sha256').update(JSON.stringify(body)).digest();

/**
 * Sends a matter's referral (转办): what she agreed may go, or what a law wants reported, to an agency outside, by a link of
 * its own. The responsible person stays responsible. The same press twice is one referral and shows the same link.
 * Errors: not-found, matter.not-yours, referral.matter-closed, input.invalid, save.key-reused.
 */
export async function sendReferral(
  kit: ReferralKit,
  actor: Actor,
  matterId: string,
  body: SendReferral,
): Promise<ReferralLink> {
  const { vault, now } = kit.flows;
  const at = now();
  const codes = codesOf(vault, actor.accountId, body.requestKey);
  const linkPrint = printOfToken(vault, codes.token);
  if (!linkPrint) throw new Error('a link of ours has no print');
  const requestPrint = printOfRequest(vault, actor.accountId, body.requestKey);
  return await withKnownMatter(kit, actor, matterId, true, async ({ tx, matter, isHers, by }) => {
    const before = await referralOfRequest(tx, matter.regionCode, requestPrint);
    if (before) {
      if (before.matterId !== matterId || !isSame(before.bodyHash, BODY(body)))
        throw new AppError('save.key-reused');
      return linkOf(before, codes);
    }
    if (!isHers) throw notHers(matter);
    if (matter.closedAt) throw new AppError('referral.matter-closed');
    const offer = await offerOf(kit, matter);
    const problems = problemsOf(body, { offer, laws: kit.laws, today: chinaDay(at) });
    if (await isAccused(kit, matter, body.agency))
      problems.push({
        field: 'agency',
        message: '这件事反映的就是这个单位,不能转给被反映的一方。请转给它的上级或者别的单位。',
      });
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    const unit = await unitById(tx, matter.unitId);
    if (!unit) throw new AppError('not-found', { what: '这件事的组织' });
    const law = kit.laws.find((l) => l.key === body.law?.key) ?? null;
    const days = body.days ?? (await daysFor(tx, unit, { kind: body.kind, law, at }));
    const id = newId(at);
    const referral: Referral = {
      regionCode: matter.regionCode,
      id,
      unitId: matter.unitId,
      unitPath: unit.path,
      matterId,
      at,
      kind: body.kind,
      basis: body.law ? 'law' : 'consent',
      state: 'sent',
      needs: null,
      accountId: actor.accountId,
      requestPrint,
      bodyHash: BODY(body),
      linkPrint,
      pinPrint: printOfPin(vault, id, codes.pin),
      wrongPins: 0,
      opens: 0,
      ...momentsOf(at, { days, ...(await waitsFor(tx, unit, at)) }),
      askedAt: null,
      dueToldAt: null,
      silentAt: null,
      answeredAt: null,
      version: 1,
    };
    const sent: Sent = {
      agency: body.agency,
      ask: body.ask,
      callBack: body.callBack,
      number: matter.number,
      unit: unit.name,
      by: matter.holder.name,
      fields: offer.filter((f) => body.fields.includes(f.key)),
      consent: body.consent ? { ...body.consent, labels: labelsOf(offer, body.consent.fields) } : null,
      law: law && body.law ? { name: `${law.law}${law.article}`, why: body.law.why } : null,
    };
    await insertReferral(tx, vault, referral, sent);
    await insertLink(tx, referral, linkPrint);
    await happened(tx, vault, referral, { kind: 'sent', at, by });
    return linkOf(referral, codes);
  });
}

const labelsOf = (offer: readonly Offer[], keys: readonly string[]): string[] =>
  offer.filter((f) => keys.includes(f.key)).map((f) => f.label);

export const linkOf = (r: Referral, codes: LinkCodes): ReferralLink => ({
  id: r.id,
  path: `/r/${codes.token}`,
  pin: codes.pin,
  lastDay: lastDayOf(r.expiresAt),
});

import type { ReferralPaper } from '../../../contracts/api-referrals.ts';
import type { Actor } from '../../access/index.ts';
import { ancestorsOn } from '../../org/index.ts';
import { renderDocx } from '../../papers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { ReferralKit } from '../kit.ts';
import { paperOf } from '../paper.ts';
import { withOwnReferral } from '../reach-matter.ts';
import { happened } from '../record.ts';
import { isLate } from '../rules.ts';
import { eventsOf, openSent } from '../store.ts';

/** Levels of which the law says that they may urge (县级以上, 妇女权益保障法 73). */
const MAY_URGE = ['county', 'city', 'province', 'nation'];

/**
 * Drafts the paper as Word: facts filled in, signed and numbered by the office. It is issued by the nearest federation from
 * the county up. Errors: not-found, matter.not-yours, referral.not-silent, referral.not-answered, input.invalid.
 */
export async function makePaper(
  kit: ReferralKit,
  actor: Actor,
  id: string,
  body: ReferralPaper,
): Promise<{ file: Buffer; name: string }> {
  const { vault, now } = kit.flows;
  const at = now();
  const document = await withOwnReferral(kit, actor, id, async ({ tx, referral, by }) => {
    const sent = await openSent(tx, vault, id);
    const events = await eventsOf(tx, vault, referral);
    const answer = events.findLast((e) => e.kind === 'answered');
    if (referral.state === 'withdrawn') throw new AppError('referral.over');
    if (body.reason === 'silent' && (answer || !isLate(referral, at)))
      throw new AppError('referral.not-silent');
    if (body.reason !== 'silent' && !answer) throw new AppError('referral.not-answered');
    if (body.reason === 'refused' && answer?.said.outcome !== 'refused')
      throw new AppError('referral.not-answered');
    const problems = [
      ...(body.reason === 'improper' && body.words.length < 10
        ? [{ field: 'words', message: '处理不当要写明理由(至少 10 个字)。' }]
        : []),
      // Only what went to this agency may stand in the paper.
      ...(body.fields.some((label) => !sent.fields.some((f) => f.label === label && !f.isPersonal))
        ? [{ field: 'fields', message: '只能写上已经交给对方、不含姓名和联系方式的内容。请去掉多的再试。' }]
        : []),
    ];
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    const chain = await ancestorsOn(tx, referral.unitId, chinaDay(at));
    const issuer = chain.findLast((u) => u.kind === 'federation' && MAY_URGE.includes(u.level));
    await happened(tx, vault, referral, { kind: 'paper-made', at, by });
    return paperOf(referral, sent, events, {
      body,
      issuer: issuer?.name ?? sent.unit,
      today: chinaDay(at),
      sample: kit.sample(),
    });
  });
  // While it is open the sweep and the agency go on; the draft alone changes no state.
  return { file: await renderDocx(document, { created: at }), name: `${document.title}.docx` };
}

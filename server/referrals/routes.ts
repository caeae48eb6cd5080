import {
  referralCountsQuery,
  referralPaperBody,
  referralParams,
  renewLinkBody,
  sendReferralBody,
  tendReferralBody,
} from '../../contracts/api-referrals.ts';
import type { Actor } from '../access/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../platform/http/index.ts';
import { makePaper } from './actions/make-paper.ts';
import { renewLink } from './actions/renew-link.ts';
import { sendReferral } from './actions/send-referral.ts';
import { tendReferral } from './actions/tend-referral.ts';
import { countReferrals } from './counts.ts';
import type { ReferralKit } from './kit.ts';
import { readReferrals } from './read-referrals.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Referrals at the desk: what went and came back; sending, renewing and the paper want a fresh proof of who she is. */
export function referralRoutes(kit: ReferralKit): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof referralParams>({
      method: 'GET',
      path: '/api/matters/:id/referrals',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Referrals of a matter to agencies outside 转办',
      params: referralParams,
      handle: async ({ caller, params }) => await readReferrals(kit, caller, params.id),
    }),
    defineRoute<Actor, typeof referralParams, undefined, typeof sendReferralBody>({
      method: 'POST',
      path: '/api/matters/:id/referrals',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Send a referral; its link and PIN are shown here and nowhere else 发出转办',
      fresh: true,
      params: referralParams,
      body: sendReferralBody,
      handle: async ({ caller, params, body }) => ({
        link: await sendReferral(kit, caller, params.id, body),
      }),
    }),
    defineRoute<Actor, typeof referralParams, undefined, typeof tendReferralBody>({
      method: 'POST',
      path: '/api/referrals/:id/acts',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Take back, reply, chase, read, write down an answer that came on paper 转办的后续',
      params: referralParams,
      body: tendReferralBody,
      handle: async ({ caller, params, body }) => await tendReferral(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof referralParams, undefined, typeof renewLinkBody>({
      method: 'POST',
      path: '/api/referrals/:id/link',
      permission: 'matter.use',
      rate: 'write',
      summary: 'A new link and PIN in place of the old 换链接',
      fresh: true,
      params: referralParams,
      body: renewLinkBody,
      handle: async ({ caller, params, body }) => ({
        link: await renewLink(kit, caller, params.id, body),
      }),
    }),
    defineRoute<Actor, typeof referralParams, undefined, typeof referralPaperBody>({
      method: 'POST',
      path: '/api/referrals/:id/paper',
      permission: 'matter.use',
      rate: 'heavy',
      summary: 'Draft of the paper after silence or refusal 督促处理意见',
      fresh: true,
      params: referralParams,
      body: referralPaperBody,
      handle: async ({ caller, params, body }) => {
        const { file, name } = await makePaper(kit, caller, params.id, body);
        return new Response(new Uint8Array(file), {
          headers: {
            ...SECURITY_HEADERS,
            'Content-Type': WORD,
            'Content-Disposition': `attachment; filename="paper.docx"; filename*=UTF-8''${encodeURIComponent(name)}`,
          },
        });
      },
    }),
    defineRoute<Actor, undefined, typeof referralCountsQuery>({
      method: 'GET',
      path: '/api/referral-counts',
      permission: 'matter.use',
      rate: 'read',
      summary: 'How many referrals a unit and those below sent, and what became of them 转办件数',
      query: referralCountsQuery,
      handle: async ({ caller, query }) => await countReferrals(kit, caller, query.unit),
    }),
  ];
}

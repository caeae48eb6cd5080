import { randomUUID } from 'node:crypto';
import { AppError } from '../../platform/errors/index.ts';
import { type Caller, defineRoute, type Route, readForm } from '../../platform/http/index.ts';
import { type AgencySays, agencySays } from '../actions/agency-says.ts';
import { lookAtLink, openAgain, openLink } from '../actions/open-link.ts';
import type { ReferralKit } from '../kit.ts';
import type { Letter } from '../letter.ts';
import { page } from './frame.ts';
import { hasPass, passFor } from './pass.ts';
import { letterView, overView, type Problems, pinView, type Typed, thanksView } from './views.ts';

const MOST_FORM = 40_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NONE: Problems = new Map();

/** The agency's page: no account, no script; the link, then the PIN, then what was sent to it. */
export function agencyPages<C extends Caller>(kit: ReferralKit): Route<C>[] {
  const { vault, now } = kit.flows;
  const refuse = (error: AppError): Response => page(overView(error.message), { status: error.status });
  const showLetter = (
    token: string,
    letter: Letter,
    o: { note?: string; typed?: Typed; problems?: Problems; status?: number } = {},
  ): Response =>
    page(
      letterView({
        letter,
        action: `/r/${token}`,
        formKey: randomUUID(),
        note: o.note ?? null,
        typed: o.typed ?? {},
        problems: o.problems ?? NONE,
      }),
      { status: o.status ?? 200, cookie: passFor(vault, letter.id, now()) },
    );
  const post = (
    path: string,
    take: (request: Request, token: string, form: Typed) => Promise<Response>,
  ): Route<C> =>
    defineRoute<C>({
      method: 'POST',
      path,
      permission: 'public',
      // Tight, by address (SECURITY 33); the PIN's own bound is counted on the referral.
      rate: 'sign-in',
      summary: 'An agency’s page 外单位的页面',
      secretAddress: true,
      refuse,
      handle: async ({ request }) =>
        await take(request, tokenIn(request), await readForm(request, MOST_FORM)),
    });
  const speak = (what: AgencySays['what'], note: string): Route<C> =>
    post(`/r/:token/${what}`, async (request, token, form) => {
      const id = await lookAtLink(kit, token);
      if (!hasPass(vault, request, id, now()))
        return page(pinView(`/r/${token}`, '离开太久了,请再输一次口令。刚才写的没有发出。'), { status: 401 });
      const key = form['key'] ?? '';
      if (!UUID.test(key)) throw new AppError('input.unreadable');
      try {
        const letter = await agencySays(kit, token, id, key, saysOf(what, form));
        return letter ? showLetter(token, letter, { note }) : page(thanksView());
      } catch (error) {
        if (!(error instanceof AppError) || !error.details.problems) throw error;
        const problems = new Map(error.details.problems.map((p) => [p.field, p.message]));
        const letter = await openAgain(kit, token, id);
        return showLetter(token, letter, { typed: form, problems, status: error.status });
      }
    });
  return [
    defineRoute<C>({
      method: 'GET',
      path: '/r/:token',
      permission: 'public',
      rate: 'read',
      summary: 'An agency’s page 外单位的页面',
      refuse,
      handle: async ({ request }) => {
        const token = tokenIn(request);
        const id = await lookAtLink(kit, token);
        if (!hasPass(vault, request, id, now())) return page(pinView(`/r/${token}`, null));
        return showLetter(token, await openAgain(kit, token, id));
      },
    }),
    post('/r/:token', async (_request, token, form) => {
      try {
        return showLetter(token, await openLink(kit, token, form['pin'] ?? ''));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'referral.pin-wrong') throw error;
        return page(pinView(`/r/${token}`, error.message), { status: error.status });
      }
    }),
    speak('accept', '已接收'),
    speak('ask', '发出了,回复会出现在这一页'),
    speak('answer', ''),
  ];
}

/** Params of a route without a shape are not handed on; the address has the token in its second part. */
const tokenIn = (request: Request): string => new URL(request.url).pathname.split('/')[2] ?? '';

function saysOf(what: AgencySays['what'], form: Typed): AgencySays {
  if (what === 'accept') return { what, person: form['person'] ?? '', phone: form['phone'] ?? '' };
  if (what === 'ask') return { what, words: form['ask'] ?? '' };
  return { what, outcome: form['outcome'] ?? '', words: form['answer'] ?? '' };
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { HelpLine } from '../../contracts/help-line.ts';
import {
  type CaseKit,
  type Followed,
  followLetter,
  type SaidAfter,
  sayMore,
  spaced,
  takeIn,
} from '../cases/index.ts';
import type { PersonalKit } from '../personal/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import {
  type Caller,
  defineRoute,
  type Html,
  hostCookie,
  type Route,
  readForm,
  SECURITY_HEADERS,
} from '../platform/http/index.ts';
import { askedOf, problemsOf, STEPS } from './asking.ts';
import { changeContact } from './change-contact.ts';
import { LOOK_COOKIE, page, SCRIPT } from './frame.ts';
import { personalPages } from './personal-routes.ts';
import { type Place, placesFor } from './places.ts';
import type { Typed } from './typed.ts';
import { askView } from './views/ask.ts';
import { codeView, followView, receiptView } from './views/follow.ts';
import { helpNowView, numbersAgain } from './views/help-now.ts';

const NONE: ReadonlyMap<string, string> = new Map();
/** Ten letters of four thousand signs as a browser sends them: what is too long comes back to be shortened. */
const MOST_FORM = 400_000;
/** What the path names; each page says itself what it takes. */
const NAMED = z.record(z.string(), z.string());
const YEAR_SECONDS = 365 * 86_400;
const NOTES: Readonly<Record<SaidAfter, string>> = {
  add: '补充的话收到了',
  complaint: '意见收到了,会由另一个人来查',
  withdraw: '已经撤回',
  rating: '谢谢您的评价',
};

/** The woman's pages (妇女之页): help now, ask in three steps, come back with a code. No account, no scripts needed. */
export function portalRoutes<C extends Caller>(
  kit: CaseKit,
  lines: readonly HelpLine[],
  personal: PersonalKit,
): Route<C>[] {
  const refuse = (error: AppError, request: Request): Response =>
    page(request, codeView({}, new Map([['code', error.message]])), error.status);
  const get = (path: string, show: (request: Request, params: Record<string, string>) => Promise<Response>) =>
    defineRoute<C, typeof NAMED>({
      method: 'GET',
      path,
      permission: 'public',
      rate: 'read',
      summary: 'A page for women 妇女之页',
      refuse: (error, request) => page(request, helpNowView(lines), error.status),
      params: NAMED,
      handle: ({ request, params }) => show(request, params),
    });
  const post = (
    path: string,
    take: (request: Request, form: Typed, params: Record<string, string>) => Promise<Response>,
    refused: (error: AppError, request: Request) => Response | Promise<Response> = refuse,
  ) =>
    defineRoute<C>({
      method: 'POST',
      path,
      permission: 'public',
      // Tight: who tries codes or floods the mailbox waits (SECURITY 33).
      rate: 'sign-in',
      summary: 'A page for women 妇女之页',
      refuse: refused,
      handle: async ({ request, params }) =>
        await take(request, await readForm(request, MOST_FORM), params ?? {}),
    });
  const show = (request: Request, content: Html, status = 200): Response => page(request, content, status);
  const showFollowed = (request: Request, f: Followed, note: string | null): Response =>
    show(request, followView({ followed: f, note, problems: NONE, typed: {} }));

  /** Why it was not taken, with all that she typed: sent once more, it is the same letter. */
  const showAgain = (request: Request, typed: Typed, error: AppError): Response => {
    const step = Math.min(Math.max(Number(typed['step']) || 1, 1), STEPS);
    const problems = new Map([['form', error.message]]);
    return show(request, askView({ step, typed, problems, lines, places: [] }), error.status);
  };
  /** Who comes too often at the door has her form unread still; another site's form is not read. */
  const refuseAsk = async (error: AppError, request: Request): Promise<Response> => {
    const unread = error.code === 'request.too-many' && !request.bodyUsed;
    const form: Typed = unread ? await readForm(request, MOST_FORM).catch(() => ({})) : {};
    return showAgain(request, { ...form, key: form['key'] || randomUUID() }, error);
  };
  const ask = async (request: Request, form: Typed): Promise<Response> => {
    const typed: Typed = { ...form, key: form['key'] || randomUUID() };
    const step = Math.min(Math.max(Number(form['step']) || 1, 1), STEPS);
    const view = (n: number, problems = NONE, t: Typed = typed, places: readonly Place[] = []): Response =>
      show(request, askView({ step: n, typed: t, problems, lines, places }), problems.size > 0 ? 422 : 200);
    if (form['go'] === 'back') return view(Math.max(1, step - 1));
    const problems = problemsOf(step, typed);
    if (step !== 2) {
      if (problems.size > 0) return view(step, problems);
      return step === 1 ? view(2) : await send(request, typed);
    }
    const places = await kit.flows.db.transaction(
      [],
      (tx) => placesFor(tx, typed['place'] ?? '', chinaDay(kit.flows.now())),
      'read',
    );
    const chosen =
      places.find((p) => p.id === typed['placeId']) ?? (places.length === 1 ? places[0] : undefined);
    const all = new Map(problems);
    if (!all.has('place') && places.length === 0)
      all.set('place', '没有找到这个地方。请写县、区的名字,例如:鼓楼区;不知道就写省、市。');
    if (all.size === 0 && !chosen) all.set('placeId', '同名的地方不止一个,请选一个。');
    if (all.size > 0) return view(2, all, typed, places.length > 1 ? places : []);
    return view(3, NONE, {
      ...typed,
      placeId: chosen?.id ?? '',
      place: chosen?.name.replaceAll(' · ', ',') ?? '',
    });
  };
  const send = async (request: Request, typed: Typed): Promise<Response> => {
    const asked = askedOf(typed);
    if (!asked) {
      const step = [1, 2, 3].find((n) => problemsOf(n, typed).size > 0) ?? 2;
      return show(
        request,
        askView({ step, typed, problems: problemsOf(step, typed), lines, places: [] }),
        422,
      );
    }
    // A trap that no person sees: who fills it is a machine, and is told nothing new.
    if ((typed['website'] ?? '') !== '') return show(request, helpNowView(lines));
    let code: string;
    try {
      code = await takeIn(kit, asked);
    } catch (error) {
      if (error instanceof AppError) return showAgain(request, typed, error);
      throw error;
    }
    return show(request, receiptView(spaced(code), asked.danger === 'now' ? numbersAgain(lines) : null));
  };

  return [
    get('/help', async (request) => show(request, helpNowView(lines))),
    get(
      '/help/portal.js',
      async () =>
        new Response(SCRIPT, {
          headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/javascript; charset=utf-8' },
        }),
    ),
    get('/help/ask', async (request) => {
      const isTelling = new URL(request.url).searchParams.get('what') === 'tell';
      const typed: Typed = { key: randomUUID(), ...(isTelling ? { danger: 'no', cause: 'advice' } : {}) };
      return show(request, askView({ step: 1, typed, problems: NONE, lines, places: [] }));
    }),
    get('/help/look/:look', async (_request, params) => {
      const look = /^(large|strong|large-strong)$/.test(params['look'] ?? '') ? (params['look'] ?? '') : '';
      const headers = new Headers({ ...SECURITY_HEADERS, Location: '/help' });
      headers.append('Set-Cookie', hostCookie(LOOK_COOKIE, look, look === '' ? 0 : YEAR_SECONDS));
      return new Response(null, { status: 303, headers });
    }),
    post('/help/ask', ask, refuseAsk),
    get('/help/follow', async (request) => show(request, codeView({}, NONE))),
    post('/help/follow', async (request, form) =>
      showFollowed(request, await followLetter(kit, form['code'] ?? ''), null),
    ),
    post('/help/follow/contact', async (request, form) => {
      const { followed, problems, status } = await changeContact(kit, form);
      const note = problems.size === 0 ? '记下了,以后照这样联系您' : null;
      return show(request, followView({ followed, note, problems, typed: form }), status);
    }),
    ...(['add', 'complaint', 'withdraw', 'rate'] as const).map((what) =>
      post(`/help/follow/${what}`, async (request, form) => {
        const said: SaidAfter = what === 'rate' ? 'rating' : what;
        const rating = /^[123]$/.test(form['rating'] ?? '') ? Number(form['rating']) : null;
        if (what === 'rate' && rating === null) throw new AppError('letter.no-words');
        try {
          const after = await sayMore(kit, form['code'] ?? '', said, { words: form['words'] ?? '', rating });
          return showFollowed(request, after, NOTES[said]);
        } catch (error) {
          if (!(error instanceof AppError) || error.code === 'letter.no-code') throw error;
          const f = await followLetter(kit, form['code'] ?? '');
          const problems = new Map([[what, error.message]]);
          return show(request, followView({ followed: f, note: null, problems, typed: form }), error.status);
        }
      }),
    ),
    ...personalPages<C>(personal, post, show),
  ];
}

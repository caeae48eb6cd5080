import type { SampleAccount } from '../../../contracts/api.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import {
  defineRoute,
  hostCookie,
  type Route,
  readCookie,
  readForm,
  sessionCookie,
} from '../../platform/http/index.ts';
import { changePassword } from '../actions/change-password.ts';
import { confirmSecondStep, startSecondStep } from '../actions/enrol-second-step.ts';
import type { Member } from '../member.ts';
import { type IdentityKit, originOf, TWELVE_HOURS } from '../routes.ts';
import { enterSample } from '../sample-door.ts';
import { finishSignIn, type Origin, signIn, signOut, stepOwner } from '../sign-in.ts';
import { accountById } from '../store.ts';
import { goTo, page, placeToGo, SCRIPT } from './frame.ts';
import { codeView, enrolView, firstView, passwordView, recoveryView, signInView } from './views.ts';

export interface PagesKit extends IdentityKit {
  /** The sample accounts with their present codes; null outside the sample world. */
  readonly samples: (() => Promise<readonly SampleAccount[]>) | null;
  /** No account exists yet. */
  readonly isEmpty: () => Promise<boolean>;
  /** Makes the first administrator with the start's one-time code; answers the session's token. */
  readonly createFirst: (form: Readonly<Record<string, string>>, origin: Origin) => Promise<string>;
}

const STEP_COOKIE = '__Host-halfsky-step';
const STEP_SECONDS = 5 * 60;
const SELF = '/sign-in';
const at = (step: string, to: string): string =>
  to === '/' ? `${SELF}${step}` : `${SELF}${step}?to=${encodeURIComponent(to)}`;

/** Where a signed-in person must go before anything else; null when she owes nothing. */
export function owedPage(member: Pick<Member, 'owes'>, to: string): string | null {
  if (member.owes === null) return null;
  return at(member.owes === 'password' ? '/password' : '/enrol', to);
}

/** The way in (登录): pages that the server draws, which work without scripts. */
export function signInPages<M extends Member>(o: PagesKit): Route<M>[] {
  const isIn = (member: M): boolean => member.accountId !== '';
  const toOf = (request: Request): string => placeToGo(new URL(request.url).searchParams.get('to'));
  const enter = (token: string, to: string): Response =>
    goTo(to, [sessionCookie(token, TWELVE_HOURS), hostCookie(STEP_COOKIE, '', 0)]);

  const showSignIn = async (v: {
    to: string;
    login?: string;
    problem?: AppError;
    note?: string;
  }): Promise<Response> => {
    const samples = (await o.samples?.()) ?? [];
    return page(
      { title: '登录', wide: samples.length > 0, ...(v.problem ? { status: v.problem.status } : {}) },
      signInView({
        to: v.to,
        login: v.login ?? '',
        problem: v.problem?.message ?? null,
        note: v.note ?? null,
        isEmpty: await o.isEmpty(),
        samples,
      }),
    );
  };
  const showCode = async (request: Request, to: string, problem?: AppError): Promise<Response> => {
    const owner = await stepOwner(o, readCookie(request, STEP_COOKIE) ?? '', o.now());
    if (!owner) return await showSignIn({ to, problem: new AppError('sign-in.step-over') });
    return page(
      { title: '输入验证码', ...(problem ? { status: problem.status } : {}) },
      codeView({ to, name: owner.name, problem: problem?.message ?? null }),
    );
  };
  const showPassword = async (member: M, to: string, problem?: AppError): Promise<Response> => {
    const account = await o.db.transaction([], (tx) => accountById(tx, member.accountId));
    return page(
      { title: '改密码', ...(problem ? { status: problem.status } : {}) },
      passwordView({
        to,
        login: account?.login ?? '',
        name: account?.displayName ?? '',
        asksPresent: !member.byCode,
        least: o.profile.least,
        problem: problem?.message ?? null,
        field: problem?.details.problems?.[0]?.field ?? null,
      }),
    );
  };
  const showEnrol = async (member: M, to: string, problem?: AppError): Promise<Response> => {
    const enrolment = await startSecondStep(o, member, o.now());
    const account = await o.db.transaction([], (tx) => accountById(tx, member.accountId));
    return page(
      { title: '绑定验证器', ...(problem ? { status: problem.status } : {}) },
      enrolView({ to, name: account?.displayName ?? '', enrolment, problem: problem?.message ?? null }),
    );
  };
  const showFirst = (values: Readonly<Record<string, string>>, problem?: AppError): Response =>
    page(
      { title: '第一位管理员', ...(problem ? { status: problem.status } : {}) },
      firstView({ values, problem: problem ? everyProblem(problem) : null, least: o.profile.least }),
    );

  const get = (
    path: string,
    show: (member: M, to: string, request: Request) => Promise<Response>,
  ): Route<M> =>
    defineRoute<M>({
      method: 'GET',
      path: `${SELF}${path}`,
      permission: 'public',
      rate: 'read',
      summary: 'The way in 登录页面',
      refuse,
      handle: ({ caller, request }) => show(caller, toOf(request), request),
    });
  const post = (
    path: string,
    act: (c: {
      member: M;
      form: Readonly<Record<string, string>>;
      to: string;
      origin: Origin;
      request: Request;
      token: string | undefined;
    }) => Promise<Response>,
  ): Route<M> =>
    defineRoute<M>({
      method: 'POST',
      path: `${SELF}${path}`,
      permission: 'public',
      rate: 'sign-in',
      summary: 'The way in 登录页面',
      refuse,
      handle: async ({ caller, request, address, token }) => {
        const form = await readForm(request);
        const to = placeToGo(form['to']);
        return await act({ member: caller, form, to, origin: originOf(request, address), request, token });
      },
    });

  return [
    defineRoute<M>({
      method: 'GET',
      path: `${SELF}/sign-in.js`,
      permission: 'public',
      rate: 'read',
      summary: 'Small comforts of the sign-in pages',
      handle: async () =>
        new Response(SCRIPT, {
          headers: {
            'Content-Type': 'text/javascript; charset=utf-8',
            'Cache-Control': 'max-age=3600',
            'X-Content-Type-Options': 'nosniff',
          },
        }),
    }),
    get('', async (member, to, request) => {
      if (isIn(member)) return goTo(owedPage(member, to) ?? to);
      const ended = new URL(request.url).searchParams.get('note') === 'ended';
      return await showSignIn({ to, ...(ended ? { note: '登录过期了,请再登录一次。' } : {}) });
    }),
    post('', async ({ form, to, origin }) => {
      const login = form['login']?.trim() ?? '';
      const password = form['password'] ?? '';
      try {
        if (login === '' || login.length > 60)
          throw new AppError('input.invalid', { sentence: '账号还没有填。' });
        if (password === '') throw new AppError('input.invalid', { sentence: '密码还没有填。' });
        const entered = await signIn(o, { login, password: password.slice(0, 200), ...origin }, o.now());
        if (entered.in) return enter(entered.token, to);
        return goTo(at('/second-step', to), [hostCookie(STEP_COOKIE, entered.step, STEP_SECONDS)]);
      } catch (error) {
        return await showSignIn({ to, login, problem: known(error) });
      }
    }),
    get('/second-step', (_, to, request) => showCode(request, to)),
    post('/second-step', async ({ form, to, origin, request }) => {
      const step = readCookie(request, STEP_COOKIE) ?? '';
      try {
        const { token } = await finishSignIn(
          o,
          { step, code: form['code']?.slice(0, 40) ?? '', ...origin },
          o.now(),
        );
        return enter(token, to);
      } catch (error) {
        return await showCode(request, to, known(error));
      }
    }),
    get('/password', async (member, to) => {
      if (!isIn(member)) return goTo(at('', to));
      return member.owes === 'password' ? await showPassword(member, to) : goTo(owedPage(member, to) ?? to);
    }),
    post('/password', async ({ member, form, to, origin }) => {
      if (!isIn(member)) return goTo(at('', to));
      if (member.owes !== 'password') return goTo(owedPage(member, to) ?? to);
      try {
        const typed = {
          present: form['present'] ?? '',
          next: form['next'] ?? '',
          again: form['again'] ?? '',
        };
        await changePassword(o, member, { ...typed, ...origin }, o.now());
        o.forget();
        return goTo(to);
      } catch (error) {
        return await showPassword(member, to, known(error));
      }
    }),
    get('/enrol', async (member, to) => {
      if (!isIn(member)) return goTo(at('', to));
      return member.owes === 'second-step' ? await showEnrol(member, to) : goTo(owedPage(member, to) ?? to);
    }),
    post('/enrol', async ({ member, form, to, origin }) => {
      if (!isIn(member)) return goTo(at('', to));
      if (member.owes !== 'second-step') return goTo(owedPage(member, to) ?? to);
      try {
        const code = form['code']?.slice(0, 40) ?? '';
        const codes = await confirmSecondStep(o, member, { code, ...origin }, o.now());
        o.forget();
        const account = await o.db.transaction([], (tx) => accountById(tx, member.accountId));
        const day = chinaDay(o.now());
        return page({ title: '备用码' }, recoveryView({ to, login: account?.login ?? '', codes, day }));
      } catch (error) {
        return await showEnrol(member, to, known(error));
      }
    }),
    post('/leave', async ({ token }) => {
      if (token) await signOut(o.db, token);
      o.forget();
      return goTo(SELF, [sessionCookie('', 0)]);
    }),
    get('/first', async () => ((await o.isEmpty()) ? showFirst({}) : goTo(SELF))),
    post('/first', async ({ form, origin }) => {
      if (!(await o.isEmpty())) return goTo(SELF);
      try {
        return enter(await o.createFirst(form, origin), '/');
      } catch (error) {
        return showFirst(form, known(error));
      }
    }),
    ...(o.samples
      ? [
          post('/sample', async ({ form, to, origin }) => {
            const token = await enterSample(o, { login: form['login'] ?? '', ...origin }, o.now());
            return enter(token, to);
          }),
        ]
      : []),
  ];
}

/** Refusals are shown on the page; anything unforeseen goes on to the house's own answer. */
function known(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

const everyProblem = (error: AppError): string =>
  error.details.problems?.map((p) => p.message).join(' ') ?? error.message;

/** What is refused before a page could draw itself: too many requests, another site, a form that cannot be read. */
function refuse(error: AppError): Response {
  const view = signInView({
    to: '/',
    login: '',
    problem: error.message,
    note: null,
    isEmpty: false,
    samples: [],
  });
  return page({ title: '登录', status: error.status }, view);
}

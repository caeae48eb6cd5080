import { PERSONAL_WHAT, type PersonalWhat } from '../../contracts/api-personal.ts';
import { askByCode, type PersonalKit, personalOfCode } from '../personal/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { Caller, Html, Route } from '../platform/http/index.ts';
import type { Problems, Typed } from './typed.ts';
import { personalView } from './views/personal.ts';

const NONE: Problems = new Map();

/** What she asks of her own data on the page that her code opens (我的个人信息). `post` and `show` are the portal's own. */
export function personalPages<C extends Caller>(
  kit: PersonalKit,
  post: (path: string, take: (request: Request, form: Typed) => Promise<Response>) => Route<C>,
  show: (request: Request, content: Html, status?: number) => Response,
): Route<C>[] {
  const view = async (
    request: Request,
    form: Typed,
    o: { note: string | null; problems: Problems; status: number },
  ): Promise<Response> => {
    const code = form['code'] ?? '';
    const of = await personalOfCode(kit, code);
    return show(request, personalView({ code, of, typed: form, ...o }), o.status);
  };
  return [
    post('/help/follow/personal', (request, form) =>
      view(request, form, { note: null, problems: NONE, status: 200 }),
    ),
    ...(Object.keys(PERSONAL_WHAT) as PersonalWhat[]).map((what) =>
      post(`/help/follow/personal/${what}`, async (request, form) => {
        try {
          await askByCode(kit, form['code'] ?? '', { what, words: form['words'] ?? '' });
          return await view(request, form, { note: '收到了,会有专人办', problems: NONE, status: 200 });
        } catch (error) {
          if (
            !(error instanceof AppError) ||
            error.code === 'letter.no-code' ||
            error.code === 'letter.erased'
          )
            throw error;
          const problems = new Map([[what, error.message]]);
          return await view(request, form, { note: null, problems, status: error.status });
        }
      }),
    ),
  ];
}

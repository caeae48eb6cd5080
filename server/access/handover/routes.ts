import { z } from 'zod';
import {
  type HandoverList,
  type HandoverPage,
  handOverBody,
  type Vacancy,
} from '../../../contracts/api-handover.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import type { Actor } from '../actor.ts';
import { type HandoverKit, handOver, handoverPage, vacancies } from './hand-over.ts';

const params = z.object({ id: z.uuid('编号不对。') });

/** Hand-over of everything when somebody leaves (交接), and the seats that it leaves empty (空缺). */
export function handoverRoutes(
  o: HandoverKit & { readonly now: () => Date; readonly forget: () => void },
): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof params>({
      method: 'GET',
      path: '/api/accounts/:id/handover',
      permission: 'account.manage',
      rate: 'read',
      summary: 'Everything that hangs on a person 交接:她手上有什么',
      params,
      handle: async ({ caller, params: p }): Promise<HandoverPage> =>
        await handoverPage(o, caller, p.id, o.now()),
    }),
    defineRoute<Actor, typeof params, undefined, typeof handOverBody>({
      method: 'POST',
      path: '/api/accounts/:id/handover',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'Hand everything over as of a day 办交接',
      params,
      body: handOverBody,
      handle: async ({ caller, params: p, body }): Promise<HandoverList> => {
        const list = await handOver(o, caller, p.id, body, o.now());
        o.forget();
        return list;
      },
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/vacancies',
      permission: 'account.read',
      rate: 'read',
      summary: 'Seats that hand-overs left empty 空缺',
      handle: async ({ caller }): Promise<{ rows: readonly Vacancy[] }> => ({
        rows: await vacancies(o, caller, o.now()),
      }),
    }),
  ];
}

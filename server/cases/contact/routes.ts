import { z } from 'zod';
import { type ContactView, changeContactBody, contactEventBody } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import type { CaseKit } from '../kit.ts';
import { changePlan } from './change-plan.ts';
import { readContact } from './read-contact.ts';
import { writeContactEvent } from './write-event.ts';

const matterParams = z.object({ id: z.uuid('编号不对。') });
type Answer = { readonly contact: ContactView | null };

/** Whether and how she may be reached, for who has her matter in hand. */
export function contactRoutes(kit: CaseKit): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof matterParams>({
      method: 'GET',
      path: '/api/matters/:id/contact',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Whether she may be reached now, and what to say 安全联系',
      params: matterParams,
      handle: async ({ caller, params }): Promise<Answer> => ({
        contact: await readContact(kit, caller, params.id),
      }),
    }),
    defineRoute<Actor, typeof matterParams, undefined, typeof changeContactBody>({
      method: 'POST',
      path: '/api/matters/:id/contact',
      permission: 'matter.use',
      rate: 'write',
      summary: 'How she may be reached, as she says now 改怎么联系她',
      params: matterParams,
      body: changeContactBody,
      handle: async ({ caller, params, body }): Promise<Answer> => ({
        contact: await changePlan(kit, caller, params.id, body),
      }),
    }),
    defineRoute<Actor, typeof matterParams, undefined, typeof contactEventBody>({
      method: 'POST',
      path: '/api/matters/:id/contact/events',
      permission: 'matter.use',
      rate: 'write',
      summary: 'She was reached or tried; something is to be told to her 联系记录',
      params: matterParams,
      body: contactEventBody,
      handle: async ({ caller, params, body }): Promise<Answer> => ({
        contact: await writeContactEvent(kit, caller, params.id, body),
      }),
    }),
  ];
}

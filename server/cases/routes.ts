import { z } from 'zod';
import type { LetterView } from '../../contracts/api-letters.ts';
import type { RepeatView } from '../../contracts/api-secrecy.ts';
import type { Actor } from '../access/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { contactRoutes } from './contact/routes.ts';
import type { CaseKit } from './kit.ts';
import { readLetter } from './read-letter.ts';
import { repeatOf } from './repeat/repeat-of.ts';

const matterParams = z.object({ id: z.uuid('编号不对。') });

/** What stands behind a matter that came by the public pages, for who has it in hand. */
export function caseRoutes(kit: CaseKit): Route<Actor>[] {
  return [
    ...contactRoutes(kit),
    defineRoute<Actor, typeof matterParams>({
      method: 'GET',
      path: '/api/matters/:id/letter',
      permission: 'matter.use',
      rate: 'read',
      summary: 'What she wrote on the public pages 来件往来',
      params: matterParams,
      handle: async ({ caller, params }): Promise<{ letter: LetterView | null }> => ({
        letter: await readLetter(kit, caller, params.id),
      }),
    }),
    defineRoute<Actor, typeof matterParams>({
      method: 'GET',
      path: '/api/matters/:id/repeat',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Whether the same person or household has asked before 再次求助提示',
      params: matterParams,
      handle: async ({ caller, params }): Promise<{ repeat: RepeatView | null }> => ({
        repeat: await repeatOf(kit, caller, params.id),
      }),
    }),
  ];
}

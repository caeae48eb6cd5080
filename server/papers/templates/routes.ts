import { z } from 'zod';
import {
  arrangementBody,
  arrangementStepBody,
  type TemplateView,
} from '../../../contracts/api-arrangements.ts';
import { type Actor, withActor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { adoptStandard, arrangeTemplate, restoreStandard, viewTemplate } from './change-template.ts';

const kindParams = z.object({ kind: z.string() });

/** A unit's own arrangement of a template (本单位的写法). */
export function templateRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof kindParams>({
      method: 'GET',
      path: '/api/report-templates/:kind',
      permission: 'report.read',
      rate: 'read',
      summary: 'A template as my unit writes it 报告模板',
      params: kindParams,
      handle: async ({ caller, params }): Promise<TemplateView> =>
        await withActor(o.db, caller, (tx) => viewTemplate(tx, o.registry(), caller, params.kind), 'read'),
    }),
    defineRoute<Actor, typeof kindParams, undefined, typeof arrangementBody>({
      method: 'POST',
      path: '/api/report-templates/:kind',
      permission: 'report.write',
      rate: 'write',
      summary: 'Arrange a template for my unit 改写模板',
      params: kindParams,
      body: arrangementBody,
      handle: async ({ caller, params, body }): Promise<TemplateView> =>
        await withActor(o.db, caller, (tx) =>
          arrangeTemplate(tx, o.registry(), caller, params.kind, body, o.now()),
        ),
    }),
    defineRoute<Actor, typeof kindParams, undefined, typeof arrangementStepBody>({
      method: 'POST',
      path: '/api/report-templates/:kind/standard',
      permission: 'report.write',
      rate: 'write',
      summary: 'Return to the standard 恢复标准写法',
      params: kindParams,
      body: arrangementStepBody,
      handle: async ({ caller, params, body }): Promise<TemplateView> =>
        await withActor(o.db, caller, (tx) =>
          restoreStandard(tx, o.registry(), caller, params.kind, body.base, o.now()),
        ),
    }),
    defineRoute<Actor, typeof kindParams, undefined, typeof arrangementStepBody>({
      method: 'POST',
      path: '/api/report-templates/:kind/adopt',
      permission: 'report.write',
      rate: 'write',
      summary: 'Take over a newer standard 采用新标准',
      params: kindParams,
      body: arrangementStepBody,
      handle: async ({ caller, params, body }): Promise<TemplateView> =>
        await withActor(o.db, caller, (tx) =>
          adoptStandard(tx, o.registry(), caller, params.kind, body.base, o.now()),
        ),
    }),
  ];
}

import { z } from 'zod';
import {
  type KeptTextList,
  type KeptTextView,
  keepTextBody,
  keptTextsQuery,
  type ReadingState,
  type ReportText,
  readingBody,
  reportTextQuery,
  teachBody,
} from '../../../contracts/api-reading.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { withFigures } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { reachable } from '../reachable.ts';
import { seeReport } from '../writing/see-report.ts';
import { fileRoutes } from './file-route.ts';
import { keepText, removeText } from './keep-text.ts';
import { keptById, listKept } from './kept-store.ts';
import { lineRoutes } from './line-routes.ts';
import { readText } from './read-text.ts';
import { openReader } from './reader.ts';
import { textOfReport } from './report-text.ts';
import { forgetWords, listTaught, teachWords } from './teach-words.ts';
import { openUnderWay } from './under-way.ts';

const idParams = z.object({ id: z.uuid('编号不对。') });
const kindParams = z.object({ kind: z.string() });

/** 报告体检: a text is read; words are taught; texts are kept for comparison; figures become draft lines. */
export function readingRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  const reader = openReader();
  const underWay = openUnderWay(o.now);
  const kit = { ...o, reader };
  const unitOf = (actor: Actor, id: string): Promise<Unit> =>
    withActor(o.db, actor, (tx) => reachable(tx, actor, id), 'read');
  /** The unit whose words and texts she keeps: her own; a department's are its federation's. */
  const seatOf = (actor: Actor): Promise<Unit> => unitOf(actor, actor.officeOf ?? actor.unit.id);
  return [
    defineRoute<Actor, undefined, undefined, typeof readingBody>({
      method: 'POST',
      path: '/api/readings',
      permission: 'reading.use',
      rate: 'heavy',
      maxBody: 8_000_000,
      summary: 'Read a text: figures, checks, ledgers, copies 报告体检',
      body: readingBody,
      handle: async ({ caller, body }): Promise<ReadingState> => {
        const unit = await unitOf(caller, body.unit);
        return await underWay.begin(caller, body.title, (onStep) =>
          readText(kit, caller, { ...body, unit }, onStep),
        );
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/readings/:id',
      permission: 'reading.use',
      rate: 'read',
      summary: 'A reading that was begun, as far as it is 体检进度',
      params: idParams,
      handle: async ({ caller, params }): Promise<ReadingState> => {
        const state = await underWay.find(caller, params.id);
        if (!state) throw new AppError('not-found', { what: '这次体检,可能已过半小时。请再体检一次' });
        return state;
      },
    }),
    defineRoute<Actor, typeof kindParams, typeof reportTextQuery>({
      method: 'GET',
      path: '/api/reports/:kind/text',
      permission: 'report.read',
      rate: 'read',
      summary: 'A report as running text, to be read 报告文字',
      params: kindParams,
      query: reportTextQuery,
      handle: async ({ caller, params, query }): Promise<ReportText> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, query.unit);
          const report = await seeReport(tx, o.registry(), caller, { ...query, unit, kind: params.kind });
          return {
            title: report.title.replace(/\s+/g, ''),
            text: textOfReport(report).text,
            source: `report/${report.kind}/${report.from}/${report.to}`,
            unit: unit.id,
            from: report.from,
            to: report.to,
          };
        }),
    }),
    defineRoute<Actor, undefined, undefined, typeof teachBody>({
      method: 'POST',
      path: '/api/taught-words',
      permission: 'reading.keep',
      rate: 'write',
      summary: 'Teach what words mean, or that no ledger counts them 教一个说法',
      body: teachBody,
      handle: async ({ caller, body }) => {
        await teachWords(kit, caller, await seatOf(caller), body, o.now());
        return { taught: true };
      },
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/taught-words',
      permission: 'reading.use',
      rate: 'read',
      summary: 'What was taught here and above 教过的说法',
      handle: async ({ caller }) => {
        const unit = await seatOf(caller);
        return {
          rows: await withActor(o.db, caller, (tx) => listTaught(tx, o.registry(), caller, unit), 'read'),
        };
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/taught-words/:id/forget',
      permission: 'reading.keep',
      rate: 'write',
      summary: 'Forget taught words 忘掉一个说法',
      params: idParams,
      handle: async ({ caller, params }) => {
        await forgetWords(kit, caller, await seatOf(caller), params.id, o.now());
        return { forgotten: true };
      },
    }),
    defineRoute<Actor, undefined, typeof keptTextsQuery>({
      method: 'GET',
      path: '/api/kept-texts',
      permission: 'reading.use',
      rate: 'read',
      summary: 'Texts kept for comparison in my scope 比对库',
      query: keptTextsQuery,
      handle: async ({ caller, query }): Promise<KeptTextList> => {
        const [at, id] = (query.after ?? '').split('~');
        const after = at && id ? { at: new Date(at), id } : null;
        const rows = await withActor(
          o.db,
          caller,
          (tx) => listKept(tx, caller, { q: query.q?.trim(), after, limit: query.limit }),
          'read',
        );
        const last = rows.length === query.limit ? rows.at(-1) : undefined;
        return { rows, next: last ? `${last.at}~${last.id}` : null };
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/kept-texts/:id',
      permission: 'reading.use',
      rate: 'read',
      summary: 'One kept text 一份稿子',
      params: idParams,
      handle: async ({ caller, params }) => {
        const kept = await withActor(o.db, caller, (tx) => keptById(tx, caller, params.id), 'read');
        if (!kept) throw new AppError('not-found', { what: '这份稿子' });
        return kept;
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof keepTextBody>({
      method: 'POST',
      path: '/api/kept-texts',
      permission: 'reading.keep',
      rate: 'heavy',
      maxBody: 8_000_000,
      summary: 'Keep a text for comparison 放进比对库',
      body: keepTextBody,
      handle: async ({ caller, body }): Promise<{ kept: KeptTextView; isNew: boolean }> => {
        const unit = await seatOf(caller);
        const { prints } = await reader.read(body.text);
        return await keepText(kit, caller, unit, { ...body, prints }, o.now());
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/kept-texts/:id/remove',
      permission: 'reading.keep',
      rate: 'write',
      summary: 'Take a text out of the comparison 移出比对库',
      params: idParams,
      handle: async ({ caller, params }) => {
        await removeText(kit, caller, await seatOf(caller), params.id, o.now());
        return { removed: true };
      },
    }),
    ...fileRoutes(),
    ...lineRoutes(o),
  ];
}

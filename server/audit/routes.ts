import { sureBody } from '../../contracts/api-account.ts';
import {
  type ActionChoice,
  type AuditPage,
  auditExportQuery,
  auditQuery,
  type ChainView,
} from '../../contracts/api-audit.ts';
import type { Database } from '../platform/db/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../platform/http/index.ts';
import { createChecks } from './check-chain.ts';
import { exportAudit } from './export-audit.ts';
import { type Asked, pageOf, type Question, type Reader, recordReading, toQuestion } from './read-audit.ts';
import { chainState, regionsIn } from './store.ts';
import { type Anchor, readAnchors } from './verify.ts';
import { KINDS } from './words.ts';

/** Reading the audit (审计). `db` is the worker's way in: no request of the application's role can read an event. */
export function auditRoutes<R extends Reader>(o: {
  readonly db: Database;
  readonly now: () => Date;
  readonly roleName: (role: string) => string;
  /** The heads that were kept outside the database. */
  readonly anchorFile: string;
}): Route<R>[] {
  const checks = createChecks(o.db, o.now);
  /** What was asked for, for the record: never names, which the reader may have typed wrongly. */
  const told = (q: Question, asked: Asked): Record<string, string | boolean | null> => ({
    from: q.from,
    to: q.to,
    ...(asked.what ? { what: asked.what } : {}),
    ...(asked.result ? { result: asked.result } : {}),
    ...(asked.unit ? { unit: q.filters.scope.from.split('/').at(-2) ?? '' } : {}),
    ...(asked.who ? { byPerson: true } : {}),
  });
  const anchorsOf = async (regions: readonly string[]): Promise<Anchor[]> => {
    const wanted = new Set(regions);
    return (await readAnchors(o.anchorFile)).filter((a) => wanted.has(a.region));
  };
  const stateOf = async (reader: R): Promise<{ view: ChainView; regions: string[] }> => {
    const { regions, state } = await o.db.transaction(
      [],
      async (tx) => {
        const found = await regionsIn(tx, reader.scope);
        return { regions: found, state: await chainState(tx, found) };
      },
      'read',
    );
    return { regions, view: { ...state, regions: regions.length, check: checks.last(reader) } };
  };
  return [
    defineRoute<R, undefined, typeof auditQuery>({
      method: 'GET',
      path: '/api/audit',
      permission: 'audit.read',
      rate: 'read',
      summary: 'Events in my reach, the newest first; reading is recorded 审计',
      query: auditQuery,
      handle: async ({ caller, query }): Promise<AuditPage> =>
        await o.db.transaction([], async (tx) => {
          const question = await toQuestion(tx, caller, query, o);
          await recordReading(tx, caller, 'audit.read', told(question, query), o.now());
          const page = await pageOf(tx, question, query.after ?? null, query.limit);
          return { ...page, from: question.from, to: question.to };
        }),
    }),
    defineRoute<R>({
      method: 'GET',
      path: '/api/audit/kinds',
      permission: 'audit.read',
      rate: 'read',
      summary: 'Kinds of actions 操作种类',
      handle: async (): Promise<{ kinds: readonly ActionChoice[] }> => ({
        kinds: KINDS.map(([what, words]) => ({ what, words })),
      }),
    }),
    defineRoute<R, undefined, typeof auditExportQuery>({
      method: 'GET',
      path: '/api/audit/export',
      permission: 'audit.read',
      fresh: true,
      rate: 'heavy',
      summary: 'Export as CSV 导出审计',
      query: auditExportQuery,
      handle: async ({ caller, query }) => {
        const question = await o.db.transaction([], async (tx) => {
          const q = await toQuestion(tx, caller, query, o);
          await recordReading(tx, caller, 'audit.export', told(q, query), o.now());
          return q;
        });
        return new Response(exportAudit(o.db, caller, question, o.now), {
          headers: {
            ...SECURITY_HEADERS,
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': `attachment; filename="audit-${question.from}-${question.to}.csv"`,
          },
        });
      },
    }),
    defineRoute<R>({
      method: 'GET',
      path: '/api/audit/chain',
      permission: 'audit.read',
      rate: 'read',
      summary: 'How the chain stands, and the last check 审计链',
      handle: async ({ caller }): Promise<ChainView> => (await stateOf(caller)).view,
    }),
    defineRoute<R, undefined, undefined, typeof sureBody>({
      method: 'POST',
      path: '/api/audit/chain/check',
      permission: 'audit.read',
      rate: 'heavy',
      summary: 'Check the chain against the anchors; goes on by itself 核对审计链',
      body: sureBody,
      handle: async ({ caller }): Promise<ChainView> => {
        const { view, regions } = await stateOf(caller);
        const check = checks.start({
          reader: caller,
          regions,
          total: view.sealed,
          anchors: await anchorsOf(regions),
          done: async ({ events, faults }) => {
            const detail = { events, faults: faults.length };
            await o.db.transaction([], (tx) => recordReading(tx, caller, 'audit.check', detail, o.now()));
          },
        });
        return { ...view, check };
      },
    }),
  ];
}

import { z } from 'zod';
import {
  type CoverageView,
  correctEntryBody,
  type EntryList,
  type EntryPage,
  entriesQuery,
  type LedgerSummary,
  type SavedEntry,
  saveEntryBody,
  withdrawEntryBody,
  zeroBody,
} from '../../contracts/api.ts';
import { type Actor, reaches, withActor } from '../access/index.ts';
import { type Unit, unitById, unitName } from '../org/index.ts';
import { addMonths, chinaDay, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { correctEntry, restoreEntry, withdrawEntry } from './actions/correct-entry.ts';
import { type Kit, saveEntry } from './actions/save-entry.ts';
import { stateZero } from './actions/state-zero.ts';
import { countedWords } from './counted-words.ts';
import { coverageOf, monthsOf } from './coverage.ts';
import { entryPage } from './entry-page.ts';
import { listEntries } from './list-entries.ts';
import { parseWhere } from './parse-where.ts';
import { type Entry, lastEntryOf } from './store.ts';
import { entryViews, keepsLedger, maySeeLines, toEntryView } from './views.ts';

const keyParams = z.object({ key: z.string() });
const idParams = z.object({ id: z.uuid() });
const unitQuery = z.object({ unit: z.uuid() });
const coverageQuery = z.object({
  unit: z.uuid(),
  ledger: z.string(),
  year: z.coerce.number().int().min(1949).max(2100),
});

/** Ledgers and their lines (台账、记录). Each route reads as a sentence; the work stands in actions/. */
export function ledgerRoutes(kit: Kit): Route<Actor>[] {
  const reachable = async (tx: Tx, actor: Actor, id: string): Promise<Unit> => {
    const unit = await unitById(tx, id);
    if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
    return unit;
  };
  const answer = (entry: Entry, name: string): SavedEntry => ({
    entry: toEntryView(entry, name),
    counted: countedWords(kit.registry().ledger(entry.ledger), entry, name),
  });
  const saved = async (entry: Entry): Promise<SavedEntry> =>
    answer(entry, await unitName(kit.db, entry.unitId));
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/ledgers',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Ledgers with the state of this month 台账一览',
      handle: async ({ caller }): Promise<{ ledgers: LedgerSummary[] }> => {
        const month = monthOf(chinaDay(kit.now()));
        const states = await withActor(
          kit.db,
          caller,
          (tx) => coverageOf(tx, caller.unit.id, null, month, addMonths(month, 1)),
          'read',
        );
        const ledgers = [...kit.registry().ledgers.values()].map(({ definition: d }): LedgerSummary => {
          const state = states.find((s) => s.ledger === d.key);
          const isExpected =
            d.expects?.levels.includes(caller.unit.level) && caller.unit.kind === 'federation';
          return {
            key: d.key,
            name: d.name,
            group: d.group,
            about: d.about,
            privacy: d.privacy,
            mayWrite:
              caller.can('entry.write') &&
              keepsLedger(d, caller.officeOf ? { ...caller.unit, kind: 'federation' } : caller.unit),
            thisMonth: state ? state.state : isExpected ? 'open' : null,
          };
        });
        return { ledgers };
      },
    }),
    defineRoute<Actor, typeof keyParams>({
      method: 'GET',
      path: '/api/ledgers/:key',
      permission: 'entry.read',
      rate: 'read',
      summary: 'The definition of a ledger 台账定义',
      params: keyParams,
      handle: async ({ params }) => kit.registry().ledger(params.key).definition,
    }),
    defineRoute<Actor, typeof keyParams, typeof entriesQuery>({
      method: 'GET',
      path: '/api/ledgers/:key/entries',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Lines of a ledger, filtered, sorted, a page at a time 记录列表',
      params: keyParams,
      query: entriesQuery,
      handle: async ({ caller, params, query }): Promise<EntryList> => {
        const ledger = kit.registry().ledger(params.key);
        return await withActor(
          kit.db,
          caller,
          async (tx) => {
            const seat = caller.officeOf ?? caller.unit.id;
            // A case ledger shows the lines of one's own unit only; above that, counts.
            const unit = query.unit
              ? await reachable(tx, caller, query.unit)
              : ledger.definition.privacy === 'case'
                ? await unitById(tx, seat)
                : null;
            if (unit && !maySeeLines(caller, ledger.definition, unit))
              return { rows: [], next: null, countsOnly: true };
            const page = await listEntries(tx, caller, {
              ledger: params.key,
              unit,
              alone: ledger.definition.privacy === 'case',
              from: query.from ?? null,
              to: query.to ?? null,
              words: query.q ?? '',
              splits: Object.entries(parseWhere(query.where)).map(([k, vs]) => vs.map((v) => `${k}=${v}`)),
              sort: query.sort,
              state: query.state,
              after: query.after ?? null,
              limit: query.limit,
            });
            return { rows: await entryViews(tx, page.rows), next: page.next };
          },
          'read',
        );
      },
    }),
    defineRoute<Actor, typeof keyParams, typeof unitQuery>({
      method: 'GET',
      path: '/api/ledgers/:key/last',
      permission: 'entry.write',
      rate: 'read',
      summary: 'The last line of a unit, to begin from 照上次',
      params: keyParams,
      query: unitQuery,
      handle: async ({ caller, params, query }) =>
        await withActor(
          kit.db,
          caller,
          async (tx) => {
            const unit = await reachable(tx, caller, query.unit);
            if (!maySeeLines(caller, kit.registry().ledger(params.key).definition, unit))
              return { entry: null };
            const entry = await lastEntryOf(tx, unit.id, params.key);
            return { entry: entry ? ((await entryViews(tx, [entry]))[0] ?? null) : null };
          },
          'read',
        ),
    }),
    defineRoute<Actor, undefined, undefined, typeof saveEntryBody>({
      method: 'POST',
      path: '/api/entries',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Save a new line 保存记录',
      body: saveEntryBody,
      handle: async ({ caller, body }) => {
        const { entry, unitName: name } = await saveEntry(kit, caller, body);
        return answer(entry, name);
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/entries/:id',
      permission: 'entry.read',
      rate: 'read',
      summary: 'A line with all its versions 记录与经过',
      params: idParams,
      handle: async ({ caller, params }): Promise<EntryPage> =>
        await withActor(kit.db, caller, (tx) => entryPage(kit, tx, caller, params.id), 'read'),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof correctEntryBody>({
      method: 'POST',
      path: '/api/entries/:id/correct',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Correct a line with a reason 更正',
      params: idParams,
      body: correctEntryBody,
      handle: async ({ caller, params, body }) =>
        await saved(await correctEntry(kit, caller, { entryId: params.id, ...body })),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof withdrawEntryBody>({
      method: 'POST',
      path: '/api/entries/:id/withdraw',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Withdraw a line with a reason 撤回',
      params: idParams,
      body: withdrawEntryBody,
      handle: async ({ caller, params, body }) =>
        await saved(await withdrawEntry(kit, caller, { entryId: params.id, ...body })),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof withdrawEntryBody>({
      method: 'POST',
      path: '/api/entries/:id/restore',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Take a withdrawal back 恢复',
      params: idParams,
      body: withdrawEntryBody,
      handle: async ({ caller, params, body }) =>
        await saved(await restoreEntry(kit, caller, { entryId: params.id, ...body })),
    }),
    defineRoute<Actor, undefined, undefined, typeof zeroBody>({
      method: 'POST',
      path: '/api/zeros',
      permission: 'entry.write',
      rate: 'write',
      summary: 'State that nothing happened in a month 本月无',
      body: zeroBody,
      handle: ({ caller, body }) => stateZero(kit, caller, { ...body, month: `${body.month}-01` }),
    }),
    defineRoute<Actor, undefined, typeof coverageQuery>({
      method: 'GET',
      path: '/api/coverage',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Months of a unit and ledger: open, lines, stated zero 报送情况',
      query: coverageQuery,
      handle: async ({ caller, query }): Promise<CoverageView> =>
        await withActor(
          kit.db,
          caller,
          async (tx) => {
            const unit = await reachable(tx, caller, query.unit);
            const sees = maySeeLines(caller, kit.registry().ledger(query.ledger).definition, unit);
            return { months: await monthsOf(tx, unit.id, query.ledger, query.year, sees) };
          },
          'read',
        ),
    }),
  ];
}

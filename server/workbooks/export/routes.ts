import { z } from 'zod';
import {
  type ExportProgress,
  exportQuery,
  exportShownBody,
  templateQuery,
} from '../../../contracts/api-workbooks.ts';
import { type Actor, reaches, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { type CompiledLedger, maySeeLines, parseWhere } from '../../ledgers/index.ts';
import { type Unit, unitById } from '../../org/index.ts';
import { chinaDay, isRealDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { writeBook } from '../book/hucre.ts';
import { handOf, seatIdOf, unitsToWriteFor, usualUnit, type WorkbookKit } from '../imports/kit.ts';
import { templateSheets } from '../template/template.ts';
import { exportTable, fileHeaders } from './export-table.ts';
import { ledgerColumns, ledgerRows } from './ledger-table.ts';
import type { TableCell } from './model.ts';
import { exportsUnderWay } from './under-way.ts';

const keyParams = z.object({ key: z.string() });
const ticketParams = z.object({ ticket: z.string().max(80) });

/** Tables to be filled in, and lists taken out (模板、导出). */
export function exportRoutes(kit: WorkbookKit): Route<Actor>[] {
  const underWay = exportsUnderWay(kit.now);
  return [
    defineRoute<Actor, typeof keyParams, typeof templateQuery>({
      method: 'GET',
      path: '/api/ledgers/:key/template',
      permission: 'entry.write',
      rate: 'heavy',
      summary: 'A table of this ledger to be filled in 下载模板',
      params: keyParams,
      query: templateQuery,
      handle: async ({ caller, params, query }) => {
        const { definition } = kit.registry().ledger(params.key);
        const hand = await handOf(kit.db, caller);
        const units = await withActor(
          kit.db,
          caller,
          (tx) => unitsToWriteFor(tx, hand.seat, definition),
          'read',
        );
        if (units.length === 0) throw new AppError('forbidden');
        const usual = usualUnit(units, hand.seat, query.unit);
        const open = units.filter((u) => u.to === null);
        const first = open.toSorted((a, b) => Number(b.id === usual) - Number(a.id === usual));
        const sheets = templateSheets(definition, { units: first, today: chinaDay(kit.now()) });
        const book = await writeBook(sheets, { title: definition.name, at: kit.now() });
        return new Response(new Uint8Array(book), {
          headers: fileHeaders(`${definition.name} 模板.xlsx`, 'xlsx'),
        });
      },
    }),
    defineRoute<Actor, typeof keyParams, typeof exportQuery>({
      method: 'GET',
      path: '/api/ledgers/:key/export',
      permission: 'entry.read',
      rate: 'heavy',
      summary: 'A list of lines as a workbook, as it is filtered and sorted 导出',
      params: keyParams,
      query: exportQuery,
      handle: async ({ caller, params, query }) => {
        const ledger = kit.registry().ledger(params.key);
        const unit = await askedUnit(kit, caller, ledger, query.unit);
        const at = kit.now();
        const persons = caller.can('person.read');
        for (const day of [query.from, query.to])
          if (day !== undefined && !isRealDay(day)) throw new AppError('command.bad-day', { day });
        const question = {
          ledger: params.key,
          unit,
          alone: ledger.definition.privacy === 'case',
          from: query.from ?? null,
          to: query.to ?? null,
          words: query.q ?? '',
          splits: Object.entries(parseWhere(query.where)).map(([k, vs]) => vs.map((v) => `${k}=${v}`)),
          sort: query.sort,
          state: query.state,
        };
        const audit = (
          action: string,
          detail: Readonly<Record<string, string | number | boolean | null>>,
        ): Promise<void> =>
          withActor(kit.db, caller, (tx) =>
            recordEvent(tx, {
              regionCode: caller.unit.regionCode,
              accountId: caller.accountId,
              postId: caller.postId,
              unitPath: caller.unit.path,
              action,
              object: `ledger/${params.key}`,
              objectId: unit?.id ?? null,
              result: 'ok',
              detail,
              at: kit.now(),
            }),
          );
        // Said before anything leaves; without it nothing does (SECURITY 22). Words are not told: they may be a name.
        await audit('export.begin', {
          from: query.from ?? null,
          to: query.to ?? null,
          where: query.where ?? null,
          words: (query.q ?? '') !== '',
          persons,
          format: query.format,
        });
        const progress = underWay.begin(caller.accountId, query.ticket);
        let count = 0;
        const rows = counted(ledgerRows(kit.db, caller, ledger, question), async (n, whole) => {
          progress(n, true);
          await audit('export.end', { rows: n, whole });
        });
        return exportTable(
          {
            title: `${ledger.definition.name}${unit ? ` ${unit.name}` : ''}${periodText(query.from, query.to)}`,
            columns: ledgerColumns(ledger.definition),
            rows,
            about: aboutOf(caller, ledger, unit, query),
            at,
            persons,
            onRows: (n) => {
              if (n > count) count = n;
              progress(count);
            },
          },
          query.format,
        );
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof exportShownBody>({
      method: 'POST',
      path: '/api/exports',
      permission: 'signed-in',
      rate: 'heavy',
      summary: 'A table that a page shows, as a workbook 导出眼前的表',
      body: exportShownBody,
      maxBody: 6_000_000,
      handle: async ({ caller, body }) => {
        await withActor(kit.db, caller, (tx) =>
          recordEvent(tx, {
            regionCode: caller.unit.regionCode,
            accountId: caller.accountId,
            postId: caller.postId,
            unitPath: caller.unit.path,
            action: 'export.shown',
            object: body.what,
            objectId: null,
            result: 'ok',
            detail: { rows: body.rows.length, columns: body.columns.length },
            at: kit.now(),
          }),
        );
        async function* rows(): AsyncGenerator<readonly TableCell[]> {
          yield* body.rows;
        }
        // She sees what she sends; what she may see was asked when the page fetched it.
        return exportTable({
          ...body,
          rows: rows(),
          about: [...body.about, whoExports(caller)],
          at: kit.now(),
          persons: true,
        });
      },
    }),
    defineRoute<Actor, typeof ticketParams>({
      method: 'GET',
      path: '/api/exports/:ticket',
      permission: 'signed-in',
      rate: 'read',
      summary: 'How far an export is 导出进度',
      params: ticketParams,
      handle: async ({ caller, params }): Promise<ExportProgress> => {
        const found = underWay.find(caller.accountId, params.ticket);
        if (!found) throw new AppError('not-found', { what: '这次导出' });
        return found;
      },
    }),
  ];
}

/** Passes rows on and tells at the end how many there were, also when the reader went away in the middle. */
async function* counted(
  rows: AsyncIterable<readonly TableCell[]>,
  atEnd: (rows: number, whole: boolean) => Promise<void>,
): AsyncGenerator<readonly TableCell[]> {
  let n = 0;
  let whole = false;
  try {
    for await (const row of rows) {
      n += 1;
      yield row;
    }
    whole = true;
  } finally {
    await atEnd(n, whole);
  }
}

/** The unit whose lines are asked for; of a case ledger only one's own. */
async function askedUnit(
  kit: WorkbookKit,
  actor: Actor,
  ledger: CompiledLedger,
  asked: string | undefined,
): Promise<Unit | null> {
  const isCase = ledger.definition.privacy === 'case';
  const id = asked ?? (isCase ? seatIdOf(actor) : null);
  if (id === null) return null;
  const unit = await withActor(kit.db, actor, (tx) => unitById(tx, id), 'read');
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  if (!maySeeLines(actor, ledger.definition, unit)) throw new AppError('export.counts-only');
  return unit;
}

function periodText(from: string | undefined, to: string | undefined): string {
  if (!from && !to) return '';
  return ` ${from ?? '最早'}至${to ?? '今'}`;
}

function aboutOf(
  actor: Actor,
  ledger: CompiledLedger,
  unit: Unit | null,
  q: z.output<typeof exportQuery>,
): [string, string][] {
  const labels = new Map(ledger.dimensions.map((d) => [d.key, d.label]));
  const where = Object.entries(parseWhere(q.where)).map(
    ([key, values]) => `${labels.get(key) ?? key}:${values.map((v) => v || '未填').join('或')}`,
  );
  const filters = [...where, ...(q.q ? [`含“${q.q}”`] : [])];
  return [
    ['台账', `${ledger.definition.name}:${ledger.definition.about}`],
    [
      '组织',
      unit
        ? `${unit.name}${ledger.definition.privacy === 'case' ? '' : '及其下级'}`
        : `${actor.unit.name}范围内全部`,
    ],
    ['时段', q.from || q.to ? `${q.from ?? '最早'} 至 ${q.to ?? '今天'}` : '不限'],
    ['筛选', filters.length > 0 ? filters.join(';') : '无'],
    ['状态', { valid: '有效的', withdrawn: '已撤回的', all: '全部(撤回的在“状态”栏写明)' }[q.state]],
    ['排序', q.sort === 'day' ? '按日期,新的在前' : '按数值,大的在前'],
    whoExports(actor),
  ];
}

const whoExports = (actor: Actor): [string, string] => [
  '导出人',
  `${actor.name}(${actor.unit.name} ${actor.postTitle})`,
];

import { z } from 'zod';
import {
  type CheckedRows,
  checkRowsBody,
  fixRowBody,
  type ImportList,
  type ImportPage,
  type ImportRow,
  type ImportRows,
  importQuery,
  importRowsQuery,
  importsQuery,
  type SavedRows,
  saveImportBody,
  saveRowsBody,
  undoImportBody,
} from '../../../contracts/api-workbooks.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { MOST } from '../book/limits.ts';
import type { OpenBook } from '../book/open-book.ts';
import { refuse } from '../book/unreadable.ts';
import { fileHeaders } from '../export/export-table.ts';
import { askSave, askUndo, dropImport } from './ask.ts';
import { badRowsBook } from './bad-rows.ts';
import { beginImport } from './begin-import.ts';
import { fixRow } from './fix-row.ts';
import { checkGrid, saveGrid } from './grid.ts';
import { handOf, seatIdOf, type WorkbookKit } from './kit.ts';
import type { Runner } from './runner.ts';
import { type Batch, batchById, batchesOf } from './store.ts';
import { rowsOf } from './store-rows.ts';
import { importPage, importViews } from './views.ts';

const idParams = z.object({ id: z.uuid('编号不对。') });
const rowParams = idParams.extend({ n: z.coerce.number().int().min(1) });
const keyParams = z.object({ key: z.string() });

/** Imports of lines (导入): a file is checked, looked at, saved, undone; rows of a grid are checked and saved. */
export function importRoutes(
  kit: WorkbookKit & { readonly open: (bytes: Uint8Array) => Promise<OpenBook> },
  runner: Runner,
): Route<Actor>[] {
  /** Her unit's imports: a colleague may go on where she stopped, a superior may not look into the rows. */
  const batchFor = async (actor: Actor, id: string): Promise<Batch> => {
    const batch = await withActor(kit.db, actor, (tx) => batchById(tx, id), 'read');
    if (!batch || batch.unitId !== seatIdOf(actor)) throw new AppError('not-found', { what: '这次导入' });
    return batch;
  };
  const pageFor = async (actor: Actor, id: string): Promise<ImportPage> => {
    const batch = await batchFor(actor, id);
    return await withActor(kit.db, actor, (tx) => importPage(tx, kit.registry(), batch), 'read');
  };
  return [
    defineRoute<Actor, undefined, typeof importQuery>({
      method: 'PUT',
      path: '/api/imports',
      permission: 'entry.write',
      rate: 'heavy',
      summary: 'A file of lines to be checked; the body is the file 导入,先核对',
      query: importQuery,
      handle: async ({ caller, query, request }): Promise<ImportPage> => {
        const bytes = await readBody(request);
        const ask = {
          ledger: query.ledger,
          unit: query.unit,
          fileName: query.name,
          requestKey: query.key,
          bytes,
        };
        return await pageFor(caller, await beginImport(kit, runner, caller, ask));
      },
    }),
    defineRoute<Actor, undefined, typeof importsQuery>({
      method: 'GET',
      path: '/api/imports',
      permission: 'entry.write',
      rate: 'read',
      summary: 'Imports of my unit, newest first 导入记录',
      query: importsQuery,
      handle: async ({ caller, query }): Promise<ImportList> =>
        await withActor(
          kit.db,
          caller,
          async (tx) => {
            const batches = await batchesOf(tx, {
              unitId: seatIdOf(caller),
              ...query,
              ledger: query.ledger,
              after: query.after,
            });
            const last = batches.length === query.limit ? batches.at(-1) : undefined;
            return { rows: await importViews(tx, kit.registry(), batches), next: last?.id ?? null };
          },
          'read',
        ),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/imports/:id',
      permission: 'entry.write',
      rate: 'read',
      summary: 'An import, as far as it is 导入进度与结果',
      params: idParams,
      handle: async ({ caller, params }) => await pageFor(caller, params.id),
    }),
    defineRoute<Actor, typeof idParams, typeof importRowsQuery>({
      method: 'GET',
      path: '/api/imports/:id/rows',
      permission: 'entry.write',
      rate: 'read',
      summary: 'Its rows with their problems 逐行核对结果',
      params: idParams,
      query: importRowsQuery,
      handle: async ({ caller, params, query }): Promise<ImportRows> => {
        const batch = await batchFor(caller, params.id);
        const rows = await withActor(
          kit.db,
          caller,
          (tx) =>
            rowsOf(tx, batch.id, {
              state: query.only === 'all' ? null : query.only,
              after: query.after,
              limit: query.limit,
            }),
          'read',
        );
        return {
          rows: rows.map(({ n, texts, problems, state }) => ({
            n,
            texts,
            problems,
            state: state as ImportRow['state'],
          })),
          next: rows.length === query.limit ? (rows.at(-1)?.n ?? null) : null,
        };
      },
    }),
    defineRoute<Actor, typeof rowParams, undefined, typeof fixRowBody>({
      method: 'POST',
      path: '/api/imports/:id/rows/:n',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Mend cells of a waiting row 就地改',
      params: rowParams,
      body: fixRowBody,
      handle: async ({ caller, params, body }): Promise<ImportRow> => {
        const batch = await batchFor(caller, params.id);
        const hand = await handOf(kit.db, caller);
        return await fixRow(kit, hand, { batchId: batch.id, n: params.n, texts: body.texts });
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/imports/:id/bad-rows',
      permission: 'entry.write',
      rate: 'heavy',
      summary: 'Rows that could not be saved, as a workbook 下载有问题的行',
      params: idParams,
      handle: async ({ caller, params }) => {
        const batch = await batchFor(caller, params.id);
        const book = await badRowsBook(kit, await handOf(kit.db, caller), batch);
        const name = `${kit.registry().ledger(batch.ledger).definition.name} 待改的行.xlsx`;
        return new Response(new Uint8Array(book), { headers: fileHeaders(name, 'xlsx') });
      },
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof saveImportBody>({
      method: 'POST',
      path: '/api/imports/:id/save',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Save a checked import, all or what is in order 存',
      params: idParams,
      body: saveImportBody,
      handle: async ({ caller, params, body }) => {
        await batchFor(caller, params.id);
        await askSave(kit, runner, await handOf(kit.db, caller), params.id, body.mode);
        return await pageFor(caller, params.id);
      },
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof undoImportBody>({
      method: 'POST',
      path: '/api/imports/:id/undo',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Withdraw what an import brought, with a reason 撤销这次导入',
      params: idParams,
      body: undoImportBody,
      handle: async ({ caller, params, body }) => {
        await batchFor(caller, params.id);
        await askUndo(kit, runner, await handOf(kit.db, caller), params.id, body);
        return await pageFor(caller, params.id);
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/imports/:id/drop',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Put a checked file aside 不导了',
      params: idParams,
      handle: async ({ caller, params }) => {
        const batch = await batchFor(caller, params.id);
        await dropImport(kit, await handOf(kit.db, caller), batch.id);
        return { dropped: true };
      },
    }),
    defineRoute<Actor, typeof keyParams, undefined, typeof checkRowsBody>({
      method: 'POST',
      path: '/api/ledgers/:key/rows/check',
      permission: 'entry.write',
      rate: 'write',
      summary: 'What is wrong with typed or pasted rows 核对成片的行',
      params: keyParams,
      body: checkRowsBody,
      maxBody: 8_000_000,
      handle: async ({ caller, params, body }): Promise<CheckedRows> =>
        await checkGrid(kit, caller, { ledger: params.key, ...body }),
    }),
    defineRoute<Actor, typeof keyParams, undefined, typeof saveRowsBody>({
      method: 'POST',
      path: '/api/ledgers/:key/rows',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Save typed or pasted rows that are in order 成片地存',
      params: keyParams,
      body: saveRowsBody,
      maxBody: 8_000_000,
      handle: async ({ caller, params, body }): Promise<SavedRows> =>
        await saveGrid(kit, caller, { ledger: params.key, ...body }),
    }),
  ];
}

/** The file as it comes in, cut off where it grows too large. */
async function readBody(request: Request): Promise<Uint8Array> {
  const mb = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;
  const tooLarge = (size: number): AppError =>
    refuse('workbook.too-large', { size: mb(size), most: mb(MOST.fileBytes) });
  const said = Number(request.headers.get('content-length') ?? 0);
  if (said > MOST.fileBytes) throw tooLarge(said);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > MOST.fileBytes) throw tooLarge(size);
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

import { z } from 'zod';
import { sureBody } from '../../../../contracts/api-account.ts';
import {
  type AccountBatch,
  BATCH_COLUMNS,
  type BatchCheck,
  type BatchSlips,
  checkBatchBody,
  makeBatchBody,
  type UndoneBatch,
} from '../../../../contracts/api-account-batches.ts';
import type { Identity } from '../../../identity/index.ts';
import { childrenOf } from '../../../org/index.ts';
import { chinaDay } from '../../../platform/clock/index.ts';
import { AppError } from '../../../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../../../platform/http/index.ts';
import type { Actor } from '../../actor.ts';
import { ROLE_NAMES, ROLES, SEPARATE_POWERS } from '../../policy.ts';
import { listBatches, makeBatch, renewSlips, undoBatch } from './batches.ts';
import { checkBatch } from './check-batch.ts';
import type { TableBooks } from './ports.ts';
import { EXAMPLE_NAME, readTable } from './read-table.ts';

const params = z.object({ id: z.uuid('编号不对。') });
const FILE_MOST = 5_000_000;
const CHOICES_MOST = 200;

/** Accounts in bulk from a table (成批建账号). */
export function batchRoutes(
  o: Identity & { readonly now: () => Date; readonly forget: () => void; readonly books: TableBooks },
): Route<Actor>[] {
  const check = async (caller: Actor, rows: Parameters<typeof checkBatch>[2]): Promise<BatchCheck> =>
    (await o.db.transaction([], (tx) => checkBatch(tx, caller, rows, chinaDay(o.now())), 'read')).view;
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/account-batches',
      permission: 'account.manage',
      rate: 'read',
      summary: 'Batches of accounts made in my reach 成批建过的账号',
      handle: async ({ caller }): Promise<{ rows: readonly AccountBatch[] }> => ({
        rows: await listBatches(o, caller),
      }),
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/account-batches/template',
      permission: 'account.manage',
      rate: 'heavy',
      summary: 'A table of people to be filled in 下载模板',
      handle: async ({ caller }) => {
        const below = await o.db.transaction([], (tx) => childrenOf(tx, caller.unit.id), 'read');
        const units = [caller.unit.name, ...below.filter((u) => u.to === null).map((u) => u.name)];
        const book = await o.books.write(templateOf(units));
        return new Response(new Uint8Array(book), {
          headers: {
            ...SECURITY_HEADERS,
            'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            'Content-Disposition': `attachment; filename="accounts.xlsx"; filename*=UTF-8''${encodeURIComponent('账号名单 模板.xlsx')}`,
          },
        });
      },
    }),
    defineRoute<Actor>({
      method: 'PUT',
      path: '/api/account-batches/file',
      permission: 'account.manage',
      rate: 'heavy',
      summary: 'A table of people to be checked; the body is the file 读名单,先核对',
      handle: async ({ caller, request }): Promise<BatchCheck> =>
        await check(caller, readTable(await o.books.read(await readBytes(request)))),
    }),
    defineRoute<Actor, undefined, undefined, typeof checkBatchBody>({
      method: 'POST',
      path: '/api/account-batches/check',
      permission: 'account.manage',
      rate: 'read',
      summary: 'People checked again after cells were mended 改过再核对',
      body: checkBatchBody,
      handle: async ({ caller, body }) => await check(caller, body.rows),
    }),
    defineRoute<Actor, undefined, undefined, typeof makeBatchBody>({
      method: 'POST',
      path: '/api/account-batches',
      permission: 'account.manage',
      fresh: true,
      rate: 'heavy',
      summary: 'Make the accounts of a table, with a one-time code for each 成批建账号',
      body: makeBatchBody,
      handle: async ({ caller, body }): Promise<BatchSlips> => await makeBatch(o, caller, body, o.now()),
    }),
    defineRoute<Actor, typeof params, undefined, typeof sureBody>({
      method: 'POST',
      path: '/api/account-batches/:id/codes',
      permission: 'account.manage',
      fresh: true,
      rate: 'heavy',
      summary: 'New codes for those of a batch that nobody came in with 重发没用过的口令',
      params,
      body: sureBody,
      handle: async ({ caller, params: p }): Promise<BatchSlips> =>
        await renewSlips(o, caller, p.id, o.now()),
    }),
    defineRoute<Actor, typeof params, undefined, typeof sureBody>({
      method: 'POST',
      path: '/api/account-batches/:id/undo',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'Disable those of a batch that nobody came in with 撤销这一批',
      params,
      body: sureBody,
      handle: async ({ caller, params: p }): Promise<UndoneBatch> => {
        const undone = await undoBatch(o, caller, p.id, o.now());
        o.forget();
        return undone;
      },
    }),
  ];
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > FILE_MOST) throw new AppError('input.too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const templateOf = (units: readonly string[]): Parameters<TableBooks['write']>[0] => ({
  title: '账号名单',
  columns: [
    {
      header: BATCH_COLUMNS.name,
      must: true,
      width: 22,
      note: '本人的真实姓名,一人一行,不要几个人合用一个账号。',
    },
    {
      header: BATCH_COLUMNS.unit,
      must: true,
      width: 30,
      note: '在哪个组织任职,写全称或代码。',
      choices: units.slice(0, CHOICES_MOST),
    },
    {
      header: BATCH_COLUMNS.role,
      must: false,
      width: 24,
      note: '空着就按组织的级别定(如乡镇妇联就是“乡镇(街道)妇联干部”)。管理员不能成批建。',
      choices: ROLES.filter((r) => !SEPARATE_POWERS.includes(r)).map((r) => ROLE_NAMES[r]),
    },
    { header: BATCH_COLUMNS.title, must: false, width: 18, note: '如“主席”“组织部干部”;空着就是“干部”。' },
    {
      header: BATCH_COLUMNS.login,
      must: false,
      width: 18,
      note: '小写字母和数字;空着就用姓名的拼音,重名的自动加数字。',
    },
  ],
  example: [EXAMPLE_NAME, units[0] ?? '', '', '干部', ''],
  intro: [
    '一人一行。标着“样例”的那一行不会建。',
    '导入时先核对,每一处问题都会指出在哪一行、哪一格;您看过、说建才建。',
    '建好后打印发放单:每人一条,上面有账号和一次性口令,三天内有效,进去后自己定密码。口令只显示这一次。',
  ],
});

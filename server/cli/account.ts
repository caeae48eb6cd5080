import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import { mayHoldTogether, ROLE_NAMES, ROLES, type Role } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import type { House } from '../compose.ts';
import {
  accountByLogin,
  hashPassword,
  insertAccount,
  linkPost,
  passwordProblem,
  postsOf,
  spendFirstCode,
} from '../identity/index.ts';
import { findUnit } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

interface AccountOptions {
  login: string;
  name: string;
  unit: string;
  title: string;
  role: Role;
  code?: string;
  json?: boolean;
}

/** ./halfsky account first | add: accounts with a post each. Passwords are read from standard input, never from arguments. */
export function accountCommand(program: Command): void {
  const account = program.command('account').description('账号');
  const withOptions = (c: Command): Command =>
    c
      .requiredOption('--login <账号>', '登录名')
      .requiredOption('--name <姓名>', '姓名')
      .requiredOption('--unit <代码>', '所在组织')
      .option('--title <职务>', '职务名称', '干部')
      .option('--json', '输出 JSON');
  withOptions(account.command('first').description('凭一次性口令建立首个安全管理员'))
    .requiredOption('--code <口令>', '启动 serve 时显示的一次性口令')
    .action(
      async (o: AccountOptions) => await withHouse((house) => add(house, { ...o, role: 'security-admin' })),
    );
  withOptions(account.command('add').description('再建一个账号(操作员在服务器上)'))
    .addOption(new Option('--role <角色>', '角色').choices(ROLES).makeOptionMandatory())
    .action(async (o: AccountOptions) => await withHouse((house) => add(house, o)));
}

async function add(house: House, o: AccountOptions): Promise<void> {
  const password = await readPassword();
  const problem = passwordProblem(password, [o.login, o.name]);
  if (problem) throw new AppError('account.password', { sentence: problem });
  const at = house.now();
  const hashed = await hashPassword(password);
  await house.store.worker.transaction([], async (tx) => {
    const unit = await findUnit(tx, o.unit);
    if (!unit) throw new AppError('unit.unknown', { code: o.unit });
    if (o.code) await spendFirstCode(tx, o.code, at);
    const login = o.login.trim().toLowerCase();
    const existing = await accountByLogin(tx, login);
    const held = existing ? (await postsOf(tx, existing.id, chinaDay(at))).map((p) => p.role as Role) : [];
    if (!mayHoldTogether(held, o.role)) throw new AppError('post.two-powers');
    const [accountId, personId, postId] = [existing?.id ?? newId(at), newId(at), newId(at)];
    if (!existing)
      await insertAccount(tx, {
        id: accountId,
        login,
        password: hashed,
        displayName: o.name,
        sample: false,
        mustChange: true,
        createdAt: at,
      });
    await tx.sql('INSERT INTO person (region_code, id, name) VALUES ($1, $2, $3)', [
      unit.regionCode,
      personId,
      o.name,
    ]);
    await tx.sql(
      `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role, from_day) VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8)`,
      [unit.regionCode, postId, personId, unit.id, unit.path, o.title, o.role, chinaDay(at)],
    );
    await linkPost(tx, accountId, postId, unit.regionCode);
    await recordEvent(tx, {
      regionCode: unit.regionCode,
      accountId: null,
      postId: null,
      unitPath: unit.path,
      action: 'account.add',
      object: 'account',
      objectId: accountId,
      result: 'ok',
      detail: { role: o.role, byOperator: true },
      at,
    });
  });
  print(
    o.json,
    { ok: true, login: o.login, role: o.role },
    () => `已建立账号 ${o.login}(${ROLE_NAMES[o.role]})`,
  );
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('请输入密码(至少 8 位),回车结束:');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new AppError('account.password', { sentence: '没有读到密码。请从标准输入给出一行密码。' });
}

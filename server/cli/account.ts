import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import { createFirstAccount, openAccountByOperator, ROLE_NAMES, ROLES, type Role } from '../access/index.ts';
import type { House } from '../compose.ts';
import {
  accountByLogin,
  hashPassword,
  type Identity,
  issueCode,
  PASSWORD_PROFILES,
  passwordProblem,
  postsOf,
  resetSecondStep,
} from '../identity/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { AppError } from '../platform/errors/index.ts';
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

/**
 * ./halfsky account first | add | code | reset: what the operator at the server may do, the last resort when nobody inside
 * can. Passwords are read from standard input, never from arguments.
 */
export function accountCommand(program: Command): void {
  const account = program.command('account').description('账号');
  const withOptions = (c: Command): Command =>
    c
      .requiredOption('--login <账号>', '登录名')
      .requiredOption('--name <姓名>', '姓名')
      .requiredOption('--unit <代码>', '所在组织')
      .option('--title <职务>', '职务名称', '干部')
      .option('--json', '输出 JSON');
  withOptions(account.command('first').description('凭一次性口令建立第一位系统管理员(也可以在登录页上办)'))
    .requiredOption('--code <口令>', '启动 serve 时显示的一次性口令')
    .action(async (o: AccountOptions) => await withHouse((house) => first(house, o)));
  withOptions(account.command('add').description('再建一个账号(操作员在服务器上)'))
    .addOption(new Option('--role <角色>', '角色').choices(ROLES).makeOptionMandatory())
    .action(async (o: AccountOptions) => await withHouse((house) => add(house, o)));
  account
    .command('code')
    .description('给一个账号发一次性口令(最后的办法:管理员自己进不来时)')
    .requiredOption('--login <账号>', '登录名')
    .option('--reset-second-step', '同时重置她的手机验证器')
    .option('--json', '输出 JSON')
    .action(
      async (o: { login: string; resetSecondStep?: boolean; json?: boolean }) =>
        await withHouse((house) => help(house, o)),
    );
}

const identityOf = (house: House): Identity => ({
  db: house.store.worker,
  vault: house.vault,
  profile: PASSWORD_PROFILES[readConfig().passwords],
});

async function first(house: House, o: AccountOptions): Promise<void> {
  const password = await readPassword();
  await createFirstAccount(identityOf(house), { ...o, password, code: o.code ?? '' }, house.now());
  print(
    o.json,
    { ok: true, login: o.login, role: 'system-admin' },
    () => `已建立账号 ${o.login}(系统管理员)。第一次登录时请绑定手机验证器。`,
  );
}

async function add(house: House, o: AccountOptions): Promise<void> {
  const existing = await house.store.worker.transaction([], (tx) => accountByLogin(tx, o.login));
  // An account that is there keeps its password; a new one gets what stands on standard input, to be changed at once.
  const password = existing ? randomBytes(32).toString('base64url') : await readPassword();
  const identity = identityOf(house);
  const problem = existing ? null : passwordProblem(password, [o.login, o.name], identity.profile);
  if (problem) throw new AppError('account.password', { sentence: problem });
  const hashed = await hashPassword(password);
  await openAccountByOperator(identity.db, { ...o, password: hashed }, house.now());
  print(
    o.json,
    { ok: true, login: o.login, role: o.role },
    () => `已建立账号 ${o.login}(${ROLE_NAMES[o.role]})`,
  );
}

async function help(
  house: House,
  o: { login: string; resetSecondStep?: boolean; json?: boolean },
): Promise<void> {
  const identity = identityOf(house);
  const at = house.now();
  const issued = await identity.db.transaction([], async (tx) => {
    const account = await accountByLogin(tx, o.login);
    if (!account) throw new AppError('not-found', { what: `账号 ${o.login}` });
    if (account.disabledAt !== null) throw new AppError('account.is-disabled', { name: account.displayName });
    const [post] = await postsOf(tx, account.id, chinaDay(at));
    const place = { regionCode: post?.regionCode ?? '000000', path: post?.unitPath ?? '/000000/' };
    const by = { accountId: null, postId: null, unit: place };
    if (o.resetSecondStep) await resetSecondStep(tx, { accountId: account.id, by, at, place });
    return await issueCode(identity, tx, { accountId: account.id, by, purpose: 'forgotten', at, place });
  });
  print(
    o.json,
    { ok: true, login: o.login, code: issued.code, expiresAt: issued.expiresAt.toISOString() },
    () => `一次性口令 ${issued.code}(30 分钟内有效,只能用一次),在登录页的密码栏里填。`,
  );
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('请输入密码(至少 10 位),回车结束:');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new AppError('account.password', { sentence: '没有读到密码。请从标准输入给出一行密码。' });
}

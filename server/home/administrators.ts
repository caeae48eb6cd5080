import type { Vacancy } from '../../contracts/api-handover.ts';
import type { HomeStanding, HomeTodo, HomeView } from '../../contracts/api-home.ts';
import {
  type Actor,
  accountNews,
  accountStanding,
  roleName,
  type Standing,
  vacanciesIn,
} from '../access/index.ts';
import { auditStanding } from '../audit/index.ts';
import { erasuresWaiting, type PersonalWaiting } from '../personal/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { backupState } from '../settings/index.ts';
import { backupDue } from './backup-due.ts';
import { someOf } from './month-due.ts';

/** What the three administrators come for (三员). They see no business data, and neither does their home. */

const HOUR_MS = 3_600_000;

type Parts = Pick<HomeView, 'todo' | 'recent' | 'standing'>;

const WORDS: Readonly<Record<Standing, { name: string; none: string; some: string; tone: 'soon' | 'late' }>> =
  {
    'no-second': {
      name: '该绑验证器没绑',
      none: '该绑的都绑了。',
      some: '下次登录会先让她绑定;久不登录的,问问还用不用。',
      tone: 'soon',
    },
    locked: {
      name: '输错太多,正在等',
      none: '没有人被挡在门外。',
      some: '15 分钟后自己放开;不是本人在试的,请停用账号并查明。',
      tone: 'late',
    },
    unused: {
      name: '口令过期还没用',
      none: '发出去的一次性口令都用了,或还有效。',
      some: '建了账号一直没登录,一次性口令已经失效:重新发,或停用。',
      tone: 'soon',
    },
    'no-post': {
      name: '没有职务还开着',
      none: '开着的账号都有职务。',
      some: '职务都结束了,账号还没有停用:办交接,或授新职务。',
      tone: 'soon',
    },
  };
const LOOKED_AFTER: Readonly<Record<'system' | 'security', readonly Standing[]>> = {
  system: ['no-second', 'locked', 'unused', 'no-post'],
  security: ['no-second', 'locked'],
};

/** System and security administrator: accounts, each count a link to the very accounts that it counts. */
export async function accountsHome(tx: Tx, actor: Actor, at: Date): Promise<Parts> {
  const s = await accountStanding(tx, actor.scope, at);
  const isSystem = actor.can('account.manage');
  const backup = isSystem ? await backupState(tx, at) : null;
  const standing: HomeStanding[] = [
    {
      name: '在用账号',
      value: s.active,
      unitWord: '个',
      tone: 'info',
      about: '能登录的,不含已停用的。',
      to: '/accounts?state=active',
    },
    ...LOOKED_AFTER[isSystem ? 'system' : 'security'].map((key): HomeStanding => {
      const { name, none, some, tone } = WORDS[key];
      const value = s.standing[key];
      const isFine = value === 0;
      return {
        name,
        value,
        unitWord: '个',
        tone: isFine ? 'done' : tone,
        about: isFine ? none : some,
        to: `/accounts?state=${key}`,
      };
    }),
    ...Object.entries(s.powers).map(
      ([role, n]): HomeStanding => ({
        name: roleName(role),
        value: n,
        unitWord: '人',
        tone: n === 0 ? 'late' : 'done',
        about: n === 0 ? '还没有人:三员要各有其人,互相看着。' : '三员各由不同的人担任。',
        to: '/accounts',
      }),
    ),
    ...(backup
      ? [
          {
            name: '备份',
            value: backup.last ? Math.floor((at.getTime() - backup.last.endedAt.getTime()) / HOUR_MS) : null,
            unitWord: '小时前',
            tone: (backup.isStale ? 'late' : backup.last ? 'done' : 'soon') as HomeStanding['tone'],
            about: backup.isStale
              ? `${backup.last ? '最近一次备份太久了' : '还没有备份过'}:超过 ${backup.alarmHours} 小时就该查一查。`
              : backup.last
                ? '最近一次备份是好的。'
                : '还没有备份过:今夜会自动备份,也可以现在就备份一次。',
            to: '/settings/backups',
          },
        ]
      : []),
  ];
  return {
    todo: isSystem
      ? [
          ...(await backupDue(tx, actor, at)),
          ...systemTodo(s, await vacanciesIn(tx, actor.scope, chinaDay(at))),
        ]
      : securityTodo(s, await erasuresWaiting(tx, actor, chinaDay(at))),
    recent: (await accountNews(tx, actor.scope)).map((n) => ({
      text: n.text,
      at: n.at.toISOString(),
      to: `/accounts?account=${n.accountId}`,
    })),
    standing,
  };
}

type Known = Awaited<ReturnType<typeof accountStanding>>;

const missingPowers = (s: Known): HomeTodo[] =>
  Object.entries(s.powers)
    .filter(([, n]) => n === 0)
    .map(([role]) => ({
      text: `还没有${roleName(role)}`,
      due: null,
      urgency: 'soon' as const,
      action: '去授权',
      to: '/accounts',
    }));

function systemTodo(s: Known, empty: readonly Vacancy[]): HomeTodo[] {
  const todo = missingPowers(s);
  if (empty.length > 0)
    todo.push({
      text: `${empty.length} 个职务空缺(${someOf(empty.map((v) => `${v.unitName} ${v.title}`))})`,
      due: null,
      urgency: 'soon',
      action: '去补上',
      to: '/accounts',
    });
  if (s.waiting > 0)
    todo.push({
      text: `${s.waiting} 项管理员授权在等安全管理员确认`,
      due: null,
      urgency: 'calm',
      action: '去看看',
      to: '/accounts?state=waiting',
    });
  for (const key of ['locked', 'unused', 'no-post'] as const) {
    const n = s.standing[key];
    if (n === 0) continue;
    const text = {
      locked: `${n} 个账号输错太多,正在等`,
      unused: `${n} 个账号的一次性口令过期了还没用`,
      'no-post': `${n} 个账号没有职务还开着`,
    }[key];
    todo.push({
      text,
      due: null,
      urgency: key === 'locked' ? 'late' : 'soon',
      action: key === 'unused' ? '去重发' : '去处理',
      to: `/accounts?state=${key}`,
    });
  }
  return todo;
}

function securityTodo(s: Known, erasures: PersonalWaiting): HomeTodo[] {
  const todo: HomeTodo[] = [];
  if (erasures.count > 0)
    todo.push({
      text: `${erasures.count} 件删除个人信息等您批准`,
      due: erasures.due,
      urgency: erasures.late > 0 ? 'late' : 'soon',
      action: '去审批',
      to: '/personal',
    });
  if (s.waiting > 0)
    todo.push({
      text: `${s.waiting} 项管理员授权等您确认`,
      due: null,
      urgency: 'late',
      action: '去确认',
      to: '/accounts?state=waiting',
    });
  if (s.standing.locked > 0)
    todo.push({
      text: `${s.standing.locked} 个账号输错太多,正在等:是不是有人在试密码`,
      due: null,
      urgency: 'late',
      action: '去看看',
      to: '/accounts?state=locked',
    });
  return todo;
}

/** Audit administrator: how the chain stands, and what of the last day deserves a look. Counts only: reading is recorded. */
export async function auditHome(tx: Tx, actor: Actor, at: Date): Promise<Parts> {
  const s = await auditStanding(tx, actor, at);
  const isBroken = (s.check?.faults ?? 0) > 0;
  const todo: HomeTodo[] = [];
  if (isBroken)
    todo.push({
      text: `上次核对审计链,有 ${s.check?.faults} 处对不上`,
      due: null,
      urgency: 'late',
      action: '去查',
      to: '/audit',
    });
  if (!s.check)
    todo.push({
      text: '审计链一个月没有核对了',
      due: null,
      urgency: 'soon',
      action: '去核对',
      to: '/audit',
    });
  if (s.denied > 0)
    todo.push({
      text: `一天内有 ${s.denied} 次想做没有权限的事`,
      due: null,
      urgency: 'calm',
      action: '去看看',
      to: '/audit?what=denied',
    });
  const tile = (
    name: string,
    value: number,
    unitWord: string,
    o: Pick<HomeStanding, 'tone' | 'about' | 'to'>,
  ): HomeStanding => ({ name, value, unitWord, ...o });
  return {
    todo,
    recent: [],
    standing: [
      tile('已封存', s.sealed, '条', {
        tone: isBroken ? 'late' : s.check ? 'done' : 'soon',
        about: isBroken
          ? '上次核对有对不上的,请马上查。'
          : s.check
            ? '一环扣一环;最近一次核对没有不对。'
            : '一环扣一环;这个月还没有核对过。',
        to: '/audit',
      }),
      tile('待封存', s.waiting, '条', {
        tone: s.waiting >= 1_000 ? 'late' : 'done',
        about: s.waiting >= 1_000 ? '积得太多,请告诉系统管理员。' : '一般一秒之内就封存。',
        to: '/audit',
      }),
      tile('没有权限的尝试', s.denied, '次', {
        tone: s.denied > 0 ? 'soon' : 'done',
        about: '最近 24 小时。',
        to: '/audit?what=denied',
      }),
      tile('登录失败', s.failedSignIns, '次', {
        tone: s.failedSignIns >= 20 ? 'soon' : 'done',
        about: '最近 24 小时。',
        to: '/audit?what=sign-in',
      }),
    ],
  };
}

import type { GrantPreview } from '../../../contracts/api-accounts.ts';
import { LEVELS } from '../../../contracts/ledger.ts';
import { countUnits, LEVEL_NAMES, subtreeOf, type Unit, unitById } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError, sentenceOf } from '../../platform/errors/index.ts';
import type { Actor } from '../actor.ts';
import { GRANTS, PERMISSIONS, type Permission, ROLE_NAMES, type Role, SECOND_STEP } from '../policy.ts';
import { reaches } from '../scope.ts';
import { needsConfirmation, roleNamed, rolesAt } from './rules.ts';
import { isThereSecurity } from './store.ts';

/** What the ledgers' room says of a seat: which ledgers it would open, in words. */
export type LedgersSeen = (
  unit: Unit,
  may: { readonly read: boolean; readonly write: boolean },
) => readonly string[];

/** The pages of the desk, each with the permission that opens it. */
const PAGES: readonly (readonly [name: string, permission: Permission | null])[] = [
  ['待办', null],
  ['记录', 'entry.read'],
  ['数字', 'figure.read'],
  ['报表', 'report.read'],
  ['组织', 'unit.read'],
  ['账号', 'account.read'],
  ['审计', 'audit.read'],
  ['我的账号', null],
];

/** What would she see? (她会看到什么) Scope, pages, ledgers and permissions of a role at a unit, in Chinese words. */
export async function previewGrant(
  db: Database,
  actor: Actor,
  wanted: { readonly unit: string; readonly role: string },
  ledgers: LedgersSeen,
  at: Date,
): Promise<GrantPreview> {
  return await db.transaction(
    [],
    async (tx) => {
      const unit = await unitById(tx, wanted.unit);
      const role = roleNamed(wanted.role);
      if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
      if (!role) throw new AppError('not-found', { what: '这个角色' });
      const granted = new Set<Permission>(GRANTS[role]);
      const all = Object.keys(PERMISSIONS) as Permission[];
      const seen = ledgers(unit, { read: granted.has('entry.read'), write: granted.has('entry.write') });
      return {
        roleName: ROLE_NAMES[role],
        unitName: unit.name,
        problem: rolesAt(unit).includes(role)
          ? null
          : sentenceOf('account.role-place', { role: ROLE_NAMES[role], unit: unit.name }),
        scope: await scopeWords(tx, unit, role),
        pages: PAGES.filter(([, p]) => p === null || granted.has(p)).map(([name]) => name),
        ledgers: granted.has('entry.read') ? seen : ['台账、数字、报告都看不到。'],
        permissions: all.filter((p) => granted.has(p)).map((p) => PERMISSIONS[p]),
        notAllowed: all.filter((p) => !granted.has(p)).map((p) => PERMISSIONS[p]),
        secondStep:
          SECOND_STEP[role] === 'required'
            ? '登录要第二步验证:第一次登录时绑定手机验证器。'
            : '登录只要密码;她可以自己加上手机验证器。',
        confirmation: needsConfirmation(role, await isThereSecurity(tx, unit.path, at))
          ? '管理员的职务要等安全管理员确认后才生效。'
          : null,
      };
    },
    'read',
  );
}

/** '样例县妇联及以下:乡级 12 个、村级 150 个。' For a department: its whole federation. */
async function scopeWords(tx: Tx, unit: Unit, role: Role): Promise<string> {
  if (!GRANTS[role].includes('unit.read')) return `${unit.name}及以下发生的操作记录,看不到业务内容。`;
  const office = unit.kind === 'department' && unit.parentId ? await unitById(tx, unit.parentId) : null;
  const root = office ?? unit;
  const below: string[] = [];
  for (const level of LEVELS.slice(LEVELS.indexOf(root.level) + 1)) {
    const everywhere = { from: '0001-01-01', to: '9999-12-31' };
    const n = await countUnits(tx, subtreeOf(root.path), [level], ['federation'], everywhere);
    if (n > 0) below.push(`${LEVEL_NAMES[level]} ${n.toLocaleString('en')} 个`);
  }
  const whole = office ? `${office.name}(部室看整个妇联)` : unit.name;
  return below.length > 0 ? `${whole}及以下:${below.join('、')}。` : `只有${whole}自己。`;
}

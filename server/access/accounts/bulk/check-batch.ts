import type {
  BatchCheck,
  BatchField,
  BatchRow,
  BatchTexts,
} from '../../../../contracts/api-account-batches.ts';
import { loginShape } from '../../../../contracts/api-accounts.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Actor } from '../../actor.ts';
import { ROLES, type Role, SEPARATE_POWERS } from '../../policy.ts';
import { roleName, rolesAt } from '../rules.ts';
import { loginsFor } from './choose-logins.ts';
import { accountsThere, type FoundUnit, unitsCalled } from './store.ts';

export interface GoodRow {
  readonly n: number;
  readonly name: string;
  readonly unit: FoundUnit;
  readonly role: Role;
  readonly title: string;
  readonly login: string;
}

/**
 * What would become of each row (先核对): all problems at once, by cell; who has an account at that unit already is passed
 * over; an empty login is made from the name's pinyin. Nothing is saved.
 */
export async function checkBatch(
  tx: Tx,
  actor: Actor,
  texts: readonly BatchTexts[],
  today: string,
): Promise<{ view: BatchCheck; good: readonly GoodRow[] }> {
  const clean = texts.map((t) => ({
    ...t,
    name: t.name.trim(),
    unit: t.unit.trim(),
    login: t.login.trim().toLowerCase(),
  }));
  const units = await unitsCalled(
    tx,
    actor.scope,
    clean.map((t) => t.unit),
  );
  const placed = clean.map((t) => ({ t, found: units(t.unit) }));
  const there = await accountsThere(
    tx,
    placed.flatMap(({ t, found }) =>
      found.length === 1 && found[0] ? [{ name: t.name, unitId: found[0].id }] : [],
    ),
    today,
  );
  const logins = await loginsFor(tx, clean);
  const good: GoodRow[] = [];
  const rows = placed.map(({ t, found }, i): BatchRow => {
    const n = i + 1;
    const original = texts[i] ?? t;
    const problems: { field: BatchField; message: string }[] = [];
    const wrong = (field: BatchField, message: string): void => void problems.push({ field, message });
    if (t.name === '') wrong('name', '姓名还没有填。');
    else if ([...t.name].length > 60) wrong('name', '姓名最多 60 个字。');
    if (t.unit === '') wrong('unit', '组织还没有填,写全称或代码。');
    else if (found.length === 0)
      wrong('unit', `没有找到“${t.unit}”,或者它不归您管。请写全称(如“某某村妇联”)或代码。`);
    else if (found.length > 1)
      wrong(
        'unit',
        `有 ${found.length} 个组织都叫“${t.unit}”,请改写代码(${found
          .slice(0, 3)
          .map((u) => u.code)
          .join('、')}…)。`,
      );
    const unit = found.length === 1 ? found[0] : undefined;
    if (unit?.closed) wrong('unit', `「${unit.name}」已经撤销。`);
    const role = unit ? roleFor(t.role, unit) : null;
    if (unit && typeof role === 'string' && !ROLES.some((r) => r === role)) wrong('role', role);
    const title = t.title.trim() || '干部';
    if ([...title].length > 60) wrong('title', '职务最多 60 个字。');
    if (t.login !== '') {
      const shape = loginShape.safeParse(t.login);
      if (!shape.success) wrong('login', shape.error.issues[0]?.message ?? '账号不对。');
      else if (logins.taken.has(t.login))
        wrong('login', `账号 ${t.login} 已经有人用了,请换一个,或空着由系统起。`);
      const twin = clean.findIndex((x) => x.login === t.login);
      if (twin < i) wrong('login', `和第 ${twin + 1} 人的账号一样。`);
    }
    const double = clean.findIndex((x) => x.name === t.name && x.unit === t.unit);
    if (t.name !== '' && t.unit !== '' && double < i)
      wrong('name', `和第 ${double + 1} 人同名同组织。真是两个人的,请在姓名后加区分。`);
    const known = unit ? there.get(`${unit.id}/${t.name}`) : undefined;
    if (known) return { n, texts: original, problems: [], known, made: null };
    const named = ROLES.find((r) => r === role);
    if (problems.length > 0 || !unit || !named)
      return { n, texts: original, problems, known: null, made: null };
    const login = logins.of[i] ?? '';
    good.push({ n, name: t.name, unit, role: named, title, login });
    const made = { unitName: unit.name, roleName: roleName(named), title, login };
    return { n, texts: original, problems, known: null, made };
  });
  const known = rows.filter((r) => r.known !== null).length;
  return { view: { rows, good: good.length, bad: rows.length - good.length - known, known }, good };
}

/** The role that a row means: by its Chinese name, or the cadre of the unit's level. A text that is no role says what is wrong. */
function roleFor(text: string, unit: FoundUnit): Role | string {
  const there = rolesAt(unit);
  const asked = text.trim();
  if (asked === '') {
    const usual = there.find((r) => !SEPARATE_POWERS.includes(r));
    return usual ?? `「${unit.name}」没有可授的角色。`;
  }
  const role = ROLES.find((r) => roleName(r) === asked || r === asked);
  if (role && SEPARATE_POWERS.includes(role)) return '管理员的账号要一个一个建,由安全管理员确认,不能成批建。';
  if (role && there.includes(role)) return role;
  const names = there.filter((r) => !SEPARATE_POWERS.includes(r)).map(roleName);
  return `「${unit.name}」可以授的角色有:${names.join('、')};也可以空着。`;
}

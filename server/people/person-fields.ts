import type { z } from 'zod';
import type { createPersonBody } from '../../contracts/api-people.ts';
import { pinyinInitials } from '../org/regions/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { FieldProblem } from '../platform/errors/index.ts';
import type { Person } from './store.ts';

/** How a person's fields are written: seals, prints, and what cannot be. Pure but for the vault. */
type Told = Pick<
  z.output<typeof createPersonBody>,
  | 'name'
  | 'sex'
  | 'birthMonth'
  | 'ethnic'
  | 'schooling'
  | 'party'
  | 'establishment'
  | 'rank'
  | 'womenSince'
  | 'note'
  | 'birthday'
  | 'idNumber'
  | 'phone'
>;
type Sealing = { readonly vault: Vault; readonly blind: (text: string) => string };

export const placeOfField = (id: string, column: 'sealed_birth' | 'sealed_number' | 'sealed_phone') => ({
  table: 'person',
  column,
  row: id,
});
export const numberPrint = (blind: Sealing['blind'], number: string): string =>
  blind(`person-number/${number}`);
export const initialsOf = (name: string): string => pinyinInitials(name) || '-';

/** The person as told, over what she was; a sealed field that is not told stays, null takes it away. */
export function withFields(o: Sealing, before: Person, told: Told): Person {
  const seal = (
    column: 'sealed_birth' | 'sealed_number' | 'sealed_phone',
    value: string | null | undefined,
    was: string | null,
  ): string | null =>
    value === undefined ? was : value === null ? null : o.vault.seal(placeOfField(before.id, column), value);
  const { idNumber } = told;
  return {
    ...before,
    name: told.name,
    initials: initialsOf(told.name),
    sex: told.sex ?? sexOf(idNumber),
    birthMonth: told.birthMonth ?? told.birthday?.slice(0, 7) ?? birthOf(idNumber)?.slice(0, 7) ?? null,
    ethnic: told.ethnic || null,
    schooling: told.schooling,
    party: told.party,
    establishment: told.establishment,
    rank: told.rank || null,
    womenSince: told.womenSince,
    note: told.note || null,
    sealedBirth: seal('sealed_birth', told.birthday, before.sealedBirth),
    sealedNumber: seal('sealed_number', idNumber, before.sealedNumber),
    sealedPhone: seal('sealed_phone', told.phone, before.sealedPhone),
    numberPrint:
      idNumber === undefined ? before.numberPrint : idNumber === null ? null : numberPrint(o.blind, idNumber),
  };
}

/** A number tells sex and birth; left out, they follow from it. */
const birthOf = (n: string | null | undefined): string | null =>
  n ? `${n.slice(6, 10)}-${n.slice(10, 12)}-${n.slice(12, 14)}` : null;
const sexOf = (n: string | null | undefined): '女' | '男' | null =>
  n ? (Number(n[16]) % 2 === 0 ? '女' : '男') : null;

export function personProblems(told: Told, today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string): number => problems.push({ field, message });
  const month = told.birthMonth;
  if (month !== null && month > today.slice(0, 7)) say('birthMonth', '出生年月在今天以后,请核对。');
  if (told.birthday && month !== null && told.birthday.slice(0, 7) !== month)
    say('birthday', `出生日期和出生年月 ${month} 对不上,请核对。`);
  if (told.birthday && told.birthday > today) say('birthday', '出生日期在今天以后,请核对。');
  const born = birthOf(told.idNumber);
  if (born && month !== null && born.slice(0, 7) !== month)
    say('idNumber', `身份证号里的出生年月和填的 ${month} 对不上,请核对。`);
  if (born && told.birthday && born !== told.birthday)
    say('idNumber', '身份证号里的出生日期和填的对不上,请核对。');
  const sex = sexOf(told.idNumber);
  if (sex && told.sex && sex !== told.sex) say('idNumber', `身份证号里的性别是${sex},和填的对不上,请核对。`);
  if (told.womenSince && told.womenSince > today) say('womenSince', '从事妇女工作的日期在今天以后,请核对。');
  return problems;
}

/** What a correction changed, by field: [before, after]; of a sealed field only that it changed. */
export function differences(
  before: Person,
  after: Person,
): Record<string, readonly [unknown, unknown] | 'sealed'> {
  const out: Record<string, readonly [unknown, unknown] | 'sealed'> = {};
  const open = [
    'name',
    'sex',
    'birthMonth',
    'ethnic',
    'schooling',
    'party',
    'establishment',
    'rank',
    'womenSince',
    'note',
  ] as const;
  for (const key of open) if (before[key] !== after[key]) out[key] = [before[key], after[key]];
  for (const key of ['sealedBirth', 'sealedNumber', 'sealedPhone'] as const)
    if (before[key] !== after[key]) out[key] = 'sealed';
  return out;
}

import {
  BATCH_COLUMNS,
  BATCH_MOST,
  type BatchField,
  type BatchTexts,
} from '../../../../contracts/api-account-batches.ts';
import { AppError } from '../../../platform/errors/index.ts';

/** What the example row of the template carries in its first cell. */
export const EXAMPLE_NAME = '样例(这一行不会建)';
const FIELDS = Object.keys(BATCH_COLUMNS) as BatchField[];
/** Other heads that lists of people carry. */
const ALSO: Readonly<Record<BatchField, readonly string[]>> = {
  name: ['名字', '人员姓名'],
  unit: ['单位', '所在组织', '组织名称', '组织或代码', '单位名称'],
  role: ['权限', '角色名称'],
  title: ['职务名称', '任职'],
  login: ['登录名', '账户', '帐号'],
};
const HEAD_WITHIN = 10;
const plain = (text: string): string => text.replace(/[\s**]/g, '').replace(/[((].*$/, '');

function columnsOf(row: readonly string[]): ReadonlyMap<BatchField, number> {
  const found = new Map<BatchField, number>();
  for (const field of FIELDS) {
    const at = row.findIndex((cell) => [BATCH_COLUMNS[field], ...ALSO[field]].includes(plain(cell)));
    if (at >= 0) found.set(field, at);
  }
  return found;
}

/** The people of a table. Its head may stand below a title, columns in any order. Throws batch.no-head, batch.too-many. */
export function readTable(rows: readonly (readonly string[])[]): BatchTexts[] {
  const head = rows
    .slice(0, HEAD_WITHIN)
    .findIndex((row) => columnsOf(row).has('name') && columnsOf(row).has('unit'));
  const columns = columnsOf(rows[head] ?? []);
  if (head < 0) throw new AppError('batch.no-head');
  const people = rows
    .slice(head + 1)
    .map((row): BatchTexts => {
      const of = (field: BatchField): string => row[columns.get(field) ?? -1]?.trim() ?? '';
      return {
        name: of('name'),
        unit: of('unit'),
        role: of('role'),
        title: of('title'),
        login: of('login'),
      };
    })
    .filter((t) => FIELDS.some((f) => t[f] !== '') && t.name !== EXAMPLE_NAME);
  if (people.length === 0) throw new AppError('batch.nothing');
  if (people.length > BATCH_MOST)
    throw new AppError('batch.too-many', { most: BATCH_MOST, n: people.length });
  return people;
}

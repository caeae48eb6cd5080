import type { FieldProblem } from '../platform/errors/index.ts';
import { shareOn } from './rules.ts';
import type { Post, PostFields } from './store.ts';

/**
 * What is wrong with a post as it is to stand beside her others. All problems at once. Pure; `prefix`
 * says where the fields stand in the request.
 */
export function postProblems(
  fields: PostFields & { readonly to?: string | null },
  o: {
    readonly birthMonth: string | null;
    readonly others: readonly Pick<Post, 'unitId' | 'title' | 'share' | 'from' | 'to' | 'unitName'>[];
    readonly unitId: string;
    readonly unitFrom: string | null;
    readonly today: string;
    readonly prefix?: string;
  },
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string): void => {
    problems.push({ field: `${o.prefix ?? ''}${field}`, message });
  };
  const { from, termUntil } = fields;
  if (from !== null && from > o.today) wrong('from', `任职日期 ${from} 还没有到,请到那天再登记,或核对日期。`);
  if (from !== null && o.unitFrom !== null && from < o.unitFrom)
    wrong('from', `这个组织 ${o.unitFrom} 才成立,任职日期不能更早。`);
  if (
    from !== null &&
    o.birthMonth !== null &&
    Number(from.slice(0, 4)) - Number(o.birthMonth.slice(0, 4)) < 16
  )
    wrong('from', `按出生年月 ${o.birthMonth} 算,${from} 任职时不满 16 岁。请核对这两个日期。`);
  if (termUntil !== null && from !== null && termUntil <= from)
    wrong('termUntil', '任期届满日要晚于任职日期。');
  const day = from ?? o.today;
  const open = o.others.filter(
    (p) => (p.to === null || p.to > day) && (fields.to == null || (p.from ?? '') < fields.to),
  );
  if (open.some((p) => p.unitId === o.unitId && p.title === fields.title))
    wrong('title', `她在这里已经任「${fields.title}」,不用再登记一次。`);
  const share = shareOn([...o.others, { share: fields.share, from, to: fields.to ?? null }], o.today);
  if (fields.share !== null && share > 100)
    wrong('share', `各个职务所占的时间加起来是 ${share}%,超过了 100%。请减下来。`);
  return problems;
}

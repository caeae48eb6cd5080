import type { SealedField } from '../../contracts/api-people.ts';
import type { Fulltime, PostKind } from '../../contracts/api-people-fields.ts';
import type { Level } from '../../contracts/ledger.ts';

/** What the roster goes by, as data: bands, protected posts, terms, who may open what. */

/** A band of whole years, from the first number up to, not with, the second. Bands of one kind join without a gap. */
export interface Band {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}
export const EVER = 200;
/** The edges are those of R-04 (001-O 「30岁以下的30人,30至40岁的10人,40至45岁的1人」); there 30 and 40 fall into two bands, here never. */
export const AGE_BANDS: readonly Band[] = [
  { key: 'u30', label: '不满30岁', from: 0, to: 30 },
  { key: '30', label: '30至39岁', from: 30, to: 40 },
  { key: '40', label: '40至44岁', from: 40, to: 45 },
  { key: '45', label: '45岁及以上', from: 45, to: EVER },
];
/** 000§6 「任职10年以上未交流的达60%」. */
export const POST_BANDS: readonly Band[] = [
  { key: 'u1', label: '不满1年', from: 0, to: 1 },
  { key: '1', label: '1至4年', from: 1, to: 5 },
  { key: '5', label: '5至9年', from: 5, to: 10 },
  { key: '10', label: '10年及以上', from: 10, to: EVER },
];
/** 000§6 「从事妇女工作时间较长,20年以上的占1/3」. */
export const WOMEN_BANDS: readonly Band[] = [
  { key: 'u5', label: '不满5年', from: 0, to: 5 },
  { key: '5', label: '5至9年', from: 5, to: 10 },
  { key: '10', label: '10至19年', from: 10, to: 20 },
  { key: '20', label: '20年及以上', from: 20, to: EVER },
];
export const bandOf = (bands: readonly Band[], years: number): Band | undefined =>
  bands.find((b) => years >= b.from && years < b.to);

/** 000§6 「乡镇妇联干部主席、副主席任期未满时,不得随意调动其工作,工作需要调动时,须征得上一级妇联组织的同意」. */
const PROTECTED: readonly { readonly level: Level; readonly kind: PostKind; readonly title: RegExp }[] = [
  { level: 'township', kind: 'cadre', title: /主席/ },
];
/** Ends that nobody moves her into; they need no consent. */
const OF_ITSELF: readonly string[] = ['去世', '到龄退休', '换届卸任'];

/** Needs the consent of the federation above: a protected post whose term is not over, or of which no term is told. */
export function needsConsent(
  post: {
    readonly level: Level;
    readonly kind: PostKind;
    readonly title: string;
    readonly termUntil: string | null;
  },
  day: string,
  reason: string,
): boolean {
  const isProtected = PROTECTED.some(
    (p) => p.level === post.level && p.kind === post.kind && p.title.test(post.title),
  );
  return isProtected && !OF_ITSELF.includes(reason) && (post.termUntil === null || day < post.termUntil);
}

/** Elections are due: posts whose term ends within so many days are told. */
export const TERMS_WITHIN_DAYS = 180;

/**
 * Who may open a sealed field: how many levels below her own seat. A telephone serves the daily work one level down;
 * number and birthday are the business of the federation that keeps the person's file and of those directly above it.
 */
export const OPEN_DOWN: Readonly<Record<SealedField, number>> = { phone: 2, idNumber: 1, birthday: 1 };
export const SEALED_LABELS: Readonly<Record<SealedField, string>> = {
  phone: '电话',
  idNumber: '身份证号',
  birthday: '出生日期',
};

/** separate libraries; a place may add its own. */
export const LIBRARIES: readonly string[] = [
  '女领导干部',
  '妇联干部',
  '嘎查村妇女干部',
  '妇代会主任',
  '女知识分子和女企业家',
  '女大学生村官',
];

/** In which order a person's posts are hers: full-time first, then the higher unit, then the older post. */
export const mainOrder = (t: string): string =>
  `(CASE ${t}.fulltime WHEN 'full' THEN 0 WHEN 'part' THEN 1 ELSE 2 END), length(${t}.unit_path), coalesce(${t}.from_day, '0001-01-01'::date), ${t}.id`;

/** The same order over posts in memory. */
export function mainFirst<
  P extends { fulltime: Fulltime | null; unitPath: string; from: string | null; id: string },
>(posts: readonly P[]): P[] {
  const rank = (p: P): [number, number, string, string] => [
    p.fulltime === 'full' ? 0 : p.fulltime === 'part' ? 1 : 2,
    p.unitPath.length,
    p.from ?? '0001-01-01',
    p.id,
  ];
  return posts.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    for (const i of [0, 1, 2, 3] as const) if (x[i] !== y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
  });
}

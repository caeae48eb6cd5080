import { type Field, type Ledger, sameFamily } from '../../../contracts/ledger.ts';

/** The columns that every ledger's table has beside its fields. */
export const UNIT = 'unit';
export const DAY = 'day';
export const EXPLANATION = 'explanation';
/** The first column: a line's number; the example row is marked in it. */
export const MARK = 'mark';
/** What the house itself adds to a table that it hands out. */
export const IGNORED = 'ignored';
export const fieldColumn = (key: string): string => `data.${key}`;

export const LABELS = { [MARK]: '序号', [UNIT]: '组织', [EXPLANATION]: '说明' } as const;
export const PROBLEM_HEADER = '问题';
export const ROW_HEADER = '原文件行号';
export const EXAMPLE_MARK = '样例';

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  [MARK]: ['序号', '编号', '行号', '原文件行号', 'no', 'no.'],
  [UNIT]: ['组织', '单位', '组织名称', '单位名称', '所属组织', '妇联组织', '哪个组织'],
  [EXPLANATION]: ['说明', '情况说明', '需说明的情况'],
  [IGNORED]: [PROBLEM_HEADER],
  // Said by many tables, and taken where no field has the name for itself.
  [DAY]: ['日期', '时间'],
};

/** A field's head cell: '参加人数(人)*', the star where it must be filled. */
export function headerOf(field: Field): string {
  const word = field.unitWord ?? (field.type === 'money' ? '元' : '');
  return `${field.label}${word === '' ? '' : `(${word})`}${field.required ? '*' : ''}`;
}

/** A head cell without star, spaces and widths: '参加人数 (人)*' → '参加人数(人)'. */
const fullLabel = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, '').replace(/[*:]/g, '').toLowerCase();

/** …and without the word in brackets at its end: '参加人数'. */
export const bareLabel = (text: string): string => fullLabel(text).replace(/\([^()]*\)$/, '');

/** The word in brackets at a head cell's end: '金额(万元)' → '万元'. */
export const wordOf = (text: string): string => /\(([^()]{1,8})\)$/.exec(fullLabel(text))?.[1] ?? '';

/**
 * Finds a column's key by what the file calls it. A name said in full wins over one without its brackets, today's over an
 * older version's, a field's own over the usual words for day and unit; a name that fits two fields fits none.
 */
export function namesOf(ledger: Ledger, older: Ledger | null): (header: string) => string | undefined {
  const full = new Map<string, string>();
  const bare = new Map<string, string | null>();
  const put = (label: string, key: string): void => {
    if (!full.has(fullLabel(label))) full.set(fullLabel(label), key);
    const there = bare.get(bareLabel(label));
    if (there === undefined) bare.set(bareLabel(label), key);
    else if (there !== key) bare.set(bareLabel(label), null);
  };
  for (const f of ledger.fields) {
    put(f.label, fieldColumn(f.key));
    full.set(fullLabel(headerOf(f)), fieldColumn(f.key));
  }
  put(ledger.dayLabel, DAY);
  const yielding = (label: string, key: string): void => {
    if (!full.has(fullLabel(label)) && !bare.has(bareLabel(label))) put(label, key);
  };
  if (older) {
    const there = new Set(ledger.fields.map((f) => f.key));
    yielding(older.dayLabel, DAY);
    for (const f of older.fields) if (there.has(f.key)) yielding(f.label, fieldColumn(f.key));
  }
  for (const [key, labels] of Object.entries(ALIASES)) for (const label of labels) yielding(label, key);
  return (header) => full.get(fullLabel(header)) ?? bare.get(bareLabel(header)) ?? undefined;
}

const SIZES: Readonly<Record<string, number>> = { 元: 1, 千元: 1e3, 万元: 1e4, 亿元: 1e8 };

/** How a column's numbers become the field's: 万元 → 元 is 10000; null when its word is of another kind (人次 for 人). */
export function scaleOf(word: string, own: string): number | null {
  if (word === '' || word === own.normalize('NFKC')) return 1;
  const [given, wanted] = [SIZES[word], SIZES[own]];
  if (given !== undefined && wanted !== undefined) return given / wanted;
  return own !== '' && sameFamily(own, word) ? 1 : null;
}

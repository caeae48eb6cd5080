import { FULLTIME, POST_KINDS } from '../../contracts/api-people-fields.ts';
import type { Tx } from '../platform/db/index.ts';

/** What happened to a person's file, in words (档案的历史). Only what was done at units in the reader's reach. */
const FIELD: Readonly<Record<string, string>> = {
  name: '姓名',
  sex: '性别',
  birthMonth: '出生年月',
  ethnic: '民族',
  schooling: '文化程度',
  party: '政治面貌',
  establishment: '编制',
  rank: '职级',
  womenSince: '从事妇女工作起',
  note: '备注',
  sealedBirth: '出生日期',
  sealedNumber: '身份证号',
  sealedPhone: '电话',
  title: '职务',
  kind: '身份',
  from: '任职日期',
  fulltime: '专兼职',
  extra: '另外兼职',
  extraNames: '兼的职务',
  share: '时间占比',
  termUntil: '任期届满',
  startReason: '任职原因',
  startDocument: '任职文件',
};
const said = (v: unknown): string => {
  if (v === null || v === undefined || v === '') return '空';
  const text = String(v);
  return (FULLTIME as Record<string, string>)[text] ?? (POST_KINDS as Record<string, string>)[text] ?? text;
};
const fieldsText = (fields: unknown): string =>
  Object.entries((fields ?? {}) as Record<string, unknown>)
    .map(([k, v]) =>
      Array.isArray(v) ? `${FIELD[k] ?? k}:${said(v[0])} → ${said(v[1])}` : `${FIELD[k] ?? k}有改动`,
    )
    .join(';') || '内容没有变化';

type Detail = Readonly<Record<string, unknown>>;
const TEXT: Readonly<Record<string, (d: Detail) => string>> = {
  create: (d) => `登记,任${said(d['unit'])}${said(d['title'])}`,
  correct: (d) => `更正:${fieldsText(d['fields'])}`,
  post: (d) => `任${said(d['unit'])}${said(d['title'])}`,
  'post-correct': (d) => `更正${said(d['unit'])}${said(d['title'])}:${fieldsText(d['fields'])}`,
  'post-end': (d) =>
    `${said(d['day'])} 起不再任${said(d['unit'])}${said(d['title'])}${d['document'] ? `(${said(d['document'])})` : ''}`,
  move: (d) =>
    `${said(d['day'])} 由${said(d['from'])}${said(d['title'])}调任${said(d['unit'])}${said(d['to'])}${d['document'] ? `(${said(d['document'])})` : ''}`,
  merge: (d) => `并入另一份「${said(d['gone'])}」的档案,连同 ${said(d['posts'])} 个职务`,
  unmerge: () => '撤销合并,恢复为两份档案',
  library: (d) => `进入「${said(d['library'])}」人才库`,
  'library-leave': (d) => `${said(d['day'])} 退出「${said(d['library'])}」人才库`,
};

export async function historyOf(
  tx: Tx,
  personId: string,
): Promise<{ at: string; who: string; text: string; reason: string | null }[]> {
  const rows = await tx.sql(
    `SELECT c.change, c.detail, c.reason, c.at, a.display_name FROM person_change c LEFT JOIN account a ON a.id = c.account_id
     WHERE c.person_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 100`,
    [personId],
  );
  return rows.map((r) => ({
    at: (r['at'] as Date).toISOString(),
    who: String(r['display_name'] ?? ''),
    text: TEXT[String(r['change'])]?.(r['detail'] as Detail) ?? String(r['change']),
    reason: (r['reason'] as string | null) ?? null,
  }));
}

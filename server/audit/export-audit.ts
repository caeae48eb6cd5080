import type { AuditRow } from '../../contracts/api-audit.ts';
import type { Database } from '../platform/db/index.ts';
import { log } from '../platform/log/index.ts';
import { pageOf, type Question, type Reader, recordReading } from './read-audit.ts';

const AT_ONCE = 1_000;
const HEAD = ['时间', '姓名', '账号', '组织', '操作', '结果', '补充', '对象', '地区', '已封存', '编号'];
const RESULTS = { ok: '成功', denied: '拒绝', failed: '失败' } as const;

/** One cell; what a spreadsheet would take for a formula is made text (SECURITY 28). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
const chinaTime = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const line = (r: AuditRow): string =>
  [
    chinaTime(r.at),
    r.who?.name ?? '',
    r.who?.login ?? '',
    r.unitName ?? '',
    r.words,
    RESULTS[r.result],
    r.detail,
    r.object,
    r.region,
    r.sealed ? '是' : '否',
    r.id,
  ]
    .map(cell)
    .join(',');

/**
 * All events of a question as CSV, a page of memory at a time, each page in a transaction of its own. Its end is recorded
 * with the number of rows; its beginning was, by the caller.
 */
export function exportAudit(
  db: Database,
  reader: Reader,
  question: Question,
  now: () => Date,
): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let after: string | null = null;
  let rows = 0;
  return new ReadableStream<Uint8Array>({
    start(out) {
      // The mark by which Excel knows UTF-8.
      out.enqueue(text.encode(`\uFEFF${HEAD.map(cell).join(',')}\r\n`));
    },
    async pull(out) {
      try {
        const page = await db.transaction([], (tx) => pageOf(tx, question, after, AT_ONCE), 'read');
        rows += page.rows.length;
        after = page.next;
        if (page.rows.length > 0) out.enqueue(text.encode(`${page.rows.map(line).join('\r\n')}\r\n`));
        if (after !== null) return;
        await db.transaction([], (tx) => recordReading(tx, reader, 'audit.exported', { rows }, now()));
        out.close();
      } catch (error) {
        log.error({ err: error }, 'audit export broke off');
        out.error(error);
      }
    },
  });
}

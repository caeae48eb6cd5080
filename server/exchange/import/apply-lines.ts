import type { LineRecord } from '../../../contracts/exchange.ts';
import { checkLine, composeEntry, type Entry, unitProblem } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Row } from '../../platform/db/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import { type ImportContext, unitOf } from './context.ts';
import { readJson, readRecord } from './read-record.ts';
import { sameContent } from './same-content.ts';
import type { Spool } from './spool.ts';
import { writeNewLines } from './staging.ts';

interface Item {
  readonly line: number;
  readonly id: string;
  readonly record: LineRecord;
}

const BATCH = 10_000;

/** Checks and writes the file's ledger lines, batch by batch, so that memory does not grow with the file. */
export async function applyLines(
  ctx: ImportContext,
  spool: Spool,
  progress: (lines: number) => void,
): Promise<void> {
  let batch: Item[] = [];
  let done = 0;
  for await (const { line, text } of spool.read()) {
    const record = readLine(ctx, line, text);
    if (!record) continue;
    batch.push({ line, id: idOf('line', record.id), record });
    if (batch.length < BATCH) continue;
    await applyBatch(ctx, batch);
    done += batch.length;
    progress(done);
    batch = [];
  }
  await applyBatch(ctx, batch);
}

function readLine(ctx: ImportContext, line: number, text: string): LineRecord | null {
  const json = readJson(text);
  const read = 'problems' in json ? json : readRecord(json.record);
  if ('problems' in read) {
    for (const p of read.problems) ctx.problems.add(line, p.field, p.message);
    const id = 'record' in json ? json.record['id'] : undefined;
    if (typeof id === 'string') ctx.refused.add(`line ${idOf('line', id)}`);
    return null;
  }
  return read.record.type === 'line' ? read.record : null;
}

async function applyBatch(ctx: ImportContext, batch: readonly Item[]): Promise<void> {
  if (batch.length === 0) return;
  const known = await linesThere(ctx, batch);
  const inBatch = new Map<string, number>();
  const entries: Entry[] = [];
  for (const item of batch) {
    const first = inBatch.get(item.id);
    const there = known.get(item.id);
    if (first !== undefined || there?.['mine'] === true) {
      const where = first === undefined ? '文件前面' : `第 ${first} 行`;
      ctx.problems.add(item.line, 'id', `编号 ${item.record.id} 在${where}已经用过,一个编号只能是一条记录。`);
      continue;
    }
    inBatch.set(item.id, item.line);
    const entry = composeLine(ctx, item, there);
    if (entry) entries.push(entry);
  }
  await writeNewLines(ctx, entries);
  ctx.counts.lines.new += entries.length;
}

/** Lines with these ids, as they were first written; `mine` marks those of this very import. */
async function linesThere(ctx: ImportContext, batch: readonly Item[]): Promise<Map<string, Row>> {
  const rows = await ctx.tx.sql(
    `SELECT e.id, e.ledger, e.unit_id, e.until_day, e.opening, e.joint, v.day, v.data,
       e.xmin = pg_current_xact_id()::xid AS mine
     FROM unnest($1::uuid[]) AS w (id) JOIN entry e ON e.id = w.id
     JOIN entry_version v ON v.region_code = e.region_code AND v.entry_id = e.id AND v.version = 1`,
    [batch.map((item) => item.id)],
  );
  return new Map(rows.map((r) => [String(r['id']), r]));
}

/** The line as it will stand; null when it is there already, or when something is wrong with it. */
function composeLine(ctx: ImportContext, item: Item, there: Row | undefined): Entry | null {
  const { line, record } = item;
  const refuse = (): null => {
    ctx.refused.add(`line ${item.id}`);
    return null;
  };
  const unit = unitOf(ctx, line, 'unit', record.unit);
  const ledger = ctx.registry.ledgers.get(record.ledger);
  if (!ledger)
    ctx.problems.add(
      line,
      'ledger',
      `没有编号为「${record.ledger}」的台账。现有:${[...ctx.registry.ledgers.keys()].join('、')}。`,
    );
  const joint = jointIds(ctx, line, record, unit);
  if (!ledger) return refuse();
  const input = {
    day: record.day,
    until: record.until ?? null,
    data: record.data,
    opening: record.opening ?? null,
    explanation: record.explanation ?? null,
  };
  if (!unit || !joint) {
    // All problems of a line at once: whose it is may be wrong, and what it says as well.
    for (const p of checkLine(ledger, input, ctx.today).problems) ctx.problems.add(line, p.field, p.message);
    return refuse();
  }
  const isSame = (data: Entry['data']): boolean =>
    there !== undefined &&
    there['ledger'] === record.ledger &&
    there['unit_id'] === unit.id &&
    there['day'] === input.day &&
    there['until_day'] === input.until &&
    there['opening'] === input.opening &&
    sameContent(there['joint'] ?? [], joint) &&
    sameContent(there['data'], data);
  if (isSame(record.data)) {
    ctx.counts.lines.unchanged += 1;
    return null;
  }
  let data = record.data;
  if (!ctx.trusted) {
    const checked = checkLine(ledger, input, ctx.today);
    const place = unitProblem(unit, ledger, record.day);
    for (const p of [...checked.problems, ...(place ? [place] : [])])
      ctx.problems.add(line, p.field, p.message);
    if (place || checked.problems.length > 0) return refuse();
    data = checked.data;
    if (isSame(data)) {
      ctx.counts.lines.unchanged += 1;
      return null;
    }
  }
  if (there) {
    ctx.problems.add(
      line,
      'id',
      `编号 ${record.id} 的记录已经在库里,内容与这条不同。要改它,请写一条 correction(更正)记录。`,
    );
    return refuse();
  }
  return composeEntry({ ledger, unit, input, data, joint, at: ctx.now, accountId: null, id: item.id });
}

/** Units of a joint event must be known and not the lead itself. */
function jointIds(
  ctx: ImportContext,
  line: number,
  record: LineRecord,
  lead: Unit | undefined,
): string[] | null {
  const ids: string[] = [];
  for (const [i, code] of (record.joint ?? []).entries()) {
    const unit = unitOf(ctx, line, `joint.${i}`, code);
    if (!unit) return null;
    if (unit.id === lead?.id) {
      ctx.problems.add(line, `joint.${i}`, '牵头单位自己不用写进联合单位。');
      return null;
    }
    ids.push(unit.id);
  }
  return ids;
}

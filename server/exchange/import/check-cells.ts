import { openingProblem, toEntry } from '../../ledgers/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import type { NewZero } from './apply-zeros.ts';
import type { ImportContext } from './context.ts';
import { readJson } from './read-record.ts';
import type { Sorted } from './read-source.ts';
import type { Spool } from './spool.ts';

const MOST = 200;

/**
 * What can be judged only when everything stands: opening lines (期初) that cover real lines, and stated zeros of months
 * that have lines. Rows of this import are known by the transaction that wrote them.
 */
export async function checkCells(
  ctx: ImportContext,
  file: Sorted,
  spool: Spool,
  zeros: readonly NewZero[],
): Promise<void> {
  await checkOpenings(ctx, file, spool);
  await checkZeros(ctx, zeros);
}

async function checkOpenings(ctx: ImportContext, file: Sorted, spool: Spool): Promise<void> {
  const pairs = await ctx.tx.sql<{
    opening: string;
    real: string;
    opening_mine: boolean;
    real_mine: boolean;
  }>(
    `SELECT o.id AS opening, e.id AS real, o.xmin = x.me AS opening_mine, e.xmin = x.me AS real_mine
     FROM (SELECT pg_current_xact_id()::xid AS me) x
     JOIN entry o ON o.opening = 'covers' AND o.state = 'valid'
     JOIN entry e ON e.ledger = o.ledger AND e.unit_path = o.unit_path AND e.unit_id = o.unit_id AND e.opening IS NULL
       AND e.state = 'valid' AND e.day BETWEEN o.day AND o.until_day
     WHERE o.xmin = x.me OR e.xmin = x.me LIMIT ${MOST}`,
  );
  if (pairs.length === 0) return;
  const ids = new Set(pairs.flatMap((p) => [p.opening, p.real]));
  const rows = await ctx.tx.sql('SELECT e.* FROM unnest($1::uuid[]) AS w (id) JOIN entry e ON e.id = w.id', [
    [...ids],
  ]);
  const entries = new Map(rows.map((r) => [String(r['id']), toEntry(r)]));
  const lines = await linesOf(ids, file, spool);
  for (const pair of pairs) {
    const opening = entries.get(pair.opening);
    const real = entries.get(pair.real);
    if (!opening || !real) continue;
    const problem = pair.real_mine ? openingProblem(real, [opening]) : openingProblem(opening, [real]);
    const line = lines.get(pair.real_mine ? pair.real : pair.opening) ?? 0;
    if (problem) ctx.problems.add(line, problem.field, problem.message);
  }
}

/** Where in the file these lines stand: their own record, or else the last change of them. */
async function linesOf(ids: ReadonlySet<string>, file: Sorted, spool: Spool): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { line, record } of file.lineChanges) {
    const id = idOf('line', record.line);
    if (ids.has(id)) found.set(id, line);
  }
  for await (const { line, text } of spool.read()) {
    const json = readJson(text);
    const id = 'record' in json ? idOf('line', String(json.record['id'])) : '';
    if (ids.has(id)) found.set(id, line);
  }
  return found;
}

async function checkZeros(ctx: ImportContext, zeros: readonly NewZero[]): Promise<void> {
  if (zeros.length === 0) return;
  const rows = await ctx.tx.sql<{ n: number; title: string }>(
    `SELECT z.n, (min(ARRAY[e.day::text, e.title]))[2] AS title
     FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[]) WITH ORDINALITY AS z (unit_id, ledger, month, path, n)
     JOIN entry e ON e.ledger = z.ledger AND e.unit_path = z.path AND e.unit_id = z.unit_id AND e.opening IS NULL AND e.state = 'valid'
       AND e.day >= z.month AND e.day < z.month + interval '1 month'
     GROUP BY z.n ORDER BY z.n`,
    [
      zeros.map((z) => z.unitId),
      zeros.map((z) => z.ledger),
      zeros.map((z) => z.month),
      zeros.map((z) => z.unitPath),
    ],
  );
  for (const { n, title } of rows) {
    const zero = zeros[n - 1];
    if (!zero) continue;
    const month = zero.month.slice(0, 7);
    ctx.problems.addError(zero.line, 'month', new AppError('zero.has-lines', { month, title }));
  }
}

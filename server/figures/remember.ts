import type { CompiledLedger } from '../ledgers/index.ts';
import { levelNumber } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { Answer, Question } from './ask.ts';
import { FOLD_LOCK } from './fold.ts';

/**
 * Answers that need the facts (distinct persons, extremes) are remembered for units above the county. Folding forgets
 * them in the same transaction in which it changes their ledger, so a remembered answer is never an old one.
 */
export async function remembered(
  tx: Tx,
  ledger: CompiledLedger,
  q: Question,
  count: () => Promise<Answer>,
): Promise<Answer> {
  if (q.pieces || levelNumber(q.unit.level) >= levelNumber('county')) return await count();
  const where = Object.entries(q.where).sort(([a], [b]) => (a < b ? -1 : 1));
  const question = JSON.stringify([q.measure, q.from, q.to, where, q.tree]);
  const known = await tx.sql<{ answer: Answer }>(
    'SELECT answer FROM answer_memo WHERE unit_id = $1 AND question = $2',
    [q.unit.id, question],
    'memo-read',
  );
  const first = known[0];
  if (first) return first.answer;
  // Held to the end of this transaction: folding cannot slip between counting and remembering.
  const lock = await tx.sql<{ ok: boolean }>('SELECT pg_try_advisory_xact_lock_shared($1) AS ok', [
    FOLD_LOCK,
  ]);
  const answer = await count();
  if (lock[0]?.ok) {
    await keep(tx, [q.unit.id, question, ledger.definition.key, q.from, q.to, JSON.stringify(answer)]);
  }
  return answer;
}

/** On a full disk the answer is given and not kept: reading goes on. */
async function keep(tx: Tx, memo: readonly unknown[]): Promise<void> {
  await tx.sql('SAVEPOINT memo');
  try {
    await tx.sql(
      `INSERT INTO answer_memo (unit_id, question, ledger, from_day, to_day, answer) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (unit_id, question) DO NOTHING`,
      memo,
    );
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'disk.full')) throw error;
    await tx.sql('ROLLBACK TO SAVEPOINT memo');
  }
}

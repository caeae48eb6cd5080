import { fieldsOf, parseExpression } from '../../contracts/expression.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { projectionExpressions } from './compile.ts';
import type { FlowBook } from './definitions.ts';
import type { Data, Matter } from './matter.ts';

/** The name, among a matter's fields, of the day on which the rest was erased. No definition may use it. */
const ERASED_DAY = 'erased-day';
const ERASED_TITLE = '内容已依法删除';

/** What stays of a matter that is erased: what figures are counted from, and where it ended. It names nobody. */
export interface Rest {
  readonly data: Data;
  readonly state: string;
  readonly outcome: string | null;
  readonly urgent: boolean;
  readonly closedAt: string;
}

export const isErased = ({ data }: Pick<Matter, 'data'>): boolean => typeof data[ERASED_DAY] === 'string';

/** Whatever shows or moves a matter asks this. Errors: matter.erased. */
export function assertNotErased({ data }: Pick<Matter, 'data'>): void {
  const day = data[ERASED_DAY];
  if (typeof day === 'string') throw new AppError('matter.erased', { day });
}

/**
 * What may stay of a matter: the fields that its projection, or that of the newest version, counts. A projection names
 * choices of closed lists, days, whole numbers and yes or no only (`check-projection.ts`), so nothing of whom it is about.
 */
export async function restOf(book: FlowBook, matter: Matter, closedAt: Date, at: Date): Promise<Rest> {
  const versions = [await book.flow(matter.flow, matter.flowVersion), await book.flow(matter.flow)];
  const counted = new Set(
    versions.flatMap(({ definition }) =>
      projectionExpressions(definition).flatMap(({ text }) => [...fieldsOf(parseExpression(text))]),
    ),
  );
  const stays = Object.entries(matter.data).filter(
    ([key, value]) => counted.has(key) && versions.some((v) => v.fields.has(key)) && value !== null,
  );
  return {
    data: { ...Object.fromEntries(stays), [ERASED_DAY]: chinaDay(at) },
    state: matter.state,
    outcome: matter.outcome,
    urgent: matter.urgent,
    closedAt: closedAt.toISOString(),
  };
}

/** Of these matters, those that are here and not erased. Asked as the owner. */
export async function standingMatters(
  tx: Tx,
  ids: readonly string[],
): Promise<{ readonly regionCode: string; readonly id: string }[]> {
  const rows = await tx.sql(
    'SELECT region_code, id FROM matter WHERE id = ANY ($1::uuid[]) AND NOT (data ? $2)',
    [ids, ERASED_DAY],
  );
  return rows.map((r) => ({ regionCode: String(r['region_code']), id: String(r['id']) }));
}

/** Cases that are sealed and not erased, all of them. Asked as the owner, after a restore. */
export async function sealedMatters(tx: Tx): Promise<string[]> {
  const rows = await tx.sql(`SELECT id FROM matter WHERE data ? 'sealed' AND NOT (data ? $1)`, [ERASED_DAY]);
  return rows.map((r) => String(r['id']));
}

/**
 * Takes everything that a matter says out of it (删除): fields, words of its history, titles, reasons of urgent views. Who
 * took which step when stays, and what is counted. As the owner: neither a request nor the worker can change a history.
 */
export async function eraseMatter(
  tx: Tx,
  m: { readonly regionCode: string; readonly id: string },
  rest: Rest,
): Promise<void> {
  const place = [m.regionCode, m.id];
  await tx.sql(
    `UPDATE matter SET data = $3, title = $4, state = $5, outcome = $6, urgent = $7, closed_at = $8, due_at = NULL,
       offered_post = NULL, offered_person = NULL, offered_name = NULL, offered_step = NULL WHERE region_code = $1 AND id = $2`,
    [...place, JSON.stringify(rest.data), ERASED_TITLE, rest.state, rest.outcome, rest.urgent, rest.closedAt],
  );
  await tx.sql(
    `UPDATE matter_step SET data = '{}', opinion = NULL WHERE region_code = $1 AND matter_id = $2`,
    place,
  );
  // In a copy from before its end it may still stand in somebody's box.
  await tx.sql(
    `UPDATE matter_seat SET title = $3, state = $4, lane = 'past', due_at = 'infinity',
       why = CASE WHEN why IN ('own', 'past') THEN why ELSE 'past' END WHERE region_code = $1 AND matter_id = $2`,
    [...place, ERASED_TITLE, rest.state],
  );
  await tx.sql(
    `UPDATE matter_clock SET stopped_at = COALESCE(stopped_at, $3), next_at = NULL WHERE region_code = $1 AND matter_id = $2`,
    [...place, rest.closedAt],
  );
  await tx.sql(
    `UPDATE urgent_view SET reason = $3, ended_at = COALESCE(ended_at, until_at) WHERE region_code = $1 AND matter_id = $2`,
    [...place, ERASED_TITLE],
  );
}

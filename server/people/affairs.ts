import type { AffairsView } from '../../contracts/api-transfers.ts';
import { type Actor, reaches } from '../access/index.ts';
import { subtreeOf, unitById } from '../org/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { toTransferView } from './person-page.ts';
import { TERMS_WITHIN_DAYS } from './policy.ts';
import { OF_ROSTER } from './store.ts';
import { transfersOf } from './store-transfers.ts';

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** What waits of a unit and below: moves to be answered, terms that are over or soon will be. Errors: not-found. */
export async function affairsUnder(
  tx: Tx,
  actor: Actor,
  unitId: string,
  today: string,
): Promise<AffairsView> {
  const unit = await unitById(tx, unitId);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const scope = subtreeOf(unit.path);
  const [transfers, terms] = await Promise.all([
    transfersOf(tx, { scope }),
    tx.sql(
      `SELECT t.person_id, p.name, u.name AS unit_name, t.title, t.term_until FROM post t JOIN unit u ON u.id = t.unit_id
         JOIN person p ON p.region_code = t.person_region AND p.id = t.person_id
       WHERE t.unit_path >= $1 AND t.unit_path < $2 AND t.to_day IS NULL AND t.term_until <= $3 AND ${OF_ROSTER('t')}
       ORDER BY t.term_until, t.unit_path, t.id LIMIT 200`,
      [scope.from, scope.to, addDays(today, TERMS_WITHIN_DAYS)],
    ),
  ]);
  return {
    transfers: transfers.map((f) => toTransferView(actor, f)),
    terms: terms.map((r) => ({
      personId: String(r['person_id']),
      name: String(r['name']),
      unitName: String(r['unit_name']),
      title: String(r['title']),
      until: String(r['term_until']),
      days: daysBetween(today, String(r['term_until'])),
    })),
    termsWithin: TERMS_WITHIN_DAYS,
  };
}

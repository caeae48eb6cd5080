import type { Scope } from '../../../contracts/expression.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { CompiledFlow } from '../compile.ts';
import { keptFrom } from '../kept-from.ts';
import type { FlowKit } from '../kit.ts';
import type { Dossier, Seat } from '../matter.ts';
import { asksIn, placeOf } from '../people.ts';
import { scopeOf } from '../scope.ts';
import { dossierById } from '../store.ts';

/** 首问〔2026〕12号, wherever it stands in a text. */
const NUMBER = /[\p{Script=Han}]{0,6}〔\d{4}〕\d+号/gu;

/** Numbers of other matters that a matter names: a complaint says which contact it is about. Pure. */
const numbersNamed = (d: Pick<Dossier, 'matter'>): string[] => [
  ...new Set(
    Object.values(d.matter.data).flatMap((v) => (typeof v === 'string' ? (v.match(NUMBER) ?? []) : [])),
  ),
];

/**
 * Whether a matter is against somebody: its definition keeps it from her (`kept-from.ts`), or, whatever the definition says,
 * she had in hand or took a step of a matter whose number it writes. In doubt it is against her. Asked as the worker.
 */
export async function isAgainst(
  tx: Tx,
  flow: CompiledFlow,
  d: Dossier,
  scope: Scope,
  seat: Seat,
): Promise<boolean> {
  if ((await keptFrom(asksIn(tx), flow, d.matter.id, scope, [seat])).size > 0) return true;
  const numbers = numbersNamed(d);
  if (numbers.length === 0) return false;
  const rows = await tx.sql(
    `SELECT 1 FROM matter m JOIN matter_step s ON s.region_code = m.region_code AND s.matter_id = m.id
     WHERE m.region_code = $1 AND m.id <> $2 AND m.number = ANY ($3) AND (s.holder_person = $4 OR s.person_id = $4) LIMIT 1`,
    [d.matter.regionCode, d.matter.id, numbers, seat.personId],
  );
  return rows.length > 0;
}

/** The same of a matter that is not at hand: what she must not even be told of. In doubt, and for one that is gone: true. */
export async function isAgainstSeat(kit: FlowKit, tx: Tx, matterId: string, seat: Seat): Promise<boolean> {
  const d = await dossierById(tx, kit.vault, matterId, false);
  const place = d && (await placeOf(tx, d.matter.unitId));
  if (!d || !place) return true;
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const at = kit.now();
  const scope = scopeOf(flow, d, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 });
  return await isAgainst(tx, flow, d, scope, seat);
}

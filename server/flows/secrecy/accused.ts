import type { Tx } from '../../platform/db/index.ts';
import type { CompiledFlow } from '../compile.ts';
import type { Dossier, Seat } from '../matter.ts';

/** 首问〔2026〕12号, wherever it stands in a text. */
const NUMBER = /[\p{Script=Han}]{0,6}〔\d{4}〕\d+号/gu;
/** Fields that say against whom it is; definitions name them so. */
const AGAINST = /^(accused|against)(-|$)/;

/** Numbers of other matters that a matter names: a complaint says which contact it is about. Pure. */
export const numbersNamed = (d: Pick<Dossier, 'matter'>): string[] => [
  ...new Set(
    Object.values(d.matter.data).flatMap((v) => (typeof v === 'string' ? (v.match(NUMBER) ?? []) : [])),
  ),
];

/** Whether a matter says that it is against this person or her unit. Names may be shared: then she stays outside. Pure. */
export function isNamedAccused(flow: CompiledFlow, d: Pick<Dossier, 'matter'>, seat: Seat): boolean {
  return Object.entries(d.matter.data).some(([key, value]) => {
    if (!AGAINST.test(key) || !flow.fields.has(key)) return false;
    const said = (Array.isArray(value) ? value.join('、') : String(value ?? '')).replace(/\s/g, '');
    return said.includes(seat.name) || said.includes(seat.unit.name);
  });
}

/**
 * Whether a person is who a complaint is about: she had in hand, or took a step of, a matter that this one names,
 * or the one under which it was begun. Asked as the worker, which sees all matters of that office.
 */
export async function hadInHand(tx: Tx, d: Dossier, personId: string): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM matter m JOIN matter_step s ON s.region_code = m.region_code AND s.matter_id = m.id
     WHERE m.region_code = $1 AND m.id <> $2 AND m.number = ANY ($3) AND (s.holder_person = $4 OR s.person_id = $4) LIMIT 1`,
    [d.matter.regionCode, d.matter.id, numbersNamed(d), personId],
  );
  return rows.length > 0;
}

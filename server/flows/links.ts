import type { MatterLinkView } from '../../contracts/api-flows.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { CompiledFlow } from './compile.ts';
import type { FlowBook } from './definitions.ts';
import { namesUnit, numbersIn } from './kept-from.ts';
import type { FlowKit, Twin } from './kit.ts';
import { hasKnown, type Matter } from './matter.ts';
import { dossierById } from './store.ts';
import type { Acting } from './who.ts';

/** Where a matter came from (由来): the one before, and by which rule. */
export interface CameFrom {
  readonly matter: Pick<Matter, 'regionCode' | 'id' | 'flow' | 'number'>;
  readonly why: 'came' | 'same';
  readonly hidden: boolean;
  /** What begins from it is urgent too. */
  readonly keepsUrgency?: boolean;
}

/** Keeps where a matter came from, in the transaction that begins it. */
export async function writeLink(tx: Tx, to: Matter, from: CameFrom, at: Date): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_link (region_code, to_id, to_flow, to_number, from_region, from_id, from_flow, from_number, why, hidden, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [
      to.regionCode,
      to.id,
      to.flow,
      to.number,
      from.matter.regionCode,
      from.matter.id,
      from.matter.flow,
      from.matter.number,
      from.why,
      from.hidden,
      at,
    ],
    'link-insert',
  );
}

/**
 * What a matter came from and what has come of it, as far as she may know: number and kind of each, and its state only
 * where she may read that one too.
 */
export async function linksOf(tx: Tx, flows: FlowBook, id: string): Promise<MatterLinkView[]> {
  const rows = await tx.sql(
    `SELECT l.*, m.id AS open_id, m.state, m.flow_version FROM (
       SELECT 'from' AS side, from_id AS other, from_flow AS flow, from_number AS number, why, at FROM matter_link WHERE to_id = $1
       UNION ALL
       SELECT 'to', to_id, to_flow, to_number, why, at FROM matter_link WHERE from_id = $1) AS l
     LEFT JOIN matter m ON m.id = l.other ORDER BY l.at, l.number`,
    [id],
    'links-of',
  );
  return await Promise.all(
    rows.map(async (r): Promise<MatterLinkView> => {
      const mine = r['open_id'] !== null;
      const flow = await flows.flow(String(r['flow']), mine ? Number(r['flow_version']) : undefined);
      const state = mine ? flow.states.get(String(r['state'])) : undefined;
      return {
        side: r['side'] as 'from' | 'to',
        why: r['why'] as 'came' | 'same',
        id: mine ? String(r['other']) : null,
        number: String(r['number']),
        flow: flow.definition.name,
        state: state?.name ?? null,
      };
    }),
  );
}

/** True when it names somebody as accused: whom another matter of the same person belongs to must not learn of it. */
export const namesAccused = (flow: CompiledFlow, { data }: Pick<Matter, 'data'>): boolean =>
  Object.values(flow.definition.keptFrom ?? {}).some((key) => Boolean(data[key]));

/**
 * She has an open matter of this kind (重复): told where, so that it goes on there. `code` of a problem is the matter, where
 * who asks may open it.
 */
export async function offerTwins(tx: Tx, twins: readonly Twin[]): Promise<never> {
  const rows = await tx.sql('SELECT id FROM matter WHERE id = ANY ($1::uuid[])', [
    twins.map((t) => t.matter.id),
  ]);
  const mine = new Set(rows.map((r) => String(r['id'])));
  const problems = twins.map(({ matter, unit, day }) => ({
    field: 'another',
    message: `她有一件没办结的:${matter.number}(${unit},${day}登记)。是同一件事,请到那一件里办;确实是另一件,请写明理由再登记。`,
    ...(mine.has(matter.id) ? { code: matter.id } : {}),
  }));
  throw new AppError('input.invalid', { problems });
}

/** The matter that one comes from: one that she knows, of a kind that the definition names. */
export async function cameFrom(
  kit: FlowKit,
  tx: Tx,
  flow: CompiledFlow,
  acting: Acting,
  id: string,
): Promise<CameFrom> {
  const source = await dossierById(tx, kit.vault, id, false);
  const seats = [acting.own, ...acting.principals];
  if (!source || !seats.some((s) => hasKnown(source, s.postId)))
    throw new AppError('not-found', { what: '原来那件事' });
  const rule = flow.definition.follows?.find((f) => f.flow === source.matter.flow);
  if (rule)
    return {
      matter: source.matter,
      why: 'came',
      hidden: rule.hidden ?? false,
      keepsUrgency: rule.keepsUrgency === true && source.matter.urgent,
    };
  const message = `「${flow.definition.name}」不能从${source.matter.number}办起,请直接登记。`;
  throw new AppError('input.invalid', { problems: [{ field: 'from', message }] });
}

/**
 * The matter whose number and unit are written in one that begins (申请复查): found below her own federation, also where she
 * may not read it, and only when it is one. Null where none is named or it was never on the platform.
 */
export async function cameByNumber(
  kit: FlowKit,
  flow: CompiledFlow,
  officeId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<CameFrom | null> {
  for (const rule of flow.definition.follows ?? []) {
    if (rule.number === undefined || rule.unit === undefined) continue;
    const numbers = numbersIn(data[rule.number]);
    if (numbers.length === 0) continue;
    const rows = await kit.worker.single(
      `SELECT m.region_code, m.id, m.flow, m.number, u.name, CASE WHEN u.kind = 'department' THEN p.name END AS office FROM matter m
       JOIN unit u ON u.id = m.unit_id LEFT JOIN unit p ON p.id = u.parent_id JOIN unit o ON o.id = $3
       WHERE m.flow = $1 AND m.number = ANY ($2) AND m.unit_path >= o.path AND m.unit_path < o.path || '~'`,
      [rule.flow, numbers, officeId],
      'came-by-number',
    );
    const named = rows.filter((r) =>
      [r['name'], r['office']].some((n) => n !== null && namesUnit(data[rule.unit ?? ''], String(n))),
    );
    const [one, ...more] = named;
    if (!one || more.length > 0) continue;
    const [regionCode, id] = [String(one['region_code']), String(one['id'])];
    const matter = { regionCode, id, flow: rule.flow, number: String(one['number']) };
    return { matter, why: 'came', hidden: rule.hidden ?? false };
  }
  return null;
}

/** The matter from which one came; null for one that began by itself. Who may read it is asked elsewhere. */
export async function cameBefore(tx: Tx, id: string): Promise<string | null> {
  const rows = await tx.sql(
    `SELECT from_id FROM matter_link WHERE to_id = $1 AND why = 'came' ORDER BY at LIMIT 1`,
    [id],
    'came-before',
  );
  return rows[0] ? String(rows[0]['from_id']) : null;
}

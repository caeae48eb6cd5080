import type { RepeatView, SignKind } from '../../../contracts/api-secrecy.ts';
import type { Actor } from '../../access/index.ts';
import {
  actingFor,
  dossierById,
  isAgainstSeat,
  isKeptFrom,
  type Seat,
  withMatters,
} from '../../flows/index.ts';
import { ancestorsOn } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { CaseKit } from '../kit.ts';
import { signsOf } from './signs.ts';

/** More than these are not looked through; the number that is shown stops there too. */
const MOST = 30;

/**
 * Whether the same person or household has asked for help before (再次求助提示), for who is responsible now and nobody else:
 * how many, where the last one was, and whom to ask there. No file is opened, no name told. A matter that is against
 * herself is not counted: she would learn of it. Null when there is none, or the matter is not hers.
 */
export async function repeatOf(kit: CaseKit, actor: Actor, matterId: string): Promise<RepeatView | null> {
  const acting = await actingFor(kit.flows, actor);
  const d = await withMatters(
    kit.flows,
    actor,
    acting,
    async (tx) => {
      const found = await dossierById(tx, kit.vault, matterId, false);
      return found && !(await isKeptFrom(kit.flows, tx, found, acting, kit.flows.now())) ? found : null;
    },
    'read',
  );
  const seat = d && [acting.own, ...acting.principals].find((s) => s.postId === d.matter.holder.postId);
  if (!d || !seat) return null;
  const signs = signsOf(d.matter.data);
  if (signs.length === 0) return null;
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const rows = await tx.sql(
        `SELECT m.id, m.unit_id, m.urgent, max(m.started_at) AS at, array_agg(DISTINCT t.kind) AS kinds
         FROM matter_trace t JOIN matter m ON m.id = t.matter_id AND m.region_code = t.region_code
         WHERE t.print = ANY ($1) AND m.id <> $2 AND m.started_at <= $3
           AND NOT EXISTS (SELECT 1 FROM matter_link l WHERE l.from_id IN (m.id, $2) AND l.to_id IN (m.id, $2))
           AND m.parent_id IS DISTINCT FROM $2 AND m.id IS DISTINCT FROM $4
         GROUP BY m.id, m.unit_id, m.urgent ORDER BY at DESC, m.id LIMIT ${MOST}`,
        [
          signs.map((s) => kit.vault.trace(s.kind, s.text)),
          matterId,
          d.matter.startedAt,
          d.matter.parent?.id ?? null,
        ],
        'traces-find',
      );
      const open: typeof rows = [];
      for (const row of rows)
        if (!(await isAgainstSeat(kit.flows, tx, String(row['id']), seat))) open.push(row);
      const last = open[0];
      if (!last) return null;
      return {
        count: open.length,
        signs: [...new Set(open.flatMap((r) => r['kinds'] as SignKind[]))].sort(),
        last: await whereabouts(tx, String(last['unit_id']), seat, chinaDay(kit.flows.now())),
        wasUrgent: open.some((r) => r['urgent'] === true),
      };
    },
    'read',
  );
}

/** The county, by name, and the office or department that had it; a village is not named to other counties. */
async function whereabouts(tx: Tx, unitId: string, seat: Seat, today: string): Promise<RepeatView['last']> {
  const chain = await ancestorsOn(tx, unitId, today);
  const county = chain.find((u) => u.level === 'county' && u.kind === 'federation') ?? chain.at(-1);
  const own = chain.find((u) => u.id === unitId);
  const isSmall = own?.level === 'village' || own?.level === 'township';
  const office = seat.unit.kind === 'department' ? seat.unit.parentId : seat.unit.id;
  return {
    place: county?.name ?? '外地',
    unit: (isSmall ? county : own)?.name ?? '当地妇联',
    here: chain.some((u) => u.id === office && u.kind === 'federation') && !isSmall,
  };
}

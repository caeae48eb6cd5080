import type { InboxPage } from '../../../contracts/api-flows.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { keptFrom } from '../kept-from.ts';
import type { FlowKit } from '../kit.ts';
import { type Dossier, hasKnown, type Why } from '../matter.ts';
import { placeOf } from '../people.ts';
import { scopeOf } from '../scope.ts';
import { dossierById } from '../store.ts';
import type { Acting } from '../who.ts';

/** By what right somebody knows what a matter is about. `forName`: for whom she stands in. */
export interface Right {
  /** `personal`: for a copy that she asked for of her own data (个人信息). */
  readonly why: Why | 'urgent' | 'personal';
  readonly forName: string | null;
  /** The end of an urgent view; null where she has a part of her own. */
  readonly until: Date | null;
}

/**
 * Whether she may know what a matter is about, and by what right: her part in it, or an urgent view (紧急查看) that has not
 * ended. Null: number, kind and urgency are all that she is told. `tx` stands in her posts.
 */
export async function rightTo(tx: Tx, d: Dossier, acting: Acting, at: Date): Promise<Right | null> {
  const seat = [acting.own, ...acting.principals].find((s) => hasKnown(d, s.postId));
  if (seat) {
    const part = d.parts.find((p) => p.postId === seat.postId)?.why ?? 'past';
    return { why: part, forName: seat === acting.own ? null : seat.name, until: null };
  }
  const rows = await tx.sql(
    `SELECT until_at FROM urgent_view WHERE matter_id = $1 AND post_id = $2 AND until_at > $3 AND ended_at IS NULL
     ORDER BY until_at DESC LIMIT 1`,
    [d.matter.id, acting.own.postId, at],
    'urgent-right',
  );
  const until = rows[0]?.['until_at'];
  return until instanceof Date ? { why: 'urgent', forName: null, until } : null;
}

/**
 * Whether a matter is kept from who is here (被反映的一方, 回避), as herself or as somebody's deputy: nothing that hangs on it,
 * her letter, its files, its referrals, is there for her either.
 */
export async function isKeptFrom(
  kit: FlowKit,
  tx: Tx,
  d: Dossier,
  acting: Acting,
  at: Date,
): Promise<boolean> {
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const { keptFrom: named, follows } = flow.definition;
  if (!named && !follows?.some((f) => f.apart)) return false;
  const place = await placeOf(tx, d.matter.unitId);
  if (!place) return true;
  const scope = scopeOf(flow, d, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 });
  return (await keptFrom(kit.worker, flow, d.matter.id, scope, [acting.own])).size > 0;
}

/**
 * A page of an inbox without what is kept from her: rows of those she stands in for and offers, of kinds that know such a
 * rule. A row that she could not open would tell her whom it is against.
 */
export async function withoutKept(
  kit: FlowKit,
  tx: Tx,
  acting: Acting,
  page: InboxPage,
  at: Date,
): Promise<InboxPage> {
  const kept = new Set<string>();
  for (const row of page.rows) {
    if (row.forName === null && row.why !== 'offer') continue;
    const d = await dossierById(tx, kit.vault, row.id, false);
    if (d && (await isKeptFrom(kit, tx, d, acting, at))) kept.add(row.id);
  }
  return kept.size === 0 ? page : { ...page, rows: page.rows.filter((r) => !kept.has(r.id)) };
}

/** The right by which she may know what hangs on a matter; null also for whom the matter is kept from. */
export async function mayKnow(
  kit: FlowKit,
  tx: Tx,
  d: Dossier,
  acting: Acting,
  at: Date,
): Promise<Right | null> {
  const right = await rightTo(tx, d, acting, at);
  return right && !(await isKeptFrom(kit, tx, d, acting, at)) ? right : null;
}

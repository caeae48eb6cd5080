import type { Tx } from '../../platform/db/index.ts';
import { type Dossier, hasKnown, type Why } from '../matter.ts';
import type { Acting } from '../who.ts';

/** By what right somebody knows what a matter is about. `forName`: for whom she stands in. */
export interface Right {
  readonly why: Why | 'urgent';
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

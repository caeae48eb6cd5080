import type { UrgentView } from '../../../contracts/api-secrecy.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import type { FlowKit } from '../kit.ts';
import type { Seat } from '../matter.ts';

export interface NewUrgentView {
  readonly regionCode: string;
  readonly id: string;
  readonly matterId: string;
  readonly by: Seat;
  readonly byTitle: string;
  readonly accountId: string;
  readonly reason: string;
  readonly at: Date;
  readonly until: Date;
  readonly holderPost: string;
  readonly supervisorPost: string | null;
}

/** The reason is sealed: people write into it what they should not. */
const reasonPlace = (id: string, matter: string) => ({
  table: 'urgent_view',
  column: 'reason',
  row: id,
  of: `matter/${matter}`,
});

export async function insertUrgentView(tx: Tx, vault: Vault, v: NewUrgentView): Promise<void> {
  await tx.sql(
    `INSERT INTO urgent_view (region_code, id, matter_id, post_id, person_id, account_id, name, title, unit_name, reason,
       at, until_at, holder_post, supervisor_post)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      v.regionCode,
      v.id,
      v.matterId,
      v.by.postId,
      v.by.personId,
      v.accountId,
      v.by.name,
      v.byTitle,
      v.by.unit.name,
      vault.seal(reasonPlace(v.id, v.matterId), v.reason),
      v.at,
      v.until,
      v.holderPost,
      v.supervisorPost,
    ],
  );
}

/** The view of a matter that a post has open; null when none is. */
export async function openViewOf(tx: Tx, matterId: string, postId: string, at: Date): Promise<string | null> {
  const rows = await tx.sql(
    'SELECT id FROM urgent_view WHERE matter_id = $1 AND post_id = $2 AND until_at > $3 AND ended_at IS NULL',
    [matterId, postId, at],
  );
  return rows[0] ? String(rows[0]['id']) : null;
}

/** How many somebody has opened since a moment, whatever became of them. */
export async function viewsToday(tx: Tx, personId: string, since: Date): Promise<number> {
  const rows = await tx.sql('SELECT count(*)::int AS n FROM urgent_view WHERE person_id = $1 AND at > $2', [
    personId,
    since,
  ]);
  return Number(rows[0]?.['n'] ?? 0);
}

/** Which views: all of a matter; those of one post that are open; those that wait to be acknowledged by one of these posts. */
export type Which =
  | { readonly matter: string; readonly post?: string }
  | { readonly openOf: string }
  | { readonly waitingFor: readonly string[] };

/** Of a matter that was erased there is a sentence in place of what was sealed. */
const reasonOf = (vault: Vault, r: Row): string => {
  const kept = String(r['reason']);
  return kept.startsWith('v1|')
    ? vault.open(reasonPlace(String(r['id']), String(r['matter_id'])), kept)
    : kept;
};

/** Urgent views with what they are about: number and kind, no content. The newest first. */
export async function viewsOfMatters(
  tx: Tx,
  kit: Pick<FlowKit, 'vault' | 'flows'>,
  which: Which,
  at: Date,
): Promise<(UrgentView & { readonly holderPost: string })[]> {
  const [where, value] =
    'matter' in which
      ? ['v.matter_id = $1 AND ($2::uuid IS NULL OR v.post_id = $2)', [which.matter, which.post ?? null]]
      : 'openOf' in which
        ? ['v.post_id = $1 AND v.until_at > $2 AND v.ended_at IS NULL', [which.openOf, at]]
        : [
            `(v.holder_post = ANY ($1::uuid[]) AND v.holder_seen_at IS NULL
              OR v.supervisor_post = ANY ($1::uuid[]) AND v.supervisor_seen_at IS NULL)`,
            [which.waitingFor],
          ];
  const rows = await tx.sql(
    `SELECT v.*, m.number, m.flow FROM urgent_view v JOIN matter m ON m.region_code = v.region_code AND m.id = v.matter_id
     WHERE ${where} ORDER BY v.at DESC LIMIT 200`,
    value,
  );
  return await Promise.all(
    rows.map(async (r) => {
      const until = (r['ended_at'] ?? r['until_at']) as Date;
      return {
        id: String(r['id']),
        matterId: String(r['matter_id']),
        number: String(r['number']),
        flowName: (await kit.flows.flow(String(r['flow']))).definition.name,
        name: String(r['name']),
        title: String(r['title']),
        unit: String(r['unit_name']),
        reason: reasonOf(kit.vault, r),
        at: (r['at'] as Date).toISOString(),
        until: until.toISOString(),
        isOpen: r['ended_at'] === null && until > at,
        holderPost: String(r['holder_post']),
      };
    }),
  );
}

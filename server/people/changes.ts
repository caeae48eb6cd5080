import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';

/** Every change of a person or her posts stands in her history, and in the audit without her name (花名册的历史). */
export type ChangeKind =
  | 'create'
  | 'correct'
  | 'post'
  | 'post-correct'
  | 'post-end'
  | 'move'
  | 'merge'
  | 'unmerge'
  | 'library'
  | 'library-leave';

export interface Place {
  readonly regionCode: string;
  readonly path: string;
}

/**
 * What the same key of the same account made before: the person's id, or null. Whoever sends the same key at the same
 * moment waits here, so that a double click is one act.
 */
export async function madeBefore(tx: Tx, actor: Actor, requestKey: string): Promise<string | null> {
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 16))', [
    `${actor.accountId}/${requestKey}`,
  ]);
  const rows = await tx.sql(
    'SELECT person_id FROM person_change WHERE account_id = $1 AND request_key = $2',
    [actor.accountId, requestKey],
  );
  return rows[0] ? String(rows[0]['person_id']) : null;
}

export async function recordChange(
  tx: Tx,
  actor: Actor,
  o: {
    readonly personId: string;
    readonly place: Place;
    readonly change: ChangeKind;
    readonly detail: Readonly<Record<string, unknown>>;
    readonly reason?: string | null;
    readonly requestKey?: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO person_change (region_code, id, person_id, unit_path, change, detail, reason, request_key, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      o.place.regionCode,
      newId(o.at),
      o.personId,
      o.place.path,
      o.change,
      JSON.stringify(o.detail),
      o.reason ?? null,
      o.requestKey ?? null,
      actor.accountId,
      o.at,
    ],
  );
  await auditPerson(tx, actor, {
    action: `person.${o.change}`,
    personId: o.personId,
    place: o.place,
    at: o.at,
  });
}

/** Says who did what to whose file, never what stands in it. */
export async function auditPerson(
  tx: Tx,
  actor: Actor,
  o: {
    readonly action: string;
    readonly personId: string;
    readonly place: Place;
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
    readonly at: Date;
  },
): Promise<void> {
  await recordEvent(tx, {
    regionCode: o.place.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: o.place.path,
    action: o.action,
    object: 'person',
    objectId: o.personId,
    result: 'ok',
    detail: o.detail ?? {},
    at: o.at,
  });
}

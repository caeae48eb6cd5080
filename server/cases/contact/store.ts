import type {
  ContactOutcome,
  ContactPlan,
  ContactWay,
  MessageKind,
} from '../../../contracts/safe-contact.ts';
import type { Matter } from '../../flows/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids/index.ts';

/** A version of how she may be reached. `by`: null is she herself. */
export interface KeptPlan {
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
  readonly plan: ContactPlan;
}
/** What is said with an event, sealed. */
export interface EventSaid {
  readonly what?: MessageKind;
  readonly words?: string;
  /** Not before this day. */
  readonly from?: string;
  readonly way?: ContactWay | 'she';
  readonly when?: string;
  readonly outcome?: ContactOutcome;
  readonly reason?: string;
}
export interface ContactEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'message' | 'attempt' | 'drop' | 'page';
  readonly settles: string | null;
  readonly by: string | null;
  readonly said: EventSaid;
}
type Place = Pick<Matter, 'regionCode' | 'id'>;
interface Hand {
  readonly accountId: string;
  readonly name: string;
}

/** Both have the key of the matter that they stand with. */
const placeIn = (table: string, row: string, matter: string) => ({
  table,
  column: 'sealed',
  row,
  of: `matter/${matter}`,
});
const planPlace = (id: string, matter: string) => placeIn('safe_contact', id, matter);
const saidPlace = (id: string, matter: string) => placeIn('contact_event', id, matter);

/** Keeps a version; the same request again keeps nothing. Answers its id. */
export async function insertPlan(
  tx: Tx,
  vault: Vault,
  matter: Place,
  o: { readonly plan: ContactPlan; readonly at: Date; readonly by: Hand | null; readonly requestKey: string },
): Promise<string> {
  const id = newId(o.at);
  // Without RETURNING: a request may add a version and reads none.
  await tx.sql(
    `INSERT INTO safe_contact (region_code, id, matter_id, at, account_id, by_name, request_key, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      matter.regionCode,
      id,
      matter.id,
      o.at,
      o.by?.accountId ?? null,
      o.by?.name ?? null,
      o.requestKey,
      vault.seal(planPlace(id, matter.id), JSON.stringify(o.plan)),
    ],
  );
  return id;
}

export async function planOfRequest(tx: Tx, regionCode: string, requestKey: string): Promise<string | null> {
  const rows = await tx.sql('SELECT id FROM safe_contact WHERE region_code = $1 AND request_key = $2', [
    regionCode,
    requestKey,
  ]);
  return rows[0] ? String(rows[0]['id']) : null;
}

/** Versions of a chain of matters, the newest first. As the worker. */
export async function plansOf(
  tx: Tx,
  vault: Vault,
  chain: readonly string[],
  most = 50,
): Promise<KeptPlan[]> {
  const rows = await tx.sql(
    `SELECT id, matter_id, at, by_name, sealed FROM safe_contact WHERE matter_id = ANY ($1::uuid[]) ORDER BY at DESC, id DESC LIMIT $2`,
    [chain, most],
    'contact-plans',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    at: r['at'] as Date,
    by: (r['by_name'] as string | null) ?? null,
    plan: JSON.parse(
      vault.open(planPlace(String(r['id']), String(r['matter_id'])), String(r['sealed'])),
    ) as ContactPlan,
  }));
}

/** Adds an event; false when this very request did so before, or the message it settles was settled. */
export async function insertContactEvent(
  tx: Tx,
  vault: Vault,
  matter: Place,
  e: Pick<ContactEvent, 'kind' | 'settles' | 'said'> & {
    readonly at: Date;
    readonly by: Hand | null;
    readonly requestKey: string;
  },
): Promise<boolean> {
  const id = newId(e.at);
  const rows = await tx.sql(
    `INSERT INTO contact_event (region_code, id, matter_id, at, kind, settles, account_id, by_name, request_key, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      matter.regionCode,
      id,
      matter.id,
      e.at,
      e.kind,
      e.settles,
      e.by?.accountId ?? null,
      e.by?.name ?? null,
      e.requestKey,
      vault.seal(saidPlace(id, matter.id), JSON.stringify(e.said)),
    ],
  );
  return rows.length === 1;
}

export async function wasRequested(tx: Tx, regionCode: string, requestKey: string): Promise<boolean> {
  const rows = await tx.sql('SELECT 1 FROM contact_event WHERE region_code = $1 AND request_key = $2', [
    regionCode,
    requestKey,
  ]);
  return rows.length === 1;
}

/** All events of matters, in order. */
export async function contactEventsOf(
  tx: Tx,
  vault: Vault,
  matterIds: readonly string[],
): Promise<ContactEvent[]> {
  const rows = await tx.sql(
    `SELECT id, matter_id, at, kind, settles, by_name, sealed FROM contact_event WHERE matter_id = ANY ($1::uuid[]) ORDER BY at, id LIMIT 500`,
    [matterIds],
    'contact-events',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    at: r['at'] as Date,
    kind: r['kind'] as ContactEvent['kind'],
    settles: (r['settles'] as string | null) ?? null,
    by: (r['by_name'] as string | null) ?? null,
    said: JSON.parse(
      vault.open(saidPlace(String(r['id']), String(r['matter_id'])), String(r['sealed'])),
    ) as EventSaid,
  }));
}

/** Messages that were neither given nor dropped, nor shown on her page. Pure. */
export function waitingIn(events: readonly ContactEvent[]): ContactEvent[] {
  const settled = new Set(events.map((e) => e.settles));
  return events.filter((e) => e.kind === 'message' && !settled.has(e.id));
}

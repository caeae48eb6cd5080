import type { EraseGround, PersonalState, PersonalWhat } from '../../contracts/api-personal.ts';
import { rewritesPathsOf } from '../org/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** Who did something, as it stands on a request. */
export interface Who {
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
}
/** A request about her own data (个人信息请求). */
export interface PersonalRequest {
  readonly regionCode: string;
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly matterId: string;
  readonly letterId: string | null;
  readonly what: PersonalWhat;
  readonly origin: 'portal' | 'desk';
  readonly state: PersonalState;
  readonly requestKey: string;
  readonly ground: EraseGround | null;
  readonly at: Date;
  readonly dueDay: string;
  readonly asked: Who | null;
  readonly askedAt: Date | null;
  readonly decided: Who | null;
  readonly decidedAt: Date | null;
}

const ERASED = 'erased';
const saidPlace = (r: Pick<PersonalRequest, 'id' | 'matterId'>) => ({
  table: 'personal_request',
  column: 'sealed',
  row: r.id,
  of: `matter/${r.matterId}`,
});
/** What a request says: what she wrote, why it was asked, why it was refused. */
export interface SaidOfRequest {
  readonly words: string;
  readonly reason?: string;
  readonly answer?: string;
}

const COLUMNS = `region_code, id, unit_id, unit_path, matter_id, letter_id, what, origin, state, request_key, ground, at, due_day,
  asked_account, asked_person, asked_name, asked_at, decided_account, decided_person, decided_name, decided_at`;
const who = (r: Row, side: 'asked' | 'decided'): Who | null =>
  r[`${side}_person`]
    ? {
        accountId: String(r[`${side}_account`]),
        personId: String(r[`${side}_person`]),
        name: String(r[`${side}_name`]),
      }
    : null;
/** Who asked and who decided, in the order of COLUMNS. */
const byWhom = (r: PersonalRequest): unknown[] => [
  r.asked?.accountId ?? null,
  r.asked?.personId ?? null,
  r.asked?.name ?? null,
  r.askedAt,
  r.decided?.accountId ?? null,
  r.decided?.personId ?? null,
  r.decided?.name ?? null,
  r.decidedAt,
];
const toRequest = (r: Row): PersonalRequest => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  matterId: String(r['matter_id']),
  letterId: (r['letter_id'] as string | null) ?? null,
  what: r['what'] as PersonalWhat,
  origin: r['origin'] as PersonalRequest['origin'],
  state: r['state'] as PersonalState,
  requestKey: String(r['request_key']),
  ground: (r['ground'] as EraseGround | null) ?? null,
  at: r['at'] as Date,
  dueDay: String(r['due_day']),
  asked: who(r, 'asked'),
  askedAt: (r['asked_at'] as Date | null) ?? null,
  decided: who(r, 'decided'),
  decidedAt: (r['decided_at'] as Date | null) ?? null,
});

/** Keeps a request; answers the one that the same press made before, where there is one. */
export async function insertRequest(
  tx: Tx,
  vault: Vault,
  r: PersonalRequest,
  said: SaidOfRequest,
): Promise<PersonalRequest> {
  const rows = await tx.sql(
    `INSERT INTO personal_request (${COLUMNS}, sealed, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1)
     ON CONFLICT (region_code, request_key) DO NOTHING RETURNING id`,
    [
      r.regionCode,
      r.id,
      r.unitId,
      r.unitPath,
      r.matterId,
      r.letterId,
      r.what,
      r.origin,
      r.state,
      r.requestKey,
      r.ground,
      r.at,
      r.dueDay,
      ...byWhom(r),
      vault.seal(saidPlace(r), JSON.stringify(said)),
    ],
  );
  if (rows.length > 0) return r;
  const before = await tx.sql(
    `SELECT ${COLUMNS} FROM personal_request WHERE region_code = $1 AND request_key = $2`,
    [r.regionCode, r.requestKey],
  );
  return before[0] ? toRequest(before[0]) : r;
}

/** What has become of a request; what it says is written anew where told. */
export async function changeRequest(
  tx: Tx,
  vault: Vault,
  r: PersonalRequest,
  said: SaidOfRequest | null,
): Promise<void> {
  await tx.sql(
    `UPDATE personal_request SET state = $3, ground = $4, asked_account = $5, asked_person = $6, asked_name = $7, asked_at = $8,
       decided_account = $9, decided_person = $10, decided_name = $11, decided_at = $12, sealed = COALESCE($13, sealed), version = version + 1
     WHERE region_code = $1 AND id = $2`,
    [
      r.regionCode,
      r.id,
      r.state,
      r.ground,
      ...byWhom(r),
      said && vault.seal(saidPlace(r), JSON.stringify(said)),
    ],
  );
}

/** A request, held until the transaction ends when it is going to change. */
export async function requestById(tx: Tx, id: string, held = false): Promise<PersonalRequest | null> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM personal_request WHERE id = $1${held ? ' FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ? toRequest(rows[0]) : null;
}

/** Requests about matters, the newest first. */
export async function requestsOf(tx: Tx, matterIds: readonly string[]): Promise<PersonalRequest[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM personal_request WHERE matter_id = ANY ($1::uuid[]) ORDER BY at DESC, id DESC`,
    [matterIds],
  );
  return rows.map(toRequest);
}

/** Requests within a range of paths: what waits first, then what was done lately. */
export async function requestsWithin(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  o: { readonly erasuresOnly: boolean; readonly since: Date },
): Promise<PersonalRequest[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM personal_request WHERE unit_path >= $1 AND unit_path < $2
       AND (NOT $3::boolean OR what = 'erase' AND asked_person IS NOT NULL)
       AND (state IN ('open', 'waiting') OR at >= $4)
     ORDER BY (state IN ('open', 'waiting')) DESC, at DESC, id DESC LIMIT 200`,
    [scope.from, scope.to, o.erasuresOnly, o.since],
  );
  return rows.map(toRequest);
}

/** More than these are not asked of one office at a time; the page lists all. */
const MOST_TO_ANSWER = 50;

/** Open requests about matters that these posts have in hand, and those of these offices that are late. */
export async function requestsToAnswer(
  tx: Tx,
  o: { readonly posts: readonly string[]; readonly offices: readonly string[]; readonly today: string },
): Promise<{ readonly matterId: string; readonly dueDay: string }[]> {
  const rows = await tx.sql(
    `SELECT r.matter_id, r.due_day FROM personal_request r
     JOIN matter m ON m.region_code = r.region_code AND m.id = r.matter_id JOIN unit u ON u.id = r.unit_id
     WHERE r.state = 'open' AND (m.holder_post = ANY ($1::uuid[])
       OR r.due_day < $3 AND (u.id = ANY ($2::uuid[]) OR u.kind = 'department' AND u.parent_id = ANY ($2::uuid[])))
     ORDER BY r.due_day, r.id LIMIT ${MOST_TO_ANSWER}`,
    [o.posts, o.offices, o.today],
    'personal-to-answer',
  );
  return rows.map((r) => ({ matterId: String(r['matter_id']), dueDay: String(r['due_day']) }));
}

/** What a request says; null once that was erased with its matter. */
export async function saidOfRequest(tx: Tx, vault: Vault, r: PersonalRequest): Promise<SaidOfRequest | null> {
  const rows = await tx.sql('SELECT sealed FROM personal_request WHERE region_code = $1 AND id = $2', [
    r.regionCode,
    r.id,
  ]);
  const sealed = rows[0]?.['sealed'];
  return typeof sealed === 'string' && sealed !== ERASED
    ? (JSON.parse(vault.open(saidPlace(r), sealed)) as SaidOfRequest)
    : null;
}

/** Takes the words out of all requests about these matters; what still waited ends. As the owner. */
export async function forgetRequests(tx: Tx, matterIds: readonly string[]): Promise<void> {
  await tx.sql(
    `UPDATE personal_request SET sealed = $2, version = version + 1,
       state = CASE WHEN state IN ('open', 'waiting') THEN 'refused' ELSE state END
     WHERE matter_id = ANY ($1::uuid[])`,
    [matterIds, ERASED],
  );
}

/** Rows follow their unit when it moves. */
export const rewritePersonalPaths = rewritesPathsOf('personal_request');

import type {
  AgencyKind,
  ReferralEventKind,
  ReferralNeeds,
  ReferralState,
} from '../../contracts/api-referrals.ts';
import { rewritesPathsOf } from '../org/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { ContextSetting, Row, Tx } from '../platform/db/index.ts';
import type { Referral, ReferralEvent, Said, Sent } from './referral.ts';
import { nextOf } from './rules.ts';

/** What went and what was said has the key of the matter that it is about. */
const sentPlace = (id: string, matter: string) => ({
  table: 'referral',
  column: 'sealed',
  row: id,
  of: `matter/${matter}`,
});
const saidPlace = (id: string, matter: string) => ({
  table: 'referral_event',
  column: 'sealed',
  row: id,
  of: `matter/${matter}`,
});

/** The agency's side reaches the one referral whose link was given, and of the links that one alone. */
export const contextOfReferral = (id: string): ContextSetting => ({ name: 'app.referral', value: id });
export const contextOfLink = (print: Buffer): ContextSetting => ({
  name: 'app.link',
  value: print.toString('hex'),
});

const COLUMNS = `region_code, id, unit_id, unit_path, matter_id, at, kind, basis, state, needs, account_id, request_print, body_hash,
  link_print, pin_print, wrong_pins, opens, due_at, urge_at, expires_at, asked_at, due_told_at, silent_at, answered_at, version`;
const moment = (v: unknown): Date | null => (v as Date | null) ?? null;
const toReferral = (r: Row): Referral => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  matterId: String(r['matter_id']),
  at: r['at'] as Date,
  kind: r['kind'] as AgencyKind,
  basis: r['basis'] as Referral['basis'],
  state: r['state'] as ReferralState,
  needs: (r['needs'] as ReferralNeeds | null) ?? null,
  accountId: String(r['account_id']),
  requestPrint: r['request_print'] as Buffer,
  bodyHash: r['body_hash'] as Buffer,
  linkPrint: r['link_print'] as Buffer,
  pinPrint: r['pin_print'] as Buffer,
  wrongPins: Number(r['wrong_pins']),
  opens: Number(r['opens']),
  dueAt: r['due_at'] as Date,
  urgeAt: r['urge_at'] as Date,
  expiresAt: r['expires_at'] as Date,
  askedAt: moment(r['asked_at']),
  dueToldAt: moment(r['due_told_at']),
  silentAt: moment(r['silent_at']),
  answeredAt: moment(r['answered_at']),
  version: Number(r['version']),
});

/** Writes a referral with what goes, sealed. */
export async function insertReferral(tx: Tx, vault: Vault, r: Referral, sent: Sent): Promise<void> {
  await tx.sql(
    `INSERT INTO referral (${COLUMNS}, sealed, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)`,
    [
      r.regionCode,
      r.id,
      r.unitId,
      r.unitPath,
      r.matterId,
      r.at,
      r.kind,
      r.basis,
      r.state,
      r.needs,
      r.accountId,
      r.requestPrint,
      r.bodyHash,
      r.linkPrint,
      r.pinPrint,
      r.wrongPins,
      r.opens,
      r.dueAt,
      r.urgeAt,
      r.expiresAt,
      r.askedAt,
      r.dueToldAt,
      r.silentAt,
      r.answeredAt,
      r.version,
      vault.seal(sentPlace(r.id, r.matterId), JSON.stringify(sent)),
      nextOf(r),
    ],
  );
}

/** What became of a referral that is held. */
export async function updateReferral(tx: Tx, r: Referral): Promise<void> {
  await tx.sql(
    `UPDATE referral SET state = $3, needs = $4, link_print = $5, pin_print = $6, wrong_pins = $7, opens = $8, due_at = $9,
       urge_at = $10, expires_at = $11, asked_at = $12, due_told_at = $13, silent_at = $14, answered_at = $15, next_at = $16,
       version = version + 1
     WHERE region_code = $1 AND id = $2`,
    [
      r.regionCode,
      r.id,
      r.state,
      r.needs,
      r.linkPrint,
      r.pinPrint,
      r.wrongPins,
      r.opens,
      r.dueAt,
      r.urgeAt,
      r.expiresAt,
      r.askedAt,
      r.dueToldAt,
      r.silentAt,
      r.answeredAt,
      nextOf(r),
    ],
  );
}

/** One referral, held until the transaction ends when it is going to change; null for who may not know it. */
export async function referralById(tx: Tx, id: string, held = false): Promise<Referral | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM referral WHERE id = $1${held ? ' FOR UPDATE' : ''}`, [
    id,
  ]);
  return rows[0] ? toReferral(rows[0]) : null;
}

/** The referral that the same press made before. */
export async function referralOfRequest(tx: Tx, regionCode: string, print: Buffer): Promise<Referral | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM referral WHERE region_code = $1 AND request_print = $2`, [
    regionCode,
    print,
  ]);
  return rows[0] ? toReferral(rows[0]) : null;
}

export async function referralsOf(tx: Tx, regionCode: string, matterId: string): Promise<Referral[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM referral WHERE region_code = $1 AND matter_id = $2 ORDER BY at DESC, id DESC`,
    [regionCode, matterId],
  );
  return rows.map(toReferral);
}

/** What went. Whoever calls this has looked whether it may be read. */
export async function openSent(tx: Tx, vault: Vault, id: string): Promise<Sent> {
  const rows = await tx.sql('SELECT sealed, matter_id FROM referral WHERE id = $1', [id]);
  const [row] = rows;
  return JSON.parse(vault.open(sentPlace(id, String(row?.['matter_id'])), String(row?.['sealed']))) as Sent;
}

/** Adds what happened; false when this very request did so before. */
export async function insertEvent(tx: Tx, vault: Vault, r: Referral, e: ReferralEvent): Promise<boolean> {
  const isSaid = Object.keys(e.said).length > 0;
  const rows = await tx.sql(
    `INSERT INTO referral_event (region_code, id, referral_id, unit_path, at, kind, account_id, request_print, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (region_code, referral_id, request_print) DO NOTHING RETURNING id`,
    [
      r.regionCode,
      e.id,
      r.id,
      r.unitPath,
      e.at,
      e.kind,
      e.accountId,
      e.requestPrint,
      isSaid ? vault.seal(saidPlace(e.id, r.matterId), JSON.stringify(e.said)) : null,
    ],
  );
  return rows.length === 1;
}

/** True when this very request was done before. */
export async function wasDone(tx: Tx, r: Referral, print: Buffer): Promise<boolean> {
  const rows = await tx.sql(
    'SELECT 1 FROM referral_event WHERE region_code = $1 AND referral_id = $2 AND request_print = $3',
    [r.regionCode, r.id, print],
  );
  return rows.length === 1;
}

/** All that happened, in order. */
export async function eventsOf(tx: Tx, vault: Vault, r: Referral): Promise<ReferralEvent[]> {
  const rows = await tx.sql(
    `SELECT id, at, kind, account_id, request_print, sealed FROM referral_event
     WHERE region_code = $1 AND referral_id = $2 ORDER BY at, id`,
    [r.regionCode, r.id],
  );
  return rows.map((row) => ({
    id: String(row['id']),
    at: row['at'] as Date,
    kind: row['kind'] as ReferralEventKind,
    accountId: (row['account_id'] as string | null) ?? null,
    requestPrint: (row['request_print'] as Buffer | null) ?? null,
    said: row['sealed']
      ? (JSON.parse(vault.open(saidPlace(String(row['id']), r.matterId), String(row['sealed']))) as Said)
      : {},
  }));
}

export async function insertLink(tx: Tx, r: Referral, print: Buffer): Promise<void> {
  await tx.sql('INSERT INTO referral_link (print, region_code, referral_id) VALUES ($1, $2, $3)', [
    print,
    r.regionCode,
    r.id,
  ]);
}

/** The referral behind a link; null for one that was never given. Wants the link's own context. */
export async function referralOfLink(tx: Tx, print: Buffer): Promise<string | null> {
  const rows = await tx.sql('SELECT referral_id FROM referral_link WHERE print = $1', [print]);
  return rows[0] ? String(rows[0]['referral_id']) : null;
}

/** Rows follow their unit when it moves. */
export const rewriteReferralPaths = rewritesPathsOf('referral', 'referral_event');

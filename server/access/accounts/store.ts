import { noteReach } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import { roleNamed, type Target } from './rules.ts';

/** The tables of accounts, posts and grants as an administrator needs them; identity's own stay identity's. */

export interface KnownAccount extends Target {
  readonly login: string;
  readonly name: string;
  readonly personId: string | null;
  readonly mustChange: boolean;
  readonly lastSignIn: Date | null;
  readonly held: readonly HeldRow[];
}
export interface HeldRow {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly regionCode: string;
  readonly waits: boolean;
}

const ACCOUNT = `a.id, a.login, a.display_name, a.person_id, a.must_change, a.disabled_at, f.confirmed_at,
  (SELECT max(l.at) FROM account_log l WHERE l.account_id = a.id AND l.kind = 'sign-in') AS last_sign_in`;

/** Accounts by id, each with its posts in force on a day and its grants that wait. */
export async function accountsByIds(tx: Tx, ids: readonly string[], at: Date): Promise<KnownAccount[]> {
  const [accounts, posts] = await Promise.all([
    tx.sql(
      `SELECT ${ACCOUNT} FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = ANY($1::uuid[]) ORDER BY a.login`,
      [ids],
    ),
    tx.sql(
      `SELECT ap.account_id, p.id, p.title, p.role, u.id AS unit_id, u.name, u.path, u.region_code, false AS waits, u.level,
         (p.to_day IS NOT NULL AND p.to_day <= $2) AS ended
       FROM account_post ap JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id JOIN unit u ON u.id = p.unit_id
       WHERE ap.account_id = ANY($1::uuid[]) AND p.role IS NOT NULL
       UNION ALL
       SELECT g.account_id, g.id, g.title, g.role, u.id, u.name, u.path, u.region_code, true, u.level, false
       FROM grant_request g JOIN unit u ON u.id = g.unit_id WHERE g.account_id = ANY($1::uuid[]) AND g.decided_at IS NULL
       ORDER BY waits, level, title`,
      [ids, chinaDay(at)],
    ),
  ]);
  const held = Map.groupBy(posts, (p) => String(p['account_id']));
  return accounts.map((r) => toKnown(r, held.get(String(r['id'])) ?? []));
}

export async function accountKnown(tx: Tx, id: string, at: Date): Promise<KnownAccount | null> {
  return (await accountsByIds(tx, [id], at))[0] ?? null;
}

const toHeld = (r: Row): HeldRow => ({
  id: String(r['id']),
  title: String(r['title']),
  role: String(r['role']),
  unitId: String(r['unit_id']),
  unitName: String(r['name']),
  unitPath: String(r['path']),
  regionCode: String(r['region_code']),
  waits: r['waits'] === true,
});
const toKnown = (r: Row, posts: readonly Row[]): KnownAccount => {
  const held = posts.filter((p) => p['ended'] !== true).map(toHeld);
  return {
    pastPaths: posts.filter((p) => p['ended'] === true).map((p) => String(p['path'])),
    accountId: String(r['id']),
    login: String(r['login']),
    name: String(r['display_name']),
    personId: (r['person_id'] as string | null) ?? null,
    disabled: r['disabled_at'] !== null,
    mustChange: r['must_change'] === true,
    secondStep: r['confirmed_at'] !== null,
    lastSignIn: (r['last_sign_in'] as Date | null) ?? null,
    held,
    posts: held.flatMap((p) => {
      const role = roleNamed(p.role);
      return role ? [{ role, unitName: p.unitName, unitPath: p.unitPath }] : [];
    }),
  };
};

/** Roles of all accounts of one person, in force or waiting: one hand is one person, whatever she signs in with. */
export async function rolesOfPerson(
  tx: Tx,
  personId: string,
  exceptAccount: string,
  at: Date,
): Promise<string[]> {
  const rows = await tx.sql(
    `SELECT p.role FROM account a JOIN account_post ap ON ap.account_id = a.id
       JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
     WHERE a.person_id = $1 AND a.id <> $2 AND p.role IS NOT NULL AND (p.to_day IS NULL OR p.to_day > $3)
     UNION SELECT g.role FROM account a JOIN grant_request g ON g.account_id = a.id
     WHERE a.person_id = $1 AND a.id <> $2 AND g.decided_at IS NULL`,
    [personId, exceptAccount, chinaDay(at)],
  );
  return rows.map((r) => String(r['role']));
}

/** Is there somebody in force who may confirm grants at this path? */
export async function isThereSecurity(tx: Tx, path: string, at: Date): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM post p JOIN account_post ap ON ap.post_id = p.id AND ap.region_code = p.region_code
       JOIN account a ON a.id = ap.account_id
     WHERE p.role = 'security-admin' AND starts_with($1, p.unit_path) AND a.disabled_at IS NULL
       AND (p.to_day IS NULL OR p.to_day > $2) LIMIT 1`,
    [path, chinaDay(at)],
  );
  return rows.length > 0;
}

/** One change of administrators at a time, so that the last two cannot end each other. */
const POWERS_LOCK = 727_010;
/** How many accounts that are not disabled hold a power, this one left out. Waits for other changes of administrators. */
export async function othersWithPower(
  tx: Tx,
  role: string,
  exceptAccount: string,
  at: Date,
): Promise<number> {
  await tx.sql('SELECT pg_advisory_xact_lock($1)', [POWERS_LOCK]);
  const rows = await tx.sql(
    `SELECT count(DISTINCT a.id)::int AS n FROM post p JOIN account_post ap ON ap.post_id = p.id AND ap.region_code = p.region_code
       JOIN account a ON a.id = ap.account_id
     WHERE p.role = $1 AND a.id <> $2 AND a.disabled_at IS NULL AND (p.to_day IS NULL OR p.to_day > $3)`,
    [role, exceptAccount, chinaDay(at)],
  );
  return Number(rows[0]?.['n'] ?? 0);
}

export async function insertPerson(tx: Tx, p: { region: string; id: string; name: string }): Promise<void> {
  await tx.sql('INSERT INTO person (region_code, id, name) VALUES ($1, $2, $3)', [p.region, p.id, p.name]);
}
/**
 * Whose account it is: as tied to it, or else the person of its first post. Two persons for one human being would let her
 * approve in one post what she began in the other (不得自批).
 */
export async function personOf(tx: Tx, accountId: string): Promise<{ id: string; region: string } | null> {
  const rows = await tx.sql(
    `SELECT COALESCE(a.person_id, p.person_id) AS person_id, COALESCE(a.person_region, p.person_region) AS person_region
     FROM account a LEFT JOIN LATERAL (SELECT x.person_id, x.person_region FROM account_post ap JOIN post x ON x.id = ap.post_id
       WHERE ap.account_id = a.id ORDER BY x.from_day NULLS FIRST, x.id LIMIT 1) p ON a.person_id IS NULL WHERE a.id = $1`,
    [accountId],
  );
  const r = rows[0];
  if (!r || r['person_id'] === null) return null;
  return { id: String(r['person_id']), region: String(r['person_region']) };
}
export async function setPerson(tx: Tx, accountId: string, p: { id: string; region: string }): Promise<void> {
  await tx.sql('UPDATE account SET person_id = $2, person_region = $3 WHERE id = $1', [
    accountId,
    p.id,
    p.region,
  ]);
}

export async function insertPost(
  tx: Tx,
  p: {
    id: string;
    region: string;
    person: { id: string; region: string };
    unitId: string;
    unitPath: string;
    title: string;
    role: string;
    from: string;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role, from_day)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [p.region, p.id, p.person.region, p.person.id, p.unitId, p.unitPath, p.title, p.role, p.from],
  );
  await noteReach(tx, [{ personId: p.person.id, unitPath: p.unitPath }]);
}
export async function endPostRow(tx: Tx, region: string, id: string, day: string): Promise<void> {
  await tx.sql('UPDATE post SET to_day = $3 WHERE region_code = $1 AND id = $2', [region, id, day]);
}

import { randomBytes } from 'node:crypto';
import type { Role } from '../server/access/index.ts';
import type { House } from '../server/compose.ts';
import { hashToken } from '../server/identity/index.ts';
import { newId } from '../server/platform/ids/index.ts';

/** Who saves or asks: a signed-in session and the unit it sits in. */
export interface Seat {
  readonly token: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly regionCode: string;
  readonly code: string;
}

interface Place {
  readonly id: string;
  readonly path: string;
  readonly region_code: string;
  readonly code: string;
  readonly [column: string]: unknown;
}

/** One signed-in village cadre in each of `regions` counties. */
export async function seatsInManyRegions(house: House, regions: number): Promise<Seat[]> {
  const places = await house.store.owner.transaction([], (tx) =>
    tx.sql<Place>(
      `SELECT DISTINCT ON (region_code) id, path, region_code, code FROM unit WHERE level = 5 AND kind = 'federation' AND to_day IS NULL
       ORDER BY region_code, code LIMIT $1`,
      [regions],
    ),
  );
  return await seat(house, places, 'village-cadre');
}

/** `count` signed-in village cadres of the county with the most villages. */
export async function seatsInOneCounty(house: House, count: number): Promise<Seat[]> {
  const places = await house.store.owner.transaction([], (tx) =>
    tx.sql<Place>(
      `SELECT id, path, region_code, code FROM unit WHERE level = 5 AND kind = 'federation' AND to_day IS NULL AND region_code =
         (SELECT region_code FROM unit WHERE level = 5 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) ORDER BY md5(code) LIMIT $1`,
      [count],
    ),
  );
  return await seat(house, places, 'village-cadre');
}

/** Signed-in cadres of these units, by code. */
export async function seatsAt(house: House, codes: readonly string[], role: Role): Promise<Seat[]> {
  const places = await house.store.owner.transaction([], (tx) =>
    tx.sql<Place>('SELECT id, path, region_code, code FROM unit WHERE code = ANY($1) ORDER BY path', [codes]),
  );
  return await seat(house, places, role);
}

/** Accounts, posts and sessions in bulk. Passwords that nothing hashes to: nobody can sign in to these by typing. */
async function seat(house: House, places: readonly Place[], role: Role): Promise<Seat[]> {
  const now = new Date();
  const made = places.map((p) => ({
    place: p,
    account: newId(),
    post: newId(),
    person: newId(),
    token: randomBytes(32).toString('base64url'),
  }));
  await house.store.owner.transaction([], async (tx) => {
    await tx.sql(
      `WITH seat AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[]) AS t (unit_id, account_id, post_id, person_id, token_hash)
       ), persons AS (
         INSERT INTO person (region_code, id, name) SELECT u.region_code, s.person_id, '样例' FROM seat s JOIN unit u ON u.id = s.unit_id
       ), posts AS (
         INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role)
         SELECT u.region_code, s.post_id, u.region_code, s.person_id, u.id, u.path, '样例', $6 FROM seat s JOIN unit u ON u.id = s.unit_id
       )
       INSERT INTO account (id, login, password, display_name, created_at) SELECT account_id, account_id::text, '!', '样例', $7 FROM seat`,
      [
        made.map((m) => m.place.id),
        made.map((m) => m.account),
        made.map((m) => m.post),
        made.map((m) => m.person),
        made.map((m) => hashToken(m.token)),
        role,
        now,
      ],
    );
    await tx.sql(
      `INSERT INTO account_post (account_id, post_id, region_code) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])`,
      [made.map((m) => m.account), made.map((m) => m.post), made.map((m) => m.place.region_code)],
    );
    await tx.sql(
      `INSERT INTO session (token_hash, id, account_id, post_id, created_at, seen_at, fresh_at)
       SELECT t, i, a, p, $4, $4, $4 FROM unnest($1::bytea[], $2::uuid[], $3::uuid[], $5::uuid[]) AS s (t, a, p, i)`,
      [
        made.map((m) => hashToken(m.token)),
        made.map((m) => m.account),
        made.map((m) => m.post),
        now,
        made.map(() => newId()),
      ],
    );
    // Counted as set up: what is measured is the work, not the door.
    await tx.sql(
      'INSERT INTO second_factor (account_id, confirmed_at) SELECT a, $2 FROM unnest($1::uuid[]) AS t (a)',
      [made.map((m) => m.account), now],
    );
  });
  return made.map(({ place, token }) => ({
    token,
    unitId: place.id,
    unitPath: place.path,
    regionCode: place.region_code,
    code: place.code,
  }));
}

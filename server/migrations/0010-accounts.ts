/**
 * Accounts grown up (账号): second step (第二步验证), one-time codes (一次性口令), devices, what happened to an account, and
 * grants of administrator posts that wait for the security administrator. All local tables: none is within the reach of
 * the application's role; identity's way in is the worker's. Sessions of before end: they do not say on which device.
 */
export const name = '0010-accounts';
const tables = [
  'second_factor',
  'recovery_code',
  'account_code',
  'sign_in_step',
  'account_log',
  'grant_request',
];
export const sql = `
ALTER TABLE account ADD COLUMN password_at timestamptz;
CREATE INDEX account_name ON account (display_name COLLATE "C" text_pattern_ops);
CREATE INDEX account_person ON account (person_id);
CREATE INDEX account_post_post ON account_post (post_id);
CREATE INDEX post_path_role ON post (unit_path) WHERE role IS NOT NULL;

DELETE FROM session;
ALTER TABLE session ADD COLUMN id uuid NOT NULL UNIQUE;
ALTER TABLE session ADD COLUMN by_code boolean NOT NULL DEFAULT false;
ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN address text COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE second_factor (
  account_id uuid PRIMARY KEY REFERENCES account (id),
  secret text COLLATE "C",
  confirmed_at timestamptz,
  last_counter bigint NOT NULL DEFAULT 0,
  pending text COLLATE "C",
  pending_at timestamptz
);
CREATE TABLE recovery_code (
  account_id uuid NOT NULL REFERENCES account (id),
  print bytea NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, print)
);
CREATE TABLE account_code (
  account_id uuid PRIMARY KEY REFERENCES account (id),
  print bytea NOT NULL,
  made_by uuid,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE TABLE sign_in_step (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  by_code boolean NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE account_log (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  device text NOT NULL,
  address text COLLATE "C" NOT NULL,
  by_account uuid
);
CREATE INDEX account_log_account ON account_log (account_id, id);
CREATE TABLE grant_request (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  unit_id uuid NOT NULL REFERENCES unit (id),
  title text NOT NULL,
  role text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  granted boolean
);
CREATE INDEX grant_request_unit ON grant_request (unit_id) WHERE decided_at IS NULL;
CREATE INDEX grant_request_account ON grant_request (account_id) WHERE decided_at IS NULL;
${tables.map((t) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;`).join('\n')}
`;

/** Accounts, sessions (本机表), and the audit chain (审计链). */
export const name = '0002-access';
export const sql = `
CREATE TABLE account (
  id uuid PRIMARY KEY,
  login text COLLATE "C" NOT NULL UNIQUE,
  password text NOT NULL,
  person_id uuid,
  person_region text COLLATE "C",
  display_name text NOT NULL,
  sample boolean NOT NULL DEFAULT false,
  must_change boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE TABLE account_post (
  account_id uuid NOT NULL REFERENCES account (id),
  post_id uuid NOT NULL,
  region_code text COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, post_id)
);
CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  post_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  fresh_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE TABLE sign_in_failure (
  key text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (key, at)
);
CREATE TABLE first_code (
  code_hash bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE audit_event (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  xid xid8 NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  post_id uuid,
  unit_path text COLLATE "C",
  action text COLLATE "C" NOT NULL,
  object text COLLATE "C" NOT NULL,
  object_id text COLLATE "C",
  result text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX audit_event_xid ON audit_event (xid);
CREATE TABLE audit_chain (
  region_code text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  event_id uuid NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (region_code, seq)
);
CREATE TABLE audit_head (
  region_code text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
CREATE TABLE audit_sealer (
  single boolean PRIMARY KEY CHECK (single),
  sealed_to xid8 NOT NULL
);
`;

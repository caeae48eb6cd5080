/**
 * Ledgers (台账): definitions, lines (记录) with every version kept, stated zeros (本月无), search rows.
 * Units are never deleted and a save holds its unit, so a line's unit needs no foreign key beside that.
 */
export const name = '0003-ledgers';
export const sql = `
CREATE TABLE definition (
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  version int NOT NULL,
  hash text COLLATE "C" NOT NULL,
  body jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (kind, key, version)
);

CREATE TABLE entry (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  definition_version int NOT NULL,
  unit_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  day date NOT NULL,
  until_day date,
  title text NOT NULL,
  sort_value numeric,
  data jsonb NOT NULL,
  opening text COLLATE "C",
  joint uuid[],
  explanation text,
  state text COLLATE "C" NOT NULL,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX entry_by_id ON entry (id);
CREATE INDEX entry_by_day ON entry (ledger, day DESC, id DESC);
CREATE INDEX entry_by_value ON entry (ledger, sort_value DESC NULLS LAST, id DESC);
CREATE INDEX entry_by_unit ON entry (ledger, unit_path, day DESC, id DESC) INCLUDE (sort_value, state);
CREATE INDEX entry_opening ON entry (unit_id, ledger) WHERE opening IS NOT NULL;
CREATE INDEX entry_opening_path ON entry (ledger, unit_path) WHERE opening IS NOT NULL;

CREATE TABLE entry_version (
  region_code text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  version int NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  change text COLLATE "C" NOT NULL,
  day date NOT NULL,
  data jsonb NOT NULL,
  reason text,
  explanation text,
  request_id uuid,
  account_id uuid,
  post_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, entry_id, version)
);

CREATE TABLE answered_request (
  region_code text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  body_hash bytea NOT NULL,
  entry_id uuid NOT NULL,
  version int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, key)
);

CREATE TABLE stated_zero (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  ledger text COLLATE "C" NOT NULL,
  month date NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, unit_id, ledger, month)
);

CREATE TABLE search_row (
  region_code text COLLATE "C" NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  token text COLLATE "C" NOT NULL,
  day date NOT NULL,
  entry_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, entry_id, token)
);
CREATE INDEX search_by_token ON search_row (ledger, token, day DESC, entry_id DESC) INCLUDE (unit_path);
`;

/**
 * Accounts made in bulk (成批建账号), acting deputies (代理) and hand-overs (交接). All local tables beside `account`: none is
 * within the reach of the application's role. A deputy acts with a dated post of her own, which ends by itself; `deputation`
 * says in whose place she stands. A hand-over keeps its list as it was signed.
 */
export const name = '0017-seats';
const tables = ['account_batch', 'account_batch_member', 'deputation', 'handover', 'handover_post'];
export const sql = `
CREATE TABLE account_batch (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES unit (id),
  by_account uuid NOT NULL REFERENCES account (id),
  request_key text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  UNIQUE (by_account, request_key)
);
CREATE INDEX account_batch_unit ON account_batch (unit_id, id DESC);
CREATE TABLE account_batch_member (
  batch_id uuid NOT NULL REFERENCES account_batch (id),
  account_id uuid NOT NULL REFERENCES account (id),
  n int NOT NULL,
  PRIMARY KEY (batch_id, account_id)
);

CREATE TABLE deputation (
  post_id uuid PRIMARY KEY,
  region_code text COLLATE "C" NOT NULL,
  principal_post uuid NOT NULL,
  principal_account uuid NOT NULL REFERENCES account (id),
  deputy_account uuid NOT NULL REFERENCES account (id),
  from_day date NOT NULL,
  to_day date NOT NULL,
  reason text NOT NULL,
  given_by uuid NOT NULL REFERENCES account (id),
  at timestamptz NOT NULL,
  ended_by uuid,
  ended_at timestamptz
);
CREATE INDEX deputation_principal ON deputation (principal_account, from_day DESC);
CREATE INDEX deputation_deputy ON deputation (deputy_account, from_day DESC);
CREATE INDEX deputation_post ON deputation (principal_post);

CREATE TABLE handover (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  successor_id uuid REFERENCES account (id),
  day date NOT NULL,
  by_account uuid NOT NULL REFERENCES account (id),
  request_key text COLLATE "C" NOT NULL,
  list jsonb NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (by_account, request_key)
);
CREATE INDEX handover_account ON handover (account_id, id DESC);
CREATE TABLE handover_post (
  handover_id uuid NOT NULL REFERENCES handover (id),
  post_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  title text NOT NULL,
  role text COLLATE "C" NOT NULL,
  PRIMARY KEY (handover_id, post_id)
);
CREATE INDEX handover_post_unit ON handover_post (unit_id);
${tables.map((t) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;`).join('\n')}
`;

/**
 * What women write on the public pages (来件), and what is answered (往来). Everything a person wrote is sealed; the code
 * she was given is kept as a keyed print only. Superiors do not reach these rows: the policy asks for the very unit, not
 * for its subtree (need to know, SECURITY 15). `letter_receipt` is global: a code is looked up without knowing the region.
 */
export const name = '0024-portal';
const ofOwnUnit = `unit_path = current_setting('app.path_from', true)`;
const tables = ['letter', 'letter_word'];
export const sql = `
CREATE TABLE letter (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  place_id uuid NOT NULL,
  at timestamptz NOT NULL,
  day date NOT NULL,
  whom text COLLATE "C" NOT NULL,
  danger text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  matter_id uuid,
  rating int,
  version int NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX letter_unit ON letter (unit_id, at DESC);
CREATE INDEX letter_matter ON letter (matter_id);

CREATE TABLE letter_word (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  letter_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  account_id uuid,
  sealed text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX letter_word_letter ON letter_word (letter_id, at);

CREATE TABLE letter_receipt (
  print bytea PRIMARY KEY,
  region_code text COLLATE "C" NOT NULL,
  letter_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL
);
GRANT SELECT, INSERT ON letter_receipt TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON letter_receipt TO halfsky_worker;
ALTER TABLE letter_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter_receipt FORCE ROW LEVEL SECURITY;
-- Found by its print alone: who has no code finds nothing, and no list of codes can be read.
CREATE POLICY letter_receipt_app ON letter_receipt TO halfsky_app
  USING (print = decode(current_setting('app.receipt', true), 'hex'))
  WITH CHECK (print = decode(current_setting('app.receipt', true), 'hex'));
CREATE POLICY letter_receipt_worker ON letter_receipt TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY letter_receipt_owner ON letter_receipt TO CURRENT_USER USING (true) WITH CHECK (true);
${tables
  .map(
    (t) => `
GRANT SELECT, INSERT${t === 'letter' ? ', UPDATE' : ''} ON ${t} TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_own_unit ON ${t} TO halfsky_app USING (${ofOwnUnit}) WITH CHECK (${ofOwnUnit});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

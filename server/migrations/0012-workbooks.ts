/**
 * Imports (导入): a batch of lines that came together, its rows while they wait to be saved, and which line came of which
 * row. The last stays for good, so that an import can be undone and the same row is known when it comes again; rows are
 * taken away when they were saved or have waited too long.
 */
export const name = '0012-workbooks';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const tables = ['import_batch', 'import_row', 'import_line'];
export const sql = `
CREATE TABLE import_batch (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  usual_unit uuid,
  ledger text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  file_hash text COLLATE "C",
  account_id uuid,
  post_id uuid,
  state text COLLATE "C" NOT NULL,
  mode text COLLATE "C",
  columns jsonb NOT NULL,
  notes jsonb NOT NULL,
  total int NOT NULL,
  done int NOT NULL,
  saved int NOT NULL,
  withdrawn int NOT NULL,
  kept int NOT NULL,
  undo jsonb,
  problem text,
  at timestamptz NOT NULL,
  beat timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX import_batch_id ON import_batch (id);
CREATE INDEX import_batch_unit ON import_batch (unit_id, id DESC);
CREATE INDEX import_batch_open ON import_batch (beat) WHERE ended_at IS NULL;

CREATE TABLE import_row (
  region_code text COLLATE "C" NOT NULL,
  batch_id uuid NOT NULL,
  n int NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  texts jsonb NOT NULL,
  faults jsonb NOT NULL,
  problems jsonb NOT NULL,
  print text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, batch_id, n)
);
CREATE INDEX import_row_print ON import_row (batch_id, print) WHERE state = 'known';
CREATE INDEX import_row_state ON import_row (batch_id, state, n);

CREATE TABLE import_line (
  region_code text COLLATE "C" NOT NULL,
  batch_id uuid NOT NULL,
  n int NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  print text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, batch_id, n)
);
CREATE INDEX import_line_entry ON import_line (entry_id);
CREATE INDEX import_line_print ON import_line (print);
${tables
  .map(
    (t) => `
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_app, halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

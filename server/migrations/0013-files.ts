/**
 * Attachments of lines (附件): what is on its way, what stands with a line; saved views of lists (存下的看法); reminders to
 * report (催报). The bytes lie outside the database, under random names (SECURITY 26). An attachment is withdrawn, never
 * deleted; an upload that nobody finished is swept away after its grace.
 */
export const name = '0013-files';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const tables = ['upload', 'attachment', 'saved_view', 'reminder'];
export const sql = `
CREATE TABLE upload (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  request_key text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  entry_id uuid,
  name text NOT NULL,
  bytes int NOT NULL,
  received int NOT NULL,
  place text COLLATE "C" NOT NULL,
  sealed_key text COLLATE "C",
  kind text COLLATE "C",
  sha256 text COLLATE "C",
  width int,
  height int,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, account_id, request_key)
);
CREATE INDEX upload_id ON upload (id);
CREATE INDEX upload_unit ON upload (unit_id);
CREATE INDEX upload_at ON upload (at);

CREATE TABLE attachment (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  bytes int NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  width int,
  height int,
  place text COLLATE "C" NOT NULL,
  sealed_key text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  reason text,
  changed_by uuid,
  changed_at timestamptz,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX attachment_id ON attachment (id);
CREATE INDEX attachment_entry ON attachment (entry_id);
CREATE INDEX attachment_unit ON attachment (unit_id);

-- Lines in which a unit took part that another one led (合办): joint is empty in nearly all lines, so the index is small.
CREATE INDEX entry_joint ON entry USING gin (joint) WHERE joint IS NOT NULL;

CREATE TABLE saved_view (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  owner_id uuid,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX saved_view_unit ON saved_view (unit_id, ledger);

CREATE TABLE reminder (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  from_unit_id uuid NOT NULL REFERENCES unit (id),
  month date NOT NULL,
  note text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX reminder_unit ON reminder (unit_id, month, at DESC);
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

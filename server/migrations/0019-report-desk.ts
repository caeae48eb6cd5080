/**
 * Reports as kept papers (报告文稿): one that is being written (draft, being read, approved), every state it was in, comments
 * at its sentences, who did what; and units' own arrangements of a template. A final version says by whom it was written and
 * read, why it replaced the one before, and keeps what was written by hand.
 */
export const name = '0019-report-desk';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const tables = ['report_draft', 'report_saving', 'report_comment', 'report_step', 'report_arrangement'];
export const sql = `
ALTER TABLE paper ADD COLUMN draft_id uuid;
ALTER TABLE paper ADD COLUMN reason text;
ALTER TABLE paper ADD COLUMN reader_id uuid;
ALTER TABLE paper ADD COLUMN content jsonb;

CREATE TABLE report_draft (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  template text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  state text COLLATE "C" NOT NULL,
  asked text COLLATE "C",
  revision int NOT NULL,
  slots jsonb NOT NULL,
  writers uuid[] NOT NULL,
  reason text NOT NULL,
  read_hash text COLLATE "C",
  reader_id uuid,
  submitted_by uuid,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE UNIQUE INDEX report_draft_one ON report_draft (region_code, unit_id, template, from_day, to_day)
  WHERE state IN ('draft', 'reading', 'approved');
CREATE INDEX report_draft_unit ON report_draft (unit_id, changed_at);
CREATE INDEX report_draft_id ON report_draft (id);

CREATE TABLE report_saving (
  region_code text COLLATE "C" NOT NULL,
  draft_id uuid NOT NULL,
  revision int NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  changes jsonb NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, draft_id, revision)
);

CREATE TABLE report_comment (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  block text COLLATE "C" NOT NULL,
  quote text NOT NULL,
  words text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  open boolean NOT NULL,
  answer text NOT NULL,
  settled_by uuid,
  settled_at timestamptz,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX report_comment_draft ON report_comment (draft_id, at);

CREATE TABLE report_step (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  words text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX report_step_draft ON report_step (draft_id, at);

CREATE TABLE report_arrangement (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  template text COLLATE "C" NOT NULL,
  version int NOT NULL,
  standard int NOT NULL,
  body jsonb,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, unit_id, template, version)
);
GRANT SELECT, INSERT, UPDATE ON report_draft, report_comment TO halfsky_app, halfsky_worker;
GRANT SELECT, INSERT ON report_saving, report_step, report_arrangement TO halfsky_app, halfsky_worker;
-- A move rewrites the paths of what the unit has written.
GRANT UPDATE (unit_path) ON report_saving, report_step, report_arrangement TO halfsky_worker;
${tables
  .map(
    (t) => `
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

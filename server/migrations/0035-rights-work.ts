/**
 * What was missing of the rights work (R-19, R-31). `matter_clock.missed_at` remembers that an earlier run of a clock was
 * not kept. `score_sheet` (考核得分) is what a superior's rights department has confirmed of a lower unit and a stretch of
 * days, with the facts that it was worked out from; a new one stands after the old, none is changed. `point_case` says which
 * line of a case ledger belongs to which point (维权网点): two ids and a day, no word of anybody.
 */
export const name = '0035-rights-work';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
ALTER TABLE matter_clock ADD COLUMN missed_at timestamptz;

CREATE TABLE score_sheet (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  sheet text COLLATE "C" NOT NULL,
  -- Who is assessed, and by whom.
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  by_unit uuid NOT NULL REFERENCES unit (id),
  from_day date NOT NULL,
  to_day date NOT NULL,
  marks jsonb NOT NULL,
  total numeric NOT NULL,
  remark text NOT NULL,
  account_id uuid,
  post_id uuid,
  by_name text NOT NULL,
  request_key text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, request_key)
);
CREATE INDEX score_sheet_of ON score_sheet (by_unit, sheet, from_day, to_day, at);
CREATE INDEX score_sheet_path ON score_sheet (unit_path);

CREATE TABLE point_case (
  region_code text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  point_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  -- A case belongs to one point.
  PRIMARY KEY (region_code, entry_id)
);
CREATE INDEX point_case_point ON point_case (point_id);
CREATE INDEX point_case_path ON point_case (unit_path);

${['score_sheet', 'point_case']
  .map(
    (t) => `
GRANT SELECT, INSERT${t === 'point_case' ? ', UPDATE, DELETE' : ''} ON ${t} TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

/**
 * Settings (设置): values per unit with their first day, dated values of parameters (参数), calendars by year (节假日), how
 * backups went (备份), and units' data being taken out (取数据). Settings, parameters and calendars are read by everybody
 * who works under them, so they carry no path and no scope; the application's role may only read them, and what may be
 * changed by whom is asked where they are written, by the worker's role. The audit's digest gets a second version that
 * holds the unit's path too; events of before keep the first, so that their chains still verify.
 */
export const name = '0020-settings';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
ALTER TABLE audit_event ADD COLUMN digest_version smallint NOT NULL DEFAULT 1;

CREATE TABLE setting_value (
  id uuid PRIMARY KEY,
  unit_id uuid REFERENCES unit (id),
  key text COLLATE "C" NOT NULL,
  value jsonb NOT NULL,
  binding boolean NOT NULL,
  from_day date NOT NULL,
  reason text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  dropped_by uuid,
  dropped_at timestamptz
);
CREATE UNIQUE INDEX setting_value_one ON setting_value (unit_id, key, from_day) NULLS NOT DISTINCT WHERE dropped_at IS NULL;
CREATE INDEX setting_value_key ON setting_value (key, unit_id);

CREATE TABLE parameter_value (
  id uuid PRIMARY KEY,
  unit_id uuid REFERENCES unit (id),
  key text COLLATE "C" NOT NULL,
  value jsonb NOT NULL,
  from_day date NOT NULL,
  to_day date,
  source text NOT NULL,
  reason text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  dropped_by uuid,
  dropped_at timestamptz
);
CREATE UNIQUE INDEX parameter_value_one ON parameter_value (unit_id, key, from_day) NULLS NOT DISTINCT WHERE dropped_at IS NULL;
CREATE INDEX parameter_value_key ON parameter_value (key, unit_id);

CREATE TABLE calendar_year (
  id uuid PRIMARY KEY,
  unit_id uuid REFERENCES unit (id),
  year smallint NOT NULL,
  days_off jsonb NOT NULL,
  days_worked jsonb NOT NULL,
  source text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  dropped_by uuid,
  dropped_at timestamptz
);
CREATE UNIQUE INDEX calendar_year_one ON calendar_year (unit_id, year) NULLS NOT DISTINCT WHERE dropped_at IS NULL;

CREATE TABLE backup_run (
  id uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  occasion text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  folder text NOT NULL,
  bytes bigint,
  files int,
  counts jsonb,
  problem text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  removed_at timestamptz
);
CREATE INDEX backup_run_started ON backup_run (started_at DESC);

CREATE TABLE takeout (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  request_key text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  scope_from text COLLATE "C" NOT NULL,
  scope_to text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  persons boolean NOT NULL,
  reason text NOT NULL,
  state text COLLATE "C" NOT NULL,
  done int NOT NULL,
  total int NOT NULL,
  place text COLLATE "C",
  bytes bigint,
  sha256 text COLLATE "C",
  counts jsonb,
  problem text,
  at timestamptz NOT NULL,
  beat timestamptz NOT NULL,
  ended_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, account_id, request_key)
);
CREATE INDEX takeout_id ON takeout (id);
CREATE INDEX takeout_open ON takeout (at) WHERE state IN ('waiting', 'running', 'done');

GRANT SELECT ON setting_value, parameter_value, calendar_year, backup_run TO halfsky_app;
GRANT SELECT, INSERT, UPDATE ON setting_value, parameter_value, calendar_year TO halfsky_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON backup_run, takeout TO halfsky_worker;
GRANT SELECT, INSERT, UPDATE ON takeout TO halfsky_app;
ALTER TABLE takeout ENABLE ROW LEVEL SECURITY;
ALTER TABLE takeout FORCE ROW LEVEL SECURITY;
CREATE POLICY takeout_scope ON takeout TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY takeout_worker ON takeout TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY takeout_owner ON takeout TO CURRENT_USER USING (true) WITH CHECK (true);
`;

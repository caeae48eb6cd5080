/**
 * Matters become lines (事项成行). `matter_line` says which line of a ledger a matter is, and what may be asked of it
 * without reading it: where it happened, which matter it goes back to, the classes of grave words (never the words).
 * `projection_due` is an outbox: each step leaves a row in its own transaction, the worker writes the line and takes the row
 * out in one of its own, so that a line is neither lost nor written twice whoever dies when. `trend_signal` (预警信号) holds
 * counts. Requests read which lines are a matter's, and write none of this.
 */
export const name = '0027-projection';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const walled = ['matter_line', 'trend_signal'];
export const sql = `
CREATE TABLE matter_line (
  region_code text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  root_id uuid NOT NULL,
  place_id uuid NOT NULL,
  -- As it was called when the line was written: a name that changes later changes no line.
  place_name text NOT NULL,
  grave text[] NOT NULL,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, matter_id, ledger),
  UNIQUE (region_code, entry_id)
);
CREATE INDEX matter_line_entry ON matter_line (entry_id);
CREATE INDEX matter_line_path ON matter_line (unit_path);

CREATE TABLE projection_due (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- Why the line could not be written, in words; it is tried again later and 'verify' names it.
  problem text,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX projection_due_next ON projection_due (next_at, matter_id);
GRANT INSERT ON projection_due TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON projection_due TO halfsky_worker;

CREATE TABLE trend_signal (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  grade text COLLATE "C" NOT NULL,
  counts jsonb NOT NULL,
  first_day date NOT NULL,
  until_day date NOT NULL,
  at timestamptz NOT NULL,
  matter_id uuid,
  ended_day date,
  outcome text COLLATE "C",
  PRIMARY KEY (region_code, id)
);
-- One warning at a time for one thing in one place: what goes on is counted into it.
CREATE UNIQUE INDEX trend_signal_open ON trend_signal (region_code, unit_id, rule, subject) WHERE ended_day IS NULL;
CREATE INDEX trend_signal_path ON trend_signal (unit_path, at);
CREATE INDEX trend_signal_matter ON trend_signal (matter_id);

${walled
  .map(
    (t) => `
GRANT SELECT ON ${t} TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

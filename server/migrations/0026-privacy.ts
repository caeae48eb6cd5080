/**
 * Who has looked at a case (谁看过), urgent views (紧急查看, break-glass) and traces (再次求助的线索).
 * `matter_read` only grows. An urgent view opens a case for reading and nothing else, to the one post that asked, until its
 * moment: the policy compares `app.at`, which every transaction on matters carries, so it ends with nobody's help, and
 * where nobody says what time it is, nothing opens. `matter_trace` holds keyed prints of telephones, identity numbers and
 * homes; no request can read it: the worker asks it and lets out how many and where.
 */
export const name = '0026-privacy';
const mine = `(SELECT string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const now = `(SELECT NULLIF(current_setting('app.at', true), '')::timestamptz)`;
/** Hers alone: who stands in for her does not see what she opened in an emergency. */
const opened = `(SELECT v.matter_id FROM urgent_view v WHERE v.post_id = (${mine})[1] AND v.until_at > ${now} AND v.ended_at IS NULL)`;
const readable = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id)`;
/** Who has a part in it; who only looks writes nothing. */
const partOf = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id
    AND (m.readers && ${mine} OR m.offered_post = ANY (${mine}::uuid[])))`;
const walled = (t: string): string => `
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`;
export const sql = `
CREATE TABLE urgent_view (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  unit_name text NOT NULL,
  reason text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  ended_at timestamptz,
  holder_post uuid NOT NULL,
  holder_seen_at timestamptz,
  supervisor_post uuid,
  supervisor_seen_at timestamptz,
  PRIMARY KEY (region_code, id),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id),
  CHECK (until_at > at AND until_at <= at + interval '3 hours')
);
CREATE INDEX urgent_view_post ON urgent_view (post_id, until_at);
CREATE INDEX urgent_view_matter ON urgent_view (matter_id, at);
CREATE INDEX urgent_view_holder ON urgent_view (holder_post) WHERE holder_seen_at IS NULL;
CREATE INDEX urgent_view_supervisor ON urgent_view (supervisor_post) WHERE supervisor_seen_at IS NULL;
-- A request may end one and say that it was seen; it can neither make one nor make one longer.
GRANT SELECT, UPDATE (ended_at, holder_seen_at, supervisor_seen_at) ON urgent_view TO halfsky_app;
GRANT SELECT, INSERT ON urgent_view TO halfsky_worker;
${walled('urgent_view')}
CREATE POLICY urgent_view_known ON urgent_view TO halfsky_app
  USING (post_id = ANY (${mine}::uuid[]) OR holder_post = ANY (${mine}::uuid[]) OR supervisor_post = ANY (${mine}::uuid[]));

CREATE POLICY matter_urgent ON matter FOR SELECT TO halfsky_app USING (id IN ${opened});
CREATE POLICY letter_urgent ON letter FOR SELECT TO halfsky_app USING (matter_id IN ${opened});
ALTER POLICY matter_step_scope ON matter_step USING (${readable('matter_step')}) WITH CHECK (${partOf('matter_step')});
ALTER POLICY matter_clock_scope ON matter_clock USING (${readable('matter_clock')}) WITH CHECK (${partOf('matter_clock')});

CREATE TABLE matter_read (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  what text COLLATE "C" NOT NULL CHECK (what IN ('matter', 'letter', 'export')),
  why text COLLATE "C" NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  unit_name text NOT NULL,
  for_name text,
  PRIMARY KEY (region_code, id),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX matter_read_matter ON matter_read (matter_id, at DESC);
GRANT SELECT, INSERT ON matter_read TO halfsky_app;
GRANT SELECT ON matter_read TO halfsky_worker;
${walled('matter_read')}
CREATE POLICY matter_read_seen ON matter_read FOR SELECT TO halfsky_app USING (${readable('matter_read')});
CREATE POLICY matter_read_noted ON matter_read FOR INSERT TO halfsky_app
  WITH CHECK (post_id = (${mine})[1] AND ${readable('matter_read')});

CREATE TABLE matter_trace (
  print bytea NOT NULL,
  region_code text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (print, matter_id)
);
CREATE INDEX matter_trace_matter ON matter_trace (matter_id);
GRANT INSERT ON matter_trace TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON matter_trace TO halfsky_worker;
${walled('matter_trace')}
CREATE POLICY matter_trace_left ON matter_trace FOR INSERT TO halfsky_app WITH CHECK (${partOf('matter_trace')});
`;

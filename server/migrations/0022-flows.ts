/**
 * Matters (事项) and their flows. One row of `matter` has one responsible person: two columns that are never null, and a
 * unique index on who holds it in `matter_seat`. `matter_step` is the history: the application may add to it and do nothing
 * else. The wall here is need-to-know and not the path: the posts she acts for (app.posts: her own, and those she is deputy
 * of) must stand among a matter's readers. `unit_path` serves counting by the worker, who tells numbers only.
 */
export const name = '0022-flows';
const mine = `string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[]`;
const readable = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id)`;
const guarded: readonly (readonly [table: string, grants: string, policy: string])[] = [
  ['matter', 'SELECT, INSERT, UPDATE', `readers && ${mine} OR offered_post = ANY (${mine})`],
  ['matter_step', 'SELECT, INSERT', readable('matter_step')],
  ['matter_seat', 'SELECT, INSERT, UPDATE', `post_id = ANY (${mine}) OR ${readable('matter_seat')}`],
  ['matter_clock', 'SELECT, INSERT, UPDATE', readable('matter_clock')],
  ['matter_request', 'SELECT, INSERT', `post_id = ANY (${mine})`],
];
export const sql = `
CREATE TABLE matter (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  flow text COLLATE "C" NOT NULL,
  flow_version int NOT NULL,
  number text NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  parent_region text COLLATE "C",
  parent_id uuid,
  state text COLLATE "C" NOT NULL,
  starter_post uuid NOT NULL,
  starter_person uuid NOT NULL,
  starter_name text NOT NULL,
  starter_rank text COLLATE "C" NOT NULL,
  holder_post uuid NOT NULL,
  holder_person uuid NOT NULL,
  holder_name text NOT NULL,
  offered_post uuid,
  offered_person uuid,
  offered_name text,
  offered_step text COLLATE "C",
  title text NOT NULL,
  data jsonb NOT NULL,
  urgent boolean NOT NULL,
  transfers int NOT NULL,
  readers uuid[] NOT NULL,
  seq int NOT NULL,
  due_at timestamptz,
  late_at timestamptz,
  started_at timestamptz NOT NULL,
  moved_at timestamptz NOT NULL,
  closed_at timestamptz,
  outcome text COLLATE "C",
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, unit_id, number),
  CHECK (holder_post = ANY (readers)),
  CHECK (starter_post = ANY (readers)),
  CHECK (offered_person IS NULL OR offered_person <> holder_person),
  CHECK (num_nulls(offered_post, offered_person, offered_name, offered_step) IN (0, 4)),
  CHECK (closed_at IS NULL OR offered_post IS NULL)
);
CREATE INDEX matter_id ON matter (id);
CREATE INDEX matter_count ON matter (unit_path, flow, state) INCLUDE (closed_at, late_at, outcome);
CREATE INDEX matter_starter ON matter (starter_person, flow, started_at);
CREATE INDEX matter_parent ON matter (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE matter_step (
  region_code text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  step text COLLATE "C" NOT NULL,
  step_name text NOT NULL,
  from_state text COLLATE "C",
  to_state text COLLATE "C" NOT NULL,
  post_id uuid,
  person_id uuid,
  account_id uuid,
  by_name text NOT NULL,
  by_title text NOT NULL,
  for_post uuid,
  for_name text,
  holder_post uuid NOT NULL,
  holder_person uuid NOT NULL,
  holder_name text NOT NULL,
  offered_name text,
  opinion text,
  verdict text COLLATE "C",
  data jsonb NOT NULL,
  PRIMARY KEY (region_code, matter_id, seq),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);

CREATE TABLE matter_seat (
  region_code text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  person_name text NOT NULL,
  lane text COLLATE "C" NOT NULL CHECK (lane IN ('todo', 'read', 'past', 'watch')),
  why text COLLATE "C" NOT NULL CHECK (why IN ('hold', 'offer', 'sign', 'read', 'past', 'own', 'late')),
  answered_at timestamptz,
  flow text COLLATE "C" NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  state text COLLATE "C" NOT NULL,
  rank smallint NOT NULL,
  due_at timestamptz NOT NULL,
  moved_at timestamptz NOT NULL,
  PRIMARY KEY (region_code, matter_id, post_id),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE UNIQUE INDEX matter_seat_one ON matter_seat (region_code, matter_id) WHERE why = 'hold';
CREATE INDEX matter_seat_due ON matter_seat (post_id, lane, rank, due_at, matter_id);
CREATE INDEX matter_seat_moved ON matter_seat (post_id, lane, moved_at DESC, matter_id);
CREATE INDEX matter_seat_flow ON matter_seat (post_id, lane, flow, rank, due_at, matter_id);

CREATE TABLE matter_clock (
  region_code text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  unit text COLLATE "C" NOT NULL,
  length int NOT NULL,
  ceiling int,
  counts_first boolean NOT NULL,
  until_day date,
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ceiling_at timestamptz,
  paused_at timestamptz,
  paused int NOT NULL,
  stopped_at timestamptz,
  late_at timestamptz,
  next_at timestamptz,
  PRIMARY KEY (region_code, matter_id, key),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX matter_clock_next ON matter_clock (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE matter_request (
  region_code text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  post_id uuid NOT NULL,
  body_hash bytea NOT NULL,
  matter_region text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, key)
);
CREATE TABLE matter_number (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  flow text COLLATE "C" NOT NULL,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (region_code, unit_id, flow, year)
);
GRANT SELECT, INSERT, UPDATE ON matter_number TO halfsky_app, halfsky_worker;

-- Which vice-chair is in charge of a department (分管); which posts are away, and who stands in (代理).
CREATE TABLE in_charge (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  post_id uuid NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, unit_id)
);
CREATE INDEX in_charge_post ON in_charge (post_id);
CREATE TABLE absence (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  deputy_post uuid,
  deputy_person uuid,
  deputy_name text,
  matter_id uuid,
  ended_at timestamptz,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  CHECK (deputy_person IS NULL OR deputy_person <> person_id)
);
CREATE INDEX absence_post ON absence (post_id, until_at);
CREATE INDEX absence_deputy ON absence (deputy_post, until_at) WHERE deputy_post IS NOT NULL;
-- Who is away is known to all who might hand her something; it says no reason.
GRANT SELECT, INSERT, UPDATE ON in_charge, absence TO halfsky_app, halfsky_worker;

${guarded
  .map(
    ([t, grants, policy]) => `
GRANT ${grants} ON ${t} TO halfsky_app;
GRANT ${t === 'matter_step' ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE'} ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${policy}) WITH CHECK (${policy});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

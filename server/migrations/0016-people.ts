/**
 * The roster (花名册): what is known of a person, her dated posts with reason and document, every change of both, moves
 * that wait for consent (调动征求意见), libraries of talent (人才库), merged duplicates (合并).
 *
 * A person may hold posts in several branches of the tree, so her wall cannot be one path: `reach` holds the paths of all
 * units where she holds or held a post, and the policy looks at the row's own column only (a policy that asks another
 * table does not survive Citus). Whoever writes a post adds its path; a move of units rewrites them.
 * The application's role reads what is granted by name: never `birth` (what files brought in, until it is sealed), and it
 * gives nobody rights: `post.role` is the worker's to write.
 */
export const name = '0016-people';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const within = (path: string): string =>
  `(${path} >= current_setting('app.path_from', true) AND ${path} < current_setting('app.path_to', true))`;
// Nearly everybody has one path; looking at it first spares a subplan for each row.
const reached = `(${within('reach[1]')} OR (cardinality(reach) > 1 AND EXISTS (SELECT 1 FROM unnest(reach) AS r (path) WHERE ${within('r.path')})))`;
const tables = ['person_change', 'person_merge', 'transfer', 'library_entry'];
const shown = `name, sex, initials, birth_month, ethnic, schooling, party, establishment, rank, women_since, note,
  sealed_birth, sealed_number, sealed_phone, number_print, reach, merged_into, version, updated_at`;
const held = `to_day, title, kind, fulltime, extra, extra_names, share, term_until, rank,
  start_reason, start_document, end_reason, end_document, version`;
export const sql = `
ALTER TABLE person
  ADD COLUMN initials text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN birth_month date,
  ADD COLUMN ethnic text,
  ADD COLUMN schooling text,
  ADD COLUMN party text,
  ADD COLUMN establishment text,
  ADD COLUMN rank text,
  ADD COLUMN women_since date,
  ADD COLUMN note text,
  ADD COLUMN sealed_birth text COLLATE "C",
  ADD COLUMN sealed_number text COLLATE "C",
  ADD COLUMN sealed_phone text COLLATE "C",
  ADD COLUMN number_print text COLLATE "C",
  ADD COLUMN reach text[] COLLATE "C" NOT NULL DEFAULT '{}',
  ADD COLUMN merged_into uuid,
  ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz;
UPDATE person SET birth_month = date_trunc('month', birth)::date WHERE birth IS NOT NULL;
UPDATE person p SET reach = t.paths FROM (SELECT person_id, array_agg(DISTINCT unit_path) AS paths FROM post GROUP BY person_id) t
  WHERE t.person_id = p.id;
CREATE INDEX person_id ON person (id);
CREATE INDEX person_name ON person (name COLLATE "C");
CREATE INDEX person_initials ON person (initials);
CREATE INDEX person_number ON person (number_print) WHERE number_print IS NOT NULL;
CREATE INDEX person_untidy ON person (id) WHERE initials = '' OR birth IS NOT NULL;

ALTER TABLE post
  ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'cadre',
  ADD COLUMN fulltime text COLLATE "C",
  ADD COLUMN extra smallint,
  ADD COLUMN extra_names text,
  ADD COLUMN share smallint,
  ADD COLUMN term_until date,
  ADD COLUMN rank text,
  ADD COLUMN start_reason text,
  ADD COLUMN start_document text,
  ADD COLUMN end_reason text,
  ADD COLUMN end_document text,
  ADD COLUMN version int NOT NULL DEFAULT 1;
CREATE INDEX post_path ON post (unit_path, id);
CREATE INDEX post_term ON post (unit_path, term_until) WHERE term_until IS NOT NULL AND to_day IS NULL;

CREATE TABLE person_change (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  change text COLLATE "C" NOT NULL,
  detail jsonb NOT NULL,
  reason text,
  request_key text COLLATE "C",
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX person_change_person ON person_change (person_id, id);
CREATE UNIQUE INDEX person_change_key ON person_change (region_code, account_id, request_key) WHERE request_key IS NOT NULL;

CREATE TABLE person_merge (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  kept_id uuid NOT NULL,
  gone_id uuid NOT NULL,
  apart boolean NOT NULL,
  moved jsonb NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  undone_by uuid,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX person_merge_kept ON person_merge (kept_id);
CREATE INDEX person_merge_gone ON person_merge (gone_id);

CREATE TABLE transfer (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  post_region text COLLATE "C" NOT NULL,
  post_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  to_unit_id uuid REFERENCES unit (id),
  to_title text,
  day date NOT NULL,
  reason text NOT NULL,
  document text,
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_unit_id uuid NOT NULL REFERENCES unit (id),
  asked_at timestamptz NOT NULL,
  consent_unit_id uuid NOT NULL REFERENCES unit (id),
  decided_by uuid,
  decided_at timestamptz,
  decision text,
  closed_by uuid,
  closed_at timestamptz,
  version int NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX transfer_id ON transfer (id);
CREATE INDEX transfer_path ON transfer (unit_path, id);
CREATE INDEX transfer_post ON transfer (post_id);
CREATE INDEX transfer_waiting ON transfer (consent_unit_id) WHERE state = 'asked';

CREATE TABLE library_entry (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  library text NOT NULL,
  speciality text,
  recommended_by text,
  from_day date NOT NULL,
  to_day date,
  end_reason text,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX library_entry_path ON library_entry (unit_path, library);
CREATE INDEX library_entry_person ON library_entry (person_id);

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY person_scope ON person TO halfsky_app USING (${reached}) WITH CHECK (${reached});
CREATE POLICY person_worker ON person TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY person_owner ON person TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT (region_code, id, ${shown}), INSERT (region_code, id, ${shown}), UPDATE (${shown}) ON person TO halfsky_app;
GRANT INSERT (region_code, id, person_region, person_id, unit_id, unit_path, from_day, ${held}) ON post TO halfsky_app;
GRANT UPDATE (from_day, person_id, person_region, ${held}) ON post TO halfsky_app;
${tables
  .map(
    (t) => `
GRANT SELECT, INSERT, UPDATE ON ${t} TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
REVOKE UPDATE ON person_change FROM halfsky_app;
`;

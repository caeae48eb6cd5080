/** Units in time (组织), people (人员) and posts (职务). */
export const name = '0001-units';
export const sql = `
CREATE TABLE unit (
  id uuid PRIMARY KEY,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  level smallint NOT NULL,
  parent_id uuid REFERENCES unit (id),
  path text COLLATE "C" NOT NULL,
  region_code text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL DEFAULT '',
  from_day date,
  to_day date,
  since date,
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX unit_code ON unit (code);
CREATE UNIQUE INDEX unit_path ON unit (path);
CREATE INDEX unit_parent ON unit (parent_id, code);
CREATE INDEX unit_initials ON unit (initials, level);
CREATE INDEX unit_name ON unit (name COLLATE "C" text_pattern_ops);

CREATE TABLE unit_span (
  unit_id uuid NOT NULL REFERENCES unit (id),
  from_day date,
  to_day date NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  parent_id uuid,
  level smallint NOT NULL,
  PRIMARY KEY (unit_id, to_day)
);
CREATE INDEX unit_span_parent ON unit_span (parent_id);
CREATE INDEX unit_span_code ON unit_span (code);

CREATE TABLE unit_break (
  unit_id uuid NOT NULL REFERENCES unit (id),
  day date NOT NULL,
  PRIMARY KEY (unit_id, day)
);

CREATE TABLE unit_event (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES unit (id),
  day date NOT NULL,
  change text COLLATE "C" NOT NULL,
  detail jsonb NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL
);
CREATE INDEX unit_event_unit ON unit_event (unit_id, day);

CREATE TABLE person (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  sex text,
  birth date,
  PRIMARY KEY (region_code, id)
);

CREATE TABLE post (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  person_region text COLLATE "C" NOT NULL,
  person_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  title text NOT NULL,
  role text COLLATE "C",
  from_day date,
  to_day date,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX post_unit ON post (unit_id);
CREATE INDEX post_person ON post (person_id);
`;

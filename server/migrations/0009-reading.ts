/**
 * Reading reports (报告体检): what people taught the house to understand, and texts kept for comparison (比对库). A text's
 * prints are a sample of its fingerprints, one row each, so that an equality on bigint finds what shares them.
 */
export const name = '0009-reading';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
const tables = ['taught_subject', 'kept_text', 'kept_print'];
export const sql = `
CREATE TABLE taught_subject (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  words text NOT NULL,
  subject text NOT NULL,
  unit_word text NOT NULL,
  measure text COLLATE "C",
  splits jsonb NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, unit_id, words, unit_word)
);
CREATE INDEX taught_subject_path ON taught_subject (unit_path);

CREATE TABLE kept_text (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  title text NOT NULL,
  source text COLLATE "C" NOT NULL,
  text text NOT NULL,
  chars int NOT NULL,
  hash text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, unit_id, hash)
);
CREATE INDEX kept_text_path ON kept_text (unit_path, at);

CREATE TABLE kept_print (
  region_code text COLLATE "C" NOT NULL,
  print bigint NOT NULL,
  text_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, text_id, print)
);
CREATE INDEX kept_print_print ON kept_print (print, unit_path) INCLUDE (text_id);

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
-- What a superior unit was taught helps those below it; it tells words and measures, nobody's figures.
CREATE POLICY taught_subject_above ON taught_subject FOR SELECT TO halfsky_app
  USING (starts_with(current_setting('app.path_from', true), unit_path));
`;

/**
 * Finding units by words that stand anywhere in a name, among 665,000: every character of a name is in one index (an
 * array of characters is a plain operator class, where trigrams are an extension and two Chinese characters are no
 * trigram). Words that most names hold are found by walking the levels from the top, within an index that has the names.
 * Measured with the nation: the scan took up to a second, these 1 to 40 ms.
 *
 * A change of the tree is taken back by its moment. A blank spot (空白点) of the register may be somebody's task.
 */
export const name = '0018-network';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
CREATE INDEX unit_characters ON unit USING gin (string_to_array(name, NULL));
CREATE INDEX unit_level ON unit (level, path) INCLUDE (name, to_day, id);
CREATE INDEX unit_event_act ON unit_event (at) WHERE account_id IS NOT NULL;
CREATE TABLE blank_task (
  region_code text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  due date NOT NULL,
  note text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, entry_id)
);
CREATE INDEX blank_task_unit ON blank_task (unit_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON blank_task TO halfsky_app, halfsky_worker;
ALTER TABLE blank_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE blank_task FORCE ROW LEVEL SECURITY;
CREATE POLICY blank_task_scope ON blank_task TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY blank_task_worker ON blank_task TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY blank_task_owner ON blank_task TO CURRENT_USER USING (true) WITH CHECK (true);
`;

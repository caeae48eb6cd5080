/**
 * The index of words (搜索): a token is kept as one number of its area (province), ledger and text, in day order. One index
 * then serves every scope, since whoever reaches less than the nation reads her own area only; the other index is the key.
 */
export const name = '0006-words';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
ALTER TABLE search_row RENAME TO search_row_before;
CREATE TABLE search_row (
  region_code text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  word bigint NOT NULL,
  day date NOT NULL,
  unit_path text COLLATE "C" NOT NULL
);
INSERT INTO search_row (region_code, entry_id, word, day, unit_path)
  SELECT region_code, entry_id,
    ('x' || encode(substr(sha256(convert_to(left(region_code, 2) || '/' || ledger || '/' || token, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint,
    day, unit_path FROM search_row_before;
DROP TABLE search_row_before;
ALTER TABLE search_row ADD PRIMARY KEY (region_code, entry_id, word);
CREATE INDEX search_by_word ON search_row (word, day DESC, entry_id DESC) INCLUDE (unit_path);
CREATE INDEX unit_area ON unit (left(region_code, 2), path);

GRANT SELECT, INSERT, UPDATE, DELETE ON search_row TO halfsky_worker;
GRANT SELECT, INSERT, DELETE ON search_row TO halfsky_app;
ALTER TABLE search_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_row FORCE ROW LEVEL SECURITY;
CREATE POLICY search_row_scope ON search_row TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY search_row_worker ON search_row TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY search_row_owner ON search_row TO CURRENT_USER USING (true) WITH CHECK (true);
`;

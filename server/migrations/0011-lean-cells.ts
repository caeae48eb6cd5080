/**
 * Lean cells (0016): (measure, split) is a short key, sums by split are kept from the city up, and a mark in the
 * outbox carries the facts that came and went with its save. The old cells are dropped; the first start after this
 * counts the figures anew from the facts (`ensureFigures`).
 */
export const name = '0011-lean-cells';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
CREATE TABLE cell_key (
  id int PRIMARY KEY,
  measure text COLLATE "C" NOT NULL,
  split text COLLATE "C" NOT NULL,
  UNIQUE (measure, split)
);

DROP TABLE cell;
CREATE TABLE cell (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL,
  key int NOT NULL,
  piece date NOT NULL,
  own_n int NOT NULL DEFAULT 0,
  office_n int NOT NULL DEFAULT 0,
  below_n int NOT NULL DEFAULT 0,
  own_v numeric NOT NULL DEFAULT 0,
  office_v numeric NOT NULL DEFAULT 0,
  below_v numeric NOT NULL DEFAULT 0,
  own_opening numeric NOT NULL DEFAULT 0,
  rest_opening numeric NOT NULL DEFAULT 0,
  unit_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, unit_id, key, piece)
) WITH (fillfactor = 85);

TRUNCATE fold_outbox, answer_memo;
ALTER TABLE fold_outbox ADD COLUMN sign smallint NOT NULL DEFAULT 1, ADD COLUMN splits text[] COLLATE "C",
  ADD COLUMN measures text[] COLLATE "C", ADD COLUMN days date[], ADD COLUMN amounts numeric[], ADD COLUMN untils date[];

GRANT SELECT ON cell, cell_key TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON cell, cell_key TO halfsky_worker;
ALTER TABLE cell ENABLE ROW LEVEL SECURITY;
ALTER TABLE cell FORCE ROW LEVEL SECURITY;
CREATE POLICY cell_scope ON cell TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY cell_worker ON cell TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY cell_owner ON cell TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY cell_was_below ON cell FOR SELECT TO halfsky_app
  USING (unit_id = ANY (NULLIF(current_setting('app.former_units', true), '')::uuid[]));
`;

/**
 * Kept views of figures (存下的看法): an address by name, for herself or for everybody of her unit. It holds a question
 * and no figure: whoever opens it asks anew, with her own rights.
 */
export const name = '0014-views';
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
CREATE TABLE figure_view (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, unit_id, owner, name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_view TO halfsky_app, halfsky_worker;
ALTER TABLE figure_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE figure_view FORCE ROW LEVEL SECURITY;
CREATE POLICY figure_view_scope ON figure_view TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY figure_view_worker ON figure_view TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY figure_view_owner ON figure_view TO CURRENT_USER USING (true) WITH CHECK (true);
`;

/**
 * Files of a matter (材料) and evidence packs that were taken out of it (证据包). The bytes lie on the shelf, enciphered; a
 * file's name and the reasons are sealed. The wall is the matter's own: whoever does not reach it finds nothing here. A
 * file is withdrawn, never deleted; that a pack was taken out can be neither changed nor taken away.
 */
export const name = '0028-matter-papers';
const mine = `(SELECT string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const readable = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id)`;
/** Who has or had it in hand; who only looks in an emergency writes nothing. */
const partOf = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id AND m.readers && ${mine})`;
const tables = [
  ['matter_file', 'SELECT, INSERT, UPDATE'],
  ['evidence_pack', 'SELECT, INSERT'],
] as const;
export const sql = `
CREATE TABLE matter_file (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  sealed_name text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  bytes int NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  sealed_key text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('kept', 'withdrawn')),
  account_id uuid NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  sealed_reason text COLLATE "C",
  changed_by uuid,
  changed_at timestamptz,
  PRIMARY KEY (region_code, id),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX matter_file_id ON matter_file (id);
CREATE INDEX matter_file_matter ON matter_file (matter_id, at);
CREATE INDEX matter_file_unit ON matter_file (unit_id);

CREATE TABLE evidence_pack (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  request_key text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  by_name text NOT NULL,
  by_title text NOT NULL,
  sealed_reason text COLLATE "C" NOT NULL,
  seq int NOT NULL,
  files uuid[] NOT NULL,
  place text COLLATE "C" NOT NULL,
  sealed_key text COLLATE "C" NOT NULL,
  list_sha256 text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, account_id, request_key),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX evidence_pack_matter ON evidence_pack (matter_id, at);
${tables
  .map(
    ([t, grants]) => `
GRANT ${grants} ON ${t} TO halfsky_app;
GRANT SELECT ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_seen ON ${t} FOR SELECT TO halfsky_app USING (${readable(t)});
CREATE POLICY ${t}_kept ON ${t} FOR INSERT TO halfsky_app WITH CHECK (${partOf(t)});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
CREATE POLICY matter_file_changed ON matter_file FOR UPDATE TO halfsky_app
  USING (${partOf('matter_file')}) WITH CHECK (${partOf('matter_file')});
`;

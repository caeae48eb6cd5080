/**
 * What a woman told us (来件、接待记录), by the public pages or at the counter, and what was said since (往来). What she said
 * is sealed; the code she was given is kept as a keyed print only. The wall is need-to-know (SECURITY 15): no path opens a
 * row, neither a superior's nor a colleague's. `letter_receipt` is global: a code is looked up without knowing the region.
 */
export const name = '0024-letters';
const asked = `NULLIF(current_setting('app.letter', true), '')::uuid`;
/** Hers by the code that she gave, or his who has had the matter in hand; a matter that is only offered opens nothing. */
const ofMatter = `EXISTS (SELECT 1 FROM matter m WHERE m.id = letter.matter_id
  AND m.readers && string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const tables = [
  ['letter', 'SELECT, INSERT, UPDATE', `id = ${asked} OR parent_id = ${asked} OR ${ofMatter}`],
  // Whoever sees the letter sees what was said since.
  [
    'letter_word',
    'SELECT, INSERT',
    `EXISTS (SELECT 1 FROM letter l WHERE l.region_code = letter_word.region_code AND l.id = letter_word.letter_id)`,
  ],
] as const;
export const sql = `
CREATE TABLE letter (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  place_id uuid NOT NULL,
  at timestamptz NOT NULL,
  day date NOT NULL,
  channel text COLLATE "C" NOT NULL,
  whom text COLLATE "C" NOT NULL,
  danger text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  matter_id uuid,
  parent_id uuid,
  rating int,
  version int NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX letter_unit ON letter (unit_id, at DESC);
CREATE INDEX letter_matter ON letter (matter_id);
CREATE INDEX letter_parent ON letter (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE letter_word (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  letter_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  account_id uuid,
  sealed text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX letter_word_letter ON letter_word (letter_id, at);

CREATE TABLE letter_receipt (
  print bytea PRIMARY KEY,
  region_code text COLLATE "C" NOT NULL,
  letter_id uuid NOT NULL
);
GRANT SELECT, INSERT ON letter_receipt TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON letter_receipt TO halfsky_worker;
ALTER TABLE letter_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter_receipt FORCE ROW LEVEL SECURITY;
-- Found by its print alone: who has no code finds nothing, and no list of codes can be read.
CREATE POLICY letter_receipt_app ON letter_receipt TO halfsky_app
  USING (print = decode(current_setting('app.receipt', true), 'hex'))
  WITH CHECK (print = decode(current_setting('app.receipt', true), 'hex'));
CREATE POLICY letter_receipt_worker ON letter_receipt TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY letter_receipt_owner ON letter_receipt TO CURRENT_USER USING (true) WITH CHECK (true);
${tables
  .map(
    ([t, grants, policy]) => `
GRANT ${grants} ON ${t} TO halfsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_known ON ${t} TO halfsky_app USING (${policy}) WITH CHECK (${policy});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

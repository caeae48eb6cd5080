/**
 * What a woman asks about her own data (要一份、更正、删除), and what was erased (删除). Requests are reached by the worker
 * alone, who asks who may; the application has no right to either table. `erasure` keeps names of keys that were destroyed,
 * a matter's or a letter's id, never whose it was; it only grows. What a request says has the key of the matter that it is
 * about, and goes with it.
 */
export const name = '0031-personal';
const walled = (t: string): string => `
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`;
export const sql = `
CREATE TABLE personal_request (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  letter_id uuid,
  what text COLLATE "C" NOT NULL CHECK (what IN ('copy', 'correct', 'erase')),
  origin text COLLATE "C" NOT NULL CHECK (origin IN ('portal', 'desk')),
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'waiting', 'done', 'refused')),
  request_key text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  ground text COLLATE "C",
  at timestamptz NOT NULL,
  due_day date NOT NULL,
  asked_account uuid,
  asked_person uuid,
  asked_name text,
  asked_at timestamptz,
  decided_account uuid,
  decided_person uuid,
  decided_name text,
  decided_at timestamptz,
  version int NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, request_key),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id),
  -- Two persons (SECURITY 35): who asks for an erasure never decides it.
  CHECK (what <> 'erase' OR decided_person IS NULL OR asked_person IS NULL OR decided_person <> asked_person),
  CHECK (state <> 'done' OR what <> 'erase' OR (asked_person IS NOT NULL AND decided_person IS NOT NULL))
);
CREATE INDEX personal_request_id ON personal_request (id);
CREATE INDEX personal_request_matter ON personal_request (matter_id);
CREATE INDEX personal_request_open ON personal_request (unit_path, state) WHERE state IN ('open', 'waiting');
-- Without a policy of its own the application sees no row.
GRANT SELECT ON personal_request TO halfsky_app;
GRANT SELECT, INSERT, UPDATE ON personal_request TO halfsky_worker;
${walled('personal_request')}

CREATE TABLE erasure (
  subject text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  rest text COLLATE "C",
  PRIMARY KEY (subject)
);
GRANT SELECT ON erasure TO halfsky_worker;
${walled('erasure')}
`;

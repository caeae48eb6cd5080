/**
 * How a woman may be reached without danger (安全联系) and what was said to her by it. Both only grow: each change of hers is
 * a version, each attempt and message stays. What they say is sealed. Versions are read by the worker alone, along the
 * matters that came of each other (her letter, her petition, her case), for whom a matter's own wall has let in first; a
 * request may add one to a matter that it has a part in. A message is given or dropped once: the index holds it.
 */
export const name = '0034-safe-contact';
const mine = `(SELECT string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const readable = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id)`;
const partOf = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id AND m.readers && ${mine})`;
const walled = (t: string): string => `
GRANT SELECT, INSERT ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_kept ON ${t} FOR INSERT TO halfsky_app WITH CHECK (${partOf(t)});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`;
export const sql = `
CREATE TABLE safe_contact (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  by_name text COLLATE "C",
  request_key text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, request_key),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX safe_contact_matter ON safe_contact (matter_id, at DESC);
GRANT INSERT ON safe_contact TO halfsky_app;
${walled('safe_contact')}

CREATE TABLE contact_event (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('message', 'attempt', 'drop', 'page')),
  -- Which message it gave, dropped or showed on her page.
  settles uuid,
  account_id uuid,
  by_name text COLLATE "C",
  request_key text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, request_key),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id)
);
CREATE INDEX contact_event_matter ON contact_event (matter_id, at);
CREATE UNIQUE INDEX contact_event_settles ON contact_event (region_code, settles) WHERE settles IS NOT NULL;
GRANT SELECT, INSERT ON contact_event TO halfsky_app;
${walled('contact_event')}
CREATE POLICY contact_event_seen ON contact_event FOR SELECT TO halfsky_app USING (${readable('contact_event')});
`;

/**
 * Links between matters (由来): which one came from which. No row opens the other matter: it says number and kind, and who
 * may read the one may know that. A hidden link is known to the newer one's people alone (a complaint about who had it).
 */
export const name = '0029-matter-links';
const readable = (side: 'from' | 'to'): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = matter_link.${side === 'to' ? 'region_code' : 'from_region'} AND m.id = matter_link.${side}_id)`;
export const sql = `
CREATE TABLE matter_link (
  region_code text COLLATE "C" NOT NULL,
  to_id uuid NOT NULL,
  to_flow text COLLATE "C" NOT NULL,
  to_number text NOT NULL,
  from_region text COLLATE "C" NOT NULL,
  from_id uuid NOT NULL,
  from_flow text COLLATE "C" NOT NULL,
  from_number text NOT NULL,
  why text COLLATE "C" NOT NULL CHECK (why IN ('came', 'same')),
  hidden boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, to_id, from_id),
  FOREIGN KEY (region_code, to_id) REFERENCES matter (region_code, id),
  CHECK (to_id <> from_id)
);
CREATE INDEX matter_link_from ON matter_link (from_id);
CREATE INDEX matter_link_to ON matter_link (to_id);
GRANT SELECT, INSERT ON matter_link TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON matter_link TO halfsky_worker;
ALTER TABLE matter_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter_link FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_link_known ON matter_link TO halfsky_app
  USING (${readable('to')} OR (NOT hidden AND ${readable('from')})) WITH CHECK (${readable('to')});
CREATE POLICY matter_link_worker ON matter_link TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY matter_link_owner ON matter_link TO CURRENT_USER USING (true) WITH CHECK (true);
`;

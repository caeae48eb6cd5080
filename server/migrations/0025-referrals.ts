/**
 * Referrals (转办) to agencies outside our tree, and all that happened to each. What went, to whom and what was said is
 * sealed; in clear stands what is counted and what the clock needs. `referral_event` only grows. `referral_link` is global:
 * a link is looked up by its keyed print, without knowing the region. The wall is need-to-know, as for letters: the posts
 * that have had the matter in hand, or the one referral whose link was given; no path opens a row.
 */
export const name = '0025-referrals';
const mine = `(SELECT string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const asked = `(SELECT NULLIF(current_setting('app.referral', true), '')::uuid)`;
const print = `(SELECT decode(current_setting('app.link', true), 'hex'))`;
const tables = [
  [
    'referral',
    'SELECT, INSERT, UPDATE',
    `id = ${asked} OR EXISTS (SELECT 1 FROM matter m WHERE m.region_code = referral.region_code
       AND m.id = referral.matter_id AND m.readers && ${mine})`,
  ],
  [
    'referral_event',
    'SELECT, INSERT',
    `referral_id = ${asked} OR EXISTS (SELECT 1 FROM referral r WHERE r.region_code = referral_event.region_code
       AND r.id = referral_event.referral_id)`,
  ],
] as const;
export const sql = `
CREATE TABLE referral (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  matter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  basis text COLLATE "C" NOT NULL CHECK (basis IN ('consent', 'law')),
  state text COLLATE "C" NOT NULL CHECK (state IN ('sent', 'accepted', 'answered', 'withdrawn', 'expired')),
  needs text COLLATE "C" CHECK (needs IN ('reply', 'read', 'chase', 'urge')),
  sealed text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  request_print bytea NOT NULL,
  body_hash bytea NOT NULL,
  link_print bytea NOT NULL,
  pin_print bytea NOT NULL,
  wrong_pins int NOT NULL,
  opens int NOT NULL,
  due_at timestamptz NOT NULL,
  urge_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  asked_at timestamptz,
  due_told_at timestamptz,
  silent_at timestamptz,
  answered_at timestamptz,
  next_at timestamptz,
  version int NOT NULL,
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, request_print),
  FOREIGN KEY (region_code, matter_id) REFERENCES matter (region_code, id),
  CHECK ((state = 'answered') = (answered_at IS NOT NULL))
);
CREATE INDEX referral_id ON referral (id);
CREATE INDEX referral_matter ON referral (region_code, matter_id, at);
CREATE INDEX referral_next ON referral (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX referral_count ON referral (unit_path);

CREATE TABLE referral_event (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  account_id uuid,
  request_print bytea,
  sealed text COLLATE "C",
  PRIMARY KEY (region_code, id),
  UNIQUE (region_code, referral_id, request_print),
  FOREIGN KEY (region_code, referral_id) REFERENCES referral (region_code, id)
);
CREATE INDEX referral_event_of ON referral_event (region_code, referral_id, at);
-- Answered once: whatever goes wrong above, the second answer has no place.
CREATE UNIQUE INDEX referral_event_answer ON referral_event (region_code, referral_id) WHERE kind = 'answered';

CREATE TABLE referral_link (
  print bytea PRIMARY KEY,
  region_code text COLLATE "C" NOT NULL,
  referral_id uuid NOT NULL
);
GRANT SELECT, INSERT ON referral_link TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON referral_link TO halfsky_worker;
ALTER TABLE referral_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_link FORCE ROW LEVEL SECURITY;
-- Found by its print alone: who has no link finds nothing, and no list of links can be read.
CREATE POLICY referral_link_app ON referral_link FOR SELECT TO halfsky_app USING (print = ${print});
CREATE POLICY referral_link_given ON referral_link FOR INSERT TO halfsky_app WITH CHECK (true);
CREATE POLICY referral_link_worker ON referral_link TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY referral_link_owner ON referral_link TO CURRENT_USER USING (true) WITH CHECK (true);
${tables
  .map(
    ([t, grants, policy]) => `
GRANT ${grants} ON ${t} TO halfsky_app;
GRANT ${t === 'referral_event' ? 'SELECT, INSERT, UPDATE' : 'SELECT, INSERT, UPDATE, DELETE'} ON ${t} TO halfsky_worker;
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_known ON ${t} TO halfsky_app USING (${policy}) WITH CHECK (${policy});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

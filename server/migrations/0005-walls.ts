/**
 * The second wall (第二道墙): row-level security. The app role owns nothing and bypasses nothing;
 * without context it sees no row. Policies compare ranges on the path, which an index serves (DESIGN §7).
 * The owner (migrations, verification, backup) is bound by FORCE too where it is no superuser, hence its own policy.
 * It is given what requests do and no more: passwords, sessions and persons are not within its reach; on `unit` it may
 * only lock a row (which PostgreSQL gives to those who may update a column), never delete a line or its versions.
 * The worker role folds figures and seals the audit chain across regions; it never serves a request.
 */
export const name = '0005-walls';
const scoped = [
  'entry',
  'entry_version',
  'answered_request',
  'stated_zero',
  'search_row',
  'fact',
  'cell',
  'coverage',
  'paper',
  'post',
];
const inScope = `unit_path >= current_setting('app.path_from', true) AND unit_path < current_setting('app.path_to', true)`;
export const sql = `
GRANT USAGE ON SCHEMA public TO halfsky_app, halfsky_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO halfsky_worker;
GRANT SELECT ON definition, cell, coverage, unit, unit_span, unit_break, unit_event, post TO halfsky_app;
GRANT UPDATE (version) ON unit TO halfsky_app;
GRANT SELECT (id, display_name) ON account TO halfsky_app;
GRANT SELECT, INSERT, UPDATE ON entry, paper TO halfsky_app;
GRANT SELECT, INSERT ON entry_version, answered_request, answer_memo, fold_outbox TO halfsky_app;
GRANT SELECT, INSERT, DELETE ON stated_zero, search_row, fact TO halfsky_app;
GRANT INSERT ON audit_event TO halfsky_app;
REVOKE UPDATE, DELETE ON audit_event, audit_chain FROM halfsky_worker;
${scoped
  .map(
    (t) => `
ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${t} FORCE ROW LEVEL SECURITY;
CREATE POLICY ${t}_scope ON ${t} TO halfsky_app USING (${inScope}) WITH CHECK (${inScope});
CREATE POLICY ${t}_worker ON ${t} TO halfsky_worker USING (true) WITH CHECK (true);
CREATE POLICY ${t}_owner ON ${t} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  )
  .join('\n')}
`;

/**
 * Figures of past days (过去的数): a unit counts what stood under it then, also what has moved elsewhere since. Whoever
 * asks for such a figure sees, for that one transaction, the rows of the units named in `app.former_units`, so that the
 * same question has the same answer for everyone who may ask it. Without the setting nothing is added; nothing can be
 * written through it. The names sort behind the scopes', so that the usual condition is tried first.
 */
export const name = '0008-former-members';
const counted = ['fact', 'cell', 'coverage', 'entry'];
export const sql = counted
  .map(
    (t) => `
CREATE POLICY ${t}_was_below ON ${t} FOR SELECT TO halfsky_app
  USING (unit_id = ANY (NULLIF(current_setting('app.former_units', true), '')::uuid[]));`,
  )
  .join('\n');

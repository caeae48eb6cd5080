/**
 * The walls of matters ask once a statement which posts she acts in, not once a row: seeking words in three thousand titles
 * of one post took 35 ms, nearly all of it in reading the same setting anew.
 */
export const name = '0023-flow-walls';
const mine = `(SELECT string_to_array(NULLIF(current_setting('app.posts', true), ''), ':')::uuid[])`;
const readable = (t: string): string =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.region_code = ${t}.region_code AND m.id = ${t}.matter_id)`;
const walls: readonly (readonly [table: string, policy: string])[] = [
  ['matter', `readers && ${mine} OR offered_post = ANY (${mine}::uuid[])`],
  ['matter_seat', `post_id = ANY (${mine}::uuid[]) OR ${readable('matter_seat')}`],
  ['matter_request', `post_id = ANY (${mine}::uuid[])`],
];
export const sql = walls
  .map(([t, policy]) => `ALTER POLICY ${t}_scope ON ${t} USING (${policy}) WITH CHECK (${policy});`)
  .join('\n');

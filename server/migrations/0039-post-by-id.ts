/**
 * A post is asked for by its id alone with every step of a matter (who acts, who is handed to), where its region is not known
 * yet: with a post for each of 663,815 federations that was half a second of looking through all of them.
 */
export const name = '0039-post-by-id';
export const sql = `
CREATE INDEX post_id ON post (id);
`;

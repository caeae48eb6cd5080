/**
 * Kept texts are fetched by their id alone once their prints have named them (比对库): the key begins with the region, so
 * that each look-up read the whole table.
 */
export const name = '0021-kept-texts';
export const sql = `CREATE INDEX kept_text_id ON kept_text (id);`;

import type { Hanging } from '../access/index.ts';

/** Matters that she is responsible for (在办的件). Each has exactly one responsible person, who hands it on herself. */
export const mattersHanging: Hanging = {
  name: '由她负责、没有办完的件',
  first: '请她先在“办件”里逐件交给别人',
  async list(tx, from) {
    const rows = await tx.sql(
      'SELECT number FROM matter WHERE closed_at IS NULL AND holder_post = ANY($1::uuid[]) ORDER BY number LIMIT 200',
      [from.posts],
    );
    return rows.map((r) => String(r['number']));
  },
};

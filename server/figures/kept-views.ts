import { type FigureViewItem, VIEW_KEYS } from '../../contracts/api-figures.ts';
import type { Actor } from '../access/index.ts';
import { unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';

/** Kept views (存下的看法): questions by name, of one person at one unit, or of everybody there. */
const MOST = 200;

/** The unit at whose desk she sits: a department works for its federation. */
const seat = (actor: Actor): string => actor.officeOf ?? actor.unit.id;

export async function keptViews(tx: Tx, actor: Actor): Promise<FigureViewItem[]> {
  const rows = await tx.sql(
    `SELECT id, name, query, owner, at FROM figure_view WHERE unit_id = $1 AND owner IN ('', $2) ORDER BY owner, name LIMIT ${MOST * 2}`,
    [seat(actor), actor.accountId],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    name: String(r['name']),
    query: String(r['query']),
    whose: r['owner'] === '' ? 'unit' : 'mine',
    at: new Date(String(r['at'])).toISOString(),
  }));
}

/** Keeps a view. The same view again (a double click) is the same one; another under a name that is taken is refused. */
export async function keepView(
  tx: Tx,
  actor: Actor,
  view: { name: string; query: string; whose: 'mine' | 'unit' },
  at: Date,
): Promise<FigureViewItem> {
  const unit = await unitById(tx, seat(actor));
  if (!unit) throw new AppError('not-found', { what: '您的组织' });
  const query = viewQuery(view.query);
  const owner = view.whose === 'mine' ? actor.accountId : '';
  const many = await tx.sql(
    'SELECT count(*) AS n FROM figure_view WHERE region_code = $1 AND unit_id = $2 AND owner = $3',
    [unit.regionCode, unit.id, owner],
  );
  if (Number(many[0]?.['n']) >= MOST) throw new AppError('figure.views-full', { most: MOST });
  await tx.sql(
    `INSERT INTO figure_view (region_code, id, unit_id, unit_path, owner, name, query, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (region_code, unit_id, owner, name) DO NOTHING`,
    [unit.regionCode, newId(at), unit.id, unit.path, owner, view.name, query, actor.accountId, at],
  );
  const kept = (await keptViews(tx, actor)).find((v) => v.name === view.name && v.whose === view.whose);
  if (!kept || kept.query !== query) throw new AppError('figure.view-name-taken', { name: view.name });
  return kept;
}

/** Takes a view away: her own, or one of her unit. Another's is not there for her. */
export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  const gone = await tx.sql(
    `DELETE FROM figure_view WHERE unit_id = $1 AND owner IN ('', $2) AND id = $3 RETURNING id`,
    [seat(actor), actor.accountId, id],
  );
  if (gone.length === 0) throw new AppError('not-found', { what: '这个看法' });
}

/** Only what belongs to a view, in one order, so that the same view is the same text. */
function viewQuery(text: string): string {
  const given = new URLSearchParams(text);
  const kept = new URLSearchParams();
  for (const key of VIEW_KEYS) {
    const value = given.get(key);
    if (value) kept.set(key, value);
  }
  return kept.toString();
}

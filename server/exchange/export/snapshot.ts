import { bindTx, type Database, type Row, type Tx } from '../../platform/db/index.ts';

/**
 * One consistent look at the whole store for as long as a reader takes; writers go on meanwhile. With a scope it is a look
 * of the application's role at that range of paths, and row-level security stands behind it.
 */
export async function* inSnapshot<T>(
  db: Database,
  read: (tx: Tx) => AsyncIterable<T>,
  scope?: { readonly from: string; readonly to: string },
): AsyncGenerator<T> {
  const client = await db.pool.connect();
  let isOpen = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    isOpen = true;
    if (scope)
      await client.query(
        `SELECT set_config('app.path_from', $1, true), set_config('app.path_to', $2, true)`,
        [scope.from, scope.to],
      );
    yield* read(bindTx(client));
  } finally {
    // Also when the reader leaves half-way; a connection that cannot even roll back is thrown away.
    const failed = isOpen
      ? await client.query('ROLLBACK').then(
          () => undefined,
          (e: Error) => e,
        )
      : undefined;
    client.release(failed);
  }
}

/** Rows of a query page by page through a cursor of the server: memory stays flat. Pages are never empty. */
export async function* pagesOf(
  tx: Tx,
  name: string,
  query: string,
  values: readonly unknown[],
  size = 5_000,
): AsyncGenerator<Row[]> {
  await tx.sql(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const rows = await tx.sql(`FETCH ${size} FROM ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await tx.sql(`CLOSE ${name}`);
}

import type { Actor, TableBooks } from '../access/index.ts';
import type { LedgerPorts, Registry } from '../ledgers/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Route } from '../platform/http/index.ts';
import { bookOpener } from './book/open-book.ts';
import { exportRoutes } from './export/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { createRunner } from './imports/runner.ts';
import { sweepImports } from './imports/sweep.ts';
import { tableBooks } from './table-books.ts';

/** The room at work: its routes, and what goes on beside requests. */
export interface Workbooks {
  readonly routes: Route<Actor>[];
  /** Plain tables for other rooms: a list of people. */
  readonly tables: TableBooks;
  /** Takes up imports that were left, and tidies: run now and then. */
  sweep(): Promise<number>;
  /** Resolves when no import is under way in this process. */
  idle(): Promise<void>;
}

/** Excel in and out (表格进出), for one house. `worker` finds work that was left; everything else runs as the application. */
export function openWorkbooks(o: {
  readonly app: Database;
  readonly worker: Database;
  readonly registry: () => Registry;
  readonly ports: LedgerPorts;
  readonly now: () => Date;
}): Workbooks {
  const runner = createRunner();
  const kit = {
    db: o.app,
    worker: o.worker,
    registry: o.registry,
    ports: o.ports,
    now: o.now,
    open: bookOpener(),
  };
  return {
    tables: tableBooks(kit),
    routes: [...exportRoutes(kit), ...importRoutes(kit, runner)],
    sweep: () => sweepImports(kit, runner),
    idle: () => runner.idle(),
  };
}

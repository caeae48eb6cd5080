import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import { AppError } from '../errors/index.ts';
import { isOfStatement, type Outcome, pipeOf } from './pipe.ts';

/**
 * Reads: numeric and bigint come back as numbers. Counted values stay far below 2^53 even in fen for the nation
 * (10^13 yuan), so nothing is lost; dates stay 'YYYY-MM-DD' text, since a day has no time zone.
 */
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Row = Record<string, unknown>;

/** One open transaction, or one plain connection: the only thing a store speaks to. */
export interface Tx {
  /** Typed queries that read like SQL. A store names its tables: `tx.kysely.withTables<LedgerTables>()`. */
  readonly kysely: Kysely<unknown>;
  /** Plain SQL with parameters, prepared once per connection under `name`, for the hot paths. */
  sql<R extends Row = Row>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>;
  /**
   * A write whose answer nobody needs before COMMIT travels together with it. It must have sent its statements when it
   * is handed over. If it fails, so does the transaction, and the caller sees its error.
   */
  later(work: Promise<unknown>): void;
  /** The raw client serves COPY and backup only, when every statement before has been answered. */
  readonly client: pg.ClientBase;
}

/** Kysely over one given client: begin and commit are ours, since context must travel with BEGIN in one message. */
export function bindTx(client: pg.ClientBase, deferred: Promise<unknown>[] = []): Tx {
  const pipe = pipeOf(client);
  const run = async (text: string, values: readonly unknown[] = [], name?: string): Promise<Outcome> => {
    try {
      return await pipe.send(text, values, name);
    } catch (error) {
      throw translate(error);
    }
  };
  const connection = {
    executeQuery: async <R>(q: CompiledQuery) => {
      const result = await run(q.sql, q.parameters);
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount) };
    },
    streamQuery: () => {
      throw new Error('streaming is not offered here');
    },
  };
  const nothing = async (): Promise<void> => {};
  let kysely: Kysely<unknown> | undefined;
  return {
    client,
    later(work) {
      // Awaited with COMMIT; without this a failure before that would count as unhandled.
      work.catch(() => {});
      deferred.push(work);
    },
    get kysely() {
      kysely ??= new Kysely<unknown>({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
          createDriver: () => ({
            init: nothing,
            acquireConnection: async () => connection,
            beginTransaction: nothing,
            commitTransaction: nothing,
            rollbackTransaction: nothing,
            releaseConnection: nothing,
            destroy: nothing,
          }),
        },
      });
      return kysely;
    },
    sql: async <R extends Row>(text: string, values?: readonly unknown[], name?: string): Promise<R[]> =>
      (await run(text, values, name)).rows as R[],
  };
}

const LOST = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '08004', '53300']);
const LOST_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Turns what the database says into the few things a person can act on; everything else passes unchanged. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = (error as { code?: string }).code ?? '';
  const lost =
    LOST.has(code) ||
    LOST_SYSTEM.has(code) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect|Client has encountered/.test(
      error.message,
    );
  if (lost) return new AppError('database.lost', { retryAfter: 5, cause: error.message });
  // Two changes stood in each other's way and one was asked to step back; nothing of it was kept.
  if (code === '40P01' || code === '40001') return new AppError('database.busy', { retryAfter: 1 });
  if (code === '53100' || /No space left on device/.test(error.message))
    return new AppError('disk.full', { retryAfter: 60 });
  return error;
}

export interface Database {
  /** Runs fn in one transaction whose context (role settings) was sent together with BEGIN. */
  transaction<T>(
    context: readonly ContextSetting[],
    fn: (tx: Tx) => Promise<T>,
    mode?: 'read' | 'write',
  ): Promise<T>;
  /** One statement on its own, without context: for tables that have no row scope. */
  single<R extends Row = Row>(text: string, values: readonly unknown[], name: string): Promise<R[]>;
  /** One connection outside any transaction: migrations, VACUUM, COPY. */
  withClient<T>(fn: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface ContextSetting {
  readonly name:
    | 'app.path_from'
    | 'app.path_to'
    | 'app.posts'
    | 'app.receipt'
    | 'app.letter'
    | 'app.link'
    | 'app.referral'
    | 'app.at'
    | 'plan_cache_mode';
  readonly value: string;
}
/**
 * Context of a transaction that asks by keys alone: one plan holds for all of them, where the planner would weigh a new one
 * each time (it takes lists of two for lists of many), which costs more than the statement itself.
 */
export const BY_KEYS: ContextSetting = { name: 'plan_cache_mode', value: 'force_generic_plan' };
/** SET LOCAL takes no parameters; these are the only shapes that may stand in it (SECURITY 32, Citus rule 12). */
const CONTEXT_VALUE = /^[0-9A-Za-z/~_.:-]*$/;

/** Opens a pool. `size` connections at most; idle ones are closed after a minute so that rest is cheap. */
export function openDatabase(url: string, size: number, applicationName: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    application_name: applicationName,
  });
  // A connection that dies while idle is dropped by the pool; the next request opens another.
  pool.on('error', () => {});
  // One that dies while a transaction holds it emits as well, and nobody else listens: the whole server would end. The
  // query under way is refused anyway and the connection is thrown away when it is handed back.
  pool.on('connect', (client) => client.on('error', () => {}));

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    pool,
    async transaction(context, fn, mode = 'write') {
      const client = await connect();
      const deferred: Promise<unknown>[] = [];
      let broken: Error | undefined;
      try {
        const pipe = pipeOf(client);
        // Not awaited on purpose: the first statements travel in the same packet.
        const head = [mode === 'read' ? 'BEGIN READ ONLY' : 'BEGIN', ...context.map(setLocal)];
        const begun =
          head.length > 1 ? pipe.send(head.join('; '), []) : pipe.send(head.join(''), [], `begin-${mode}`);
        begun.catch(() => {});
        const result = await fn(bindTx(client, deferred));
        const committed = pipe.send('COMMIT', [], 'commit');
        committed.catch(() => {});
        await Promise.all([begun, ...deferred]);
        const ended = await committed;
        // A transaction in which a statement failed ends in a rollback without any error: nothing was kept then.
        if (ended.command !== 'COMMIT') throw new Error(`transaction ended with ${ended.command}`);
        return result;
      } catch (error) {
        try {
          await pipeOf(client).send('ROLLBACK', [], 'rollback');
        } catch (rollback) {
          broken = rollback instanceof Error ? rollback : new Error('rollback failed');
        }
        throw translate(await rootOf(error, deferred));
      } finally {
        client.release(broken);
      }
    },
    async single<R extends Row>(text: string, values: readonly unknown[], name: string): Promise<R[]> {
      const client = await connect();
      let broken: Error | undefined;
      try {
        return (await pipeOf(client).send(text, values, name)).rows as R[];
      } catch (error) {
        broken = isOfStatement(error) ? undefined : (error as Error);
        throw translate(error);
      } finally {
        client.release(broken);
      }
    },
    async withClient(fn) {
      const client = await connect();
      try {
        return await fn(client);
      } catch (error) {
        throw translate(error);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** 'Transaction is aborted' only says that an earlier statement failed: a deferred one then tells why. */
async function rootOf(error: unknown, deferred: readonly Promise<unknown>[]): Promise<unknown> {
  const isEcho = (e: unknown): boolean => (e as { code?: string } | null)?.code === '25P02';
  if (!isEcho(error)) return error;
  for (const outcome of await Promise.allSettled(deferred))
    if (outcome.status === 'rejected' && !isEcho(outcome.reason)) return outcome.reason;
  return error;
}

function setLocal({ name, value }: ContextSetting): string {
  if (!CONTEXT_VALUE.test(value)) throw new Error(`context value refused for ${name}`);
  return `SET LOCAL ${name} = '${value}'`;
}

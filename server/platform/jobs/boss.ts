import { PgBoss } from 'pg-boss';
import type { Database, Tx } from '../db/index.ts';
import { log } from '../log/index.ts';

/** A kind of job (后台任务): what it carries and what it does. Handlers are idempotent: a job may run twice. */
export interface JobKind<T extends object> {
  readonly queue: string;
  /** Cron in China time, for jobs that come by the clock. */
  readonly cron?: string;
  run(data: T): Promise<void>;
}

export interface Jobs {
  /** Enqueues inside the business transaction: the job exists exactly when the act does. */
  enqueue(tx: Tx, queue: string, data: object): Promise<void>;
  /** Moves a job that comes by the clock to another time (cron in China time). */
  reschedule(queue: string, cron: string): Promise<void>;
  stop(): Promise<void>;
}

/** Business transactions run as our own roles, so these may put a job beside their work; the queue itself is the owner's. */
const GRANTS = `GRANT USAGE ON SCHEMA pgboss TO halfsky_app, halfsky_worker;
  GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pgboss TO halfsky_app, halfsky_worker;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO halfsky_app, halfsky_worker`;

/** Starts pg-boss with few, slow polls, so that rest is cheap. `work` false = only enqueue (a separate worker works). */
export async function startJobs(
  owner: Database,
  url: string,
  kinds: readonly JobKind<object>[],
  work: boolean,
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    max: 2,
    application_name: 'halfsky-jobs',
    supervise: work,
    schedule: work,
    maintenanceIntervalSeconds: 3_600,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  for (const kind of kinds) {
    await boss.createQueue(kind.queue);
    if (!work) continue;
    await boss.work(kind.queue, { pollingIntervalSeconds: 5 }, async (jobs) => {
      for (const job of jobs) await kind.run(job.data as object);
    });
    if (kind.cron) await boss.schedule(kind.queue, kind.cron, {}, { tz: 'Asia/Shanghai' });
  }
  await owner.withClient((client) => client.query(GRANTS));
  return {
    async enqueue(tx, queue, data) {
      await boss.send(queue, data, {
        db: {
          executeSql: async (text: string, values?: unknown[]) => ({
            rows: await tx.sql(text, values ?? []),
          }),
        },
      });
    },
    async reschedule(queue, cron) {
      await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai' });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

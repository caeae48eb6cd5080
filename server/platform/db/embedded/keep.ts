import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded.ts';
import { isAlive } from './processes.ts';

const LOOK_EVERY_MS = 500;
/** Waits between attempts that fail, in milliseconds; the last one repeats. */
const PATIENCE = [500, 1000, 2000, 5000, 10_000];

/**
 * `startEmbedded`, and again whenever the server dies (killed, out of memory, full disk), until `stop` is called.
 * The answer's `url`, `port` and `pid` are always the present ones. The port stays the same unless somebody took
 * it while the server was down; `onMoved` then tells, since open pools know the old address only.
 */
export async function keepEmbedded(
  options: EmbeddedOptions & { readonly onMoved?: (server: EmbeddedServer) => void },
): Promise<EmbeddedServer> {
  let server = await startEmbedded(options);
  let stopping = false;
  let failures = 0;
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  const restart = async (): Promise<void> => {
    if (failures === 0) options.log(`数据库(进程号 ${server.pid})意外停止,正在重新启动。`);
    try {
      const next = await startEmbedded(options);
      const moved = next.port !== server.port;
      server = next;
      failures = 0;
      options.log(`数据库已重新启动(进程号 ${next.pid})。`);
      if (moved) options.onMoved?.(next);
    } catch (error) {
      if (failures === 0) options.log(error instanceof Error ? error.message : String(error));
      failures += 1;
    }
  };
  const look = async (): Promise<void> => {
    if (!stopping && !isAlive(server.pid)) await restart();
    if (!stopping) schedule();
  };
  const schedule = (): void => {
    const wait =
      failures === 0 ? LOOK_EVERY_MS : (PATIENCE[Math.min(failures, PATIENCE.length) - 1] ?? LOOK_EVERY_MS);
    timer = setTimeout(() => {
      underWay = look();
    }, wait);
    timer.unref(); // keeping watch is no reason for a process to stay
  };
  schedule();

  return {
    get url() {
      return server.url;
    },
    get port() {
      return server.port;
    },
    get pid() {
      return server.pid;
    },
    get adopted() {
      return server.adopted;
    },
    get clusterDir() {
      return server.clusterDir;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await underWay;
      await server.stop();
    },
  };
}

import { SHARED_SERVER, startTestServer } from './server.ts';

/** For Vitest's `globalSetup`: one server for the whole run, told to the test processes by the environment. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  process.env[SHARED_SERVER] = JSON.stringify({ url: server.url, passwords: server.passwords });
  return () => server.stop();
}

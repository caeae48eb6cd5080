import { expect, it } from 'vitest';
import { onClient, startTestServer } from '../../../tests/kit/server.ts';
import { ensureRoles } from './roles.ts';

it('lets many programs open one server in the same moment', async () => {
  const server = await startTestServer();
  try {
    const opens = Array.from({ length: 5 }, () =>
      onClient(server.url, async (client) => {
        for (let i = 0; i < 6; i += 1) await ensureRoles(client, server.passwords);
      }),
    );
    const failed = (await Promise.allSettled(opens)).filter((o) => o.status === 'rejected');
    expect(failed).toEqual([]);
  } finally {
    await server.stop();
  }
});

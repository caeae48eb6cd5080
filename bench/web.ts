import { listen } from '../server/platform/http/index.ts';
import { createWeb } from '../server/web.ts';
import { startWork } from '../server/work.ts';
import type { OpenHouse } from './world.ts';

/** The real web over a bench house, folding and sealing beside it; only the limits per person are lifted. */
export async function withWeb<T>(house: OpenHouse, fn: (url: string) => Promise<T>): Promise<T> {
  const work = await startWork(house, house.config);
  const web = await listen(await createWeb(house, house.config, { limits: 10_000 }), house.config);
  try {
    return await fn(web.url);
  } finally {
    await web.close();
    await work.stop();
  }
}

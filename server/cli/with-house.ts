import { compose, type House } from '../compose.ts';
import { systemClock } from '../platform/clock/index.ts';
import { type Config, readConfig } from '../platform/config/index.ts';

/** Opens the house for one command, beside a running server where there is one, and closes it again. */
export async function withHouse<T>(fn: (house: House, config: Config) => Promise<T>): Promise<T> {
  const config = { ...readConfig(), poolSize: 4 };
  const house = await compose(config, systemClock, { beside: true, quiet: true });
  try {
    return await fn(house, config);
  } finally {
    await house.close();
  }
}

import type { Rate } from './route.ts';

/** Tokens and refill per second: generous for a person, tight for a loop (SECURITY 33). Local to this process. */
const LIMITS: Readonly<Record<Rate, { burst: number; perSecond: number }>> = {
  read: { burst: 200, perSecond: 40 },
  write: { burst: 100, perSecond: 20 },
  // By address: behind one office's line a whole county comes in the morning. Guessing is stopped by counted failures.
  'sign-in': { burst: 40, perSecond: 1 },
  heavy: { burst: 10, perSecond: 0.5 },
};

interface Bucket {
  tokens: number;
  at: number;
}

export interface Limiter {
  /** Seconds to wait, 0 when allowed. */
  take(key: string, rate: Rate, now: number): number;
}

/** Token buckets by caller and kind of route; `scale` lifts them for benches of the owner's own machine. */
export function createLimiter(scale = 1): Limiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, rate, now) {
      const { burst, perSecond } = LIMITS[rate];
      const id = `${rate}:${key}`;
      const bucket = buckets.get(id) ?? { tokens: burst * scale, at: now };
      bucket.tokens = Math.min(burst * scale, bucket.tokens + ((now - bucket.at) / 1000) * perSecond * scale);
      bucket.at = now;
      if (buckets.size > 50_000) buckets.clear();
      buckets.set(id, bucket);
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
      }
      return Math.ceil((1 - bucket.tokens) / (perSecond * scale));
    },
  };
}

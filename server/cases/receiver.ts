import { ancestorsOn, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/**
 * Who receives what comes from a place: its county's federation, since in a village the cadre may be his aunt. A place
 * above the county keeps its own. Null for a place that does not exist.
 */
export async function receiverOf(tx: Tx, placeId: string, today: string): Promise<Unit | null> {
  const chain = await ancestorsOn(tx, placeId, today);
  return chain.find((u) => u.level === 'county' && u.kind === 'federation') ?? chain.at(-1) ?? null;
}

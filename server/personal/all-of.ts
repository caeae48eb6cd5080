import { complaintMatters } from '../cases/index.ts';
import { type FlowKit, oneThingWith } from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';

/**
 * Every matter that goes with these: what they came from and what came of them, complaints about their letters. What is
 * found, handed out and erased is the same.
 */
export async function allOf(
  kit: { readonly flows: FlowKit },
  tx: Tx,
  matterIds: readonly string[],
): Promise<string[]> {
  const one = await oneThingWith(tx, kit.flows.flows, matterIds);
  return await oneThingWith(tx, kit.flows.flows, [...one, ...(await complaintMatters(tx, one))]);
}

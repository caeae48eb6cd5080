import { type FlowBook, type Matter, tellsSource } from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { noteDue } from './store.ts';

/** Keeps in a step's own transaction that the matter's line is to be looked at; kinds that count nowhere and
 * tell nobody (回写) ask nothing. */
export async function noteStep(tx: Tx, flows: FlowBook, matter: Matter, at: Date): Promise<void> {
  const newest = await flows.flow(matter.flow);
  if (!newest.definition.projection && !(await tellsSource({ flows }, matter))) return;
  // Nobody waits for it before COMMIT.
  tx.later(noteDue(tx, { regionCode: matter.regionCode, id: newId(at), matterId: matter.id, at }));
}

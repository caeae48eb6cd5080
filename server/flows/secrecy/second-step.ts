import type { Actor } from '../../access/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { assertNotErased } from '../erase.ts';
import type { FlowKit } from '../kit.ts';
import type { Matter } from '../matter.ts';

/** Whatever shows or moves a case wants a second step of who asks (SECURITY 14), and something to show. Errors: matter.second-step, matter.erased. */
export async function assertSecondStep(kit: FlowKit, actor: Actor, matter: Matter): Promise<void> {
  assertNotErased(matter);
  const { definition } = await kit.flows.flow(matter.flow, matter.flowVersion);
  if (definition.privacy === 'case' && !actor.provedTwice) throw new AppError('matter.second-step');
}

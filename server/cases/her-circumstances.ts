import { dossierById, type FlowKit, type Matter } from '../flows/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { chainOf } from './contact/chain.ts';
import { isStrict } from './contact/rules.ts';

/**
 * What stands around a matter that came of her letter. `calm`: no violence that we know of, so that what a machine writes on
 * her page does her no harm; asked of her contact, in which the danger of her letter stands, of all that it led through and
 * of what stands beside it. `byOther`: a petition on the way was brought by somebody else, who reads that page. As the worker.
 */
export async function circumstancesOf(
  kit: { readonly vault: Vault; readonly flows: FlowKit },
  tx: Tx,
  matter: Matter,
  path: readonly string[],
): Promise<{ readonly calm: boolean; readonly byOther: boolean }> {
  const before = await Promise.all(path.slice(1).map((id) => dossierById(tx, kit.vault, id, false)));
  const all = [matter, ...before.flatMap((b) => b?.matter ?? [])];
  const beside = await tx.sql(
    `SELECT 1 FROM matter WHERE id = ANY ($1::uuid[]) AND flow = 'violence' LIMIT 1`,
    [await chainOf(tx, kit.flows.flows, matter.id)],
    'violence-beside',
  );
  return {
    calm: beside.length === 0 && !all.some(isStrict),
    byOther: all.some((m) => m.data['brought-by'] === '其他人'),
  };
}

import { unitById } from '../../org/index.ts';
import type { CaseKit } from '../kit.ts';
import { chainOf, reachesHer } from './chain.ts';
import { plansOf } from './store.ts';
import { forAgency } from './wording.ts';

/**
 * What an agency outside reads of how she may be reached (转办), as it stands in this moment: she may have changed it since.
 * Empty for a matter that is about nobody who is to be reached.
 */
export const agencyContact = (kit: CaseKit, matterId: string): Promise<readonly string[]> =>
  kit.flows.worker.transaction(
    [],
    async (tx) => {
      const [row] = await tx.sql('SELECT flow, flow_version, unit_id FROM matter WHERE id = $1', [matterId]);
      if (!row) return [];
      const { definition } = await kit.flows.flows.flow(String(row['flow']), Number(row['flow_version']));
      if (!reachesHer(definition)) return [];
      const [last] = await plansOf(tx, kit.vault, await chainOf(tx, kit.flows.flows, matterId), 1);
      const unit = await unitById(tx, String(row['unit_id']));
      return forAgency(last?.plan ?? null, unit?.name ?? '我们');
    },
    'read',
  );

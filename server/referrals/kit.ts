import type { MustReport } from '../../contracts/api-referrals.ts';
import type { FlowKit } from '../flows/index.ts';

/** What the room needs; compose.ts fills it. */
export interface ReferralKit {
  readonly flows: FlowKit;
  /** Laws under which is reported without consent: data of the institution. */
  readonly laws: readonly MustReport[];
  /** How she may be reached, in sentences for an agency, as it stands now (安全联系); empty: there is nobody to be reached. */
  readonly contactOf: (matterId: string) => Promise<readonly string[]>;
  /** True in the sample world: its papers say so. */
  readonly sample: () => boolean;
}

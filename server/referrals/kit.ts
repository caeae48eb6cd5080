import type { MustReport } from '../../contracts/api-referrals.ts';
import type { FlowKit } from '../flows/index.ts';

/** What the room needs; compose.ts fills it. */
export interface ReferralKit {
  readonly flows: FlowKit;
  /** Laws under which is reported without consent: data of the institution. */
  readonly laws: readonly MustReport[];
  /** True in the sample world: its papers say so. */
  readonly sample: () => boolean;
}

import type { FlowKit } from '../flows/index.ts';
import type { Vault } from '../platform/crypto/index.ts';

/** What the room needs; compose.ts fills it. */
export interface CaseKit {
  readonly vault: Vault;
  /** Matters carry a contact's course: who is responsible, until when. */
  readonly flows: FlowKit;
}

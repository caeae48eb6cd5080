import { createHmac } from 'node:crypto';
import type { Keys } from './keys.ts';

export {
  type CopySeal,
  type HouseCopyKey,
  houseCopyKey,
  houseCopyKeyOf,
  manifestMac,
  newCopyKey,
  type Openers,
  openCopyKey,
} from './copy-key.ts';
export { newTree } from './key-tree.ts';
export { destroyKeys, type Keys, readKeys } from './keys.ts';
export { openStream, SealBroken, sealStream } from './sealed-stream.ts';
export { createVault, type Place, type Vault } from './vault.ts';

/** A key by which equal texts are found and from which none can be read: 96 bits of HMAC-SHA-256. */
export function blindKey(keys: Keys): (text: string) => string {
  return (text) => createHmac('sha256', keys.blind).update(text).digest('base64url').slice(0, 16);
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { AppError } from '../errors/index.ts';
import { keyIn, without } from './key-tree.ts';
import type { Keys } from './keys.ts';

/** Where a sealed text stands. It goes into the seal, so that a text moved to another row or column does not open. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Whose it is (`matter/…`, `letter/…`): it is sealed with that one's own key, which can be destroyed alone. */
  readonly of?: string;
}

/** Seals fields at rest (SECURITY 23): `v1|a256gcm|key|nonce|text|tag`, each part in base64url. */
export interface Vault {
  seal(place: Place, plain: string): string;
  /** Throws when the text was changed, moved, or sealed with a key that is not here; `content.erased` where it was destroyed. */
  open(place: Place, sealed: string): string;
  /** Whether this one's key was destroyed, also when nothing here tells of it any more. */
  isDestroyed(subject: string): boolean;
  /** Forgets the keys of these subjects in this process; on the disk `destroyKeys` does. */
  forget(subjects: readonly string[]): void;
  /** A keyed print of a short secret (a recovery code): whoever has the database alone cannot try codes against it. */
  print(place: Place, secret: string): Buffer;
  /**
   * A keyed print by which a telephone, an identity number or a home is recognised in another matter, with a key of its own:
   * there are few telephones, so whoever had this key could try them all, and it must open nothing else.
   */
  trace(kind: string, text: string): Buffer;
}

const ALGORITHM = 'a256gcm';
const bound = (p: Place): Buffer => Buffer.from(`${p.table}|${p.column}|${p.row}`, 'utf8');
/** Keys of subjects that were worked out lately: a page asks for the same matter's a dozen times. */
const MOST_KNOWN = 4_096;

export function createVault(keys: Keys): Vault {
  const printKey = Buffer.from(hkdfSync('sha256', keys.blind, '', 'halfsky secret prints', 32));
  const traceKey = Buffer.from(hkdfSync('sha256', keys.blind, '', 'halfsky traces of matters', 32));
  const trees = new Map(keys.tree?.trees);
  // Kept as key objects: one is made ready once, bytes anew for every text that is opened, at five times the cost.
  const houses = new Map([...keys.field.keys].map(([id, bytes]) => [id, createSecretKey(bytes)]));
  const known = new Map<string, KeyObject>();
  const ownKey = (id: string, subject: string): KeyObject => {
    const name = `${id} ${subject}`;
    const before = known.get(name);
    if (before) return before;
    const tree = trees.get(id);
    const bytes = tree && keyIn(tree, subject);
    if (tree && !bytes) throw new AppError('content.erased');
    if (!bytes) throw new Error(`sealed with a key that is not in keys.json: ${id}`);
    const key = createSecretKey(bytes);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, key);
    return key;
  };
  const keyOf = (id: string, of: string | undefined): KeyObject => {
    // What was sealed before there were keys of their own opens with the house's.
    const key = houses.get(id) ?? (of === undefined ? undefined : ownKey(id, of));
    if (!key) throw new Error(`sealed with a key that is not in keys.json: ${id}`);
    return key;
  };
  return {
    seal(place, plain) {
      const nonce = randomBytes(12);
      const id = (place.of === undefined ? undefined : keys.tree?.now) ?? keys.field.now;
      const cipher = createCipheriv('aes-256-gcm', keyOf(id, place.of), nonce);
      cipher.setAAD(bound(place));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [nonce, text, cipher.getAuthTag()].map((b) => b.toString('base64url'));
      return ['v1', ALGORITHM, id, ...parts].join('|');
    },
    open(place, sealed) {
      const [version, algorithm, id = '', nonce = '', text = '', tag = ''] = sealed.split('|');
      if (version !== 'v1' || algorithm !== ALGORITHM) throw new Error('not a sealed text of this house');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id, place.of), Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(bound(place));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const open = Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]);
      return open.toString('utf8');
    },
    isDestroyed(subject) {
      const tree = trees.get(keys.tree?.now ?? '');
      return tree !== undefined && !tree.has('') && keyIn(tree, subject) === null;
    },
    forget(subjects) {
      for (const [id, tree] of trees) trees.set(id, without(tree, subjects));
      known.clear();
    },
    print: (place, secret) =>
      createHmac('sha256', printKey).update(bound(place)).update(`|${secret}`).digest(),
    trace: (kind, text) => createHmac('sha256', traceKey).update(`${kind}|${text}`).digest(),
  };
}

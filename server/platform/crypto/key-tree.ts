import { hash } from 'node:crypto';

/**
 * A tree of keys of which single ones can be destroyed (crypto-shredding; a puncturable pseudo-random function after
 * Goldreich, Goldwasser, Micali). Each subject, a matter or a letter, has its own key, worked out from the root by sixteen
 * steps of SHA-256, of the node above and one more sign, along sixteen hexadecimal signs of its name's digest; nothing is stored for it. To destroy one, the
 * node that leads to it is replaced by its brothers on the way down: all other keys can still be worked out, this one by
 * nobody, also not for copies of the database that were made before. Nodes are named by the signs that lead to them.
 */
export type KeyTree = ReadonlyMap<string, Buffer>;

const DEPTH = 16;
const SIGNS = [...'0123456789abcdef'];

/** The way to a subject's key: 64 bits of its digest, so that among ten million two meet with a chance of one in 370,000. */
const wayTo = (subject: string): string => hash('sha256', `halfsky subject|${subject}`).slice(0, DEPTH);
/** All inputs have the same 33 bytes, and only the last node is ever used as a key. */
const below = (node: Buffer, sign: string): Buffer =>
  hash('sha256', Buffer.concat([node, Buffer.from(sign)]), 'buffer');

/** A tree of which nothing has been destroyed, from 32 random bytes. */
export const newTree = (root: Buffer): KeyTree => new Map([['', root]]);

/** The node from which a way can still be walked, with its length; null when its key is destroyed. */
function standing(tree: KeyTree, way: string): { node: Buffer; from: number } | null {
  for (let from = 0; from <= DEPTH; from += 1) {
    const node = tree.get(way.slice(0, from));
    if (node) return { node, from };
  }
  return null;
}

/** The 32-byte key of a subject; null when it has been destroyed. Pure. */
export function keyIn(tree: KeyTree, subject: string): Buffer | null {
  const way = wayTo(subject);
  const start = standing(tree, way);
  if (!start) return null;
  return [...way.slice(start.from)].reduce(below, start.node);
}

/** The tree without the keys of these subjects; one that is destroyed already changes nothing. Pure. */
export function without(tree: KeyTree, subjects: readonly string[]): KeyTree {
  const left = new Map(tree);
  for (const way of subjects.map(wayTo)) {
    const start = standing(left, way);
    if (!start) continue;
    left.delete(way.slice(0, start.from));
    let node = start.node;
    for (let at = start.from; at < DEPTH; at += 1) {
      const own = way[at] ?? '';
      for (const sign of SIGNS) if (sign !== own) left.set(way.slice(0, at) + sign, below(node, sign));
      node = below(node, own);
    }
  }
  return left;
}

import { randomInt } from 'node:crypto';

/** Without 0 O 1 I L U: nothing is misread aloud over the telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A code for people to read and copy: groups of capital letters and digits, about 4.9 bits a sign. */
export function readableCode(groups: number, size: number): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: size }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');
}

/** As people type it: small letters, spaces, other dashes, full-width signs from an input method. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

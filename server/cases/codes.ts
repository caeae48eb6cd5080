import type { Vault } from '../platform/crypto/index.ts';

/** Without 0 O 1 I L U: nothing is misread from paper. */
const SIGNS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 12;

/**
 * The receipt code (回执码) of a form: made from the form's own random key, so that a double press shows the same code,
 * and written nowhere. Twelve of thirty signs: 58 bits.
 */
export function codeOf(vault: Vault, formKey: string): string {
  const bytes = vault.print({ table: 'letter', column: 'code', row: 'form' }, formKey);
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let code = '';
  while (code.length < LENGTH) {
    code += SIGNS[Number(rest % BigInt(SIGNS.length))];
    rest /= BigInt(SIGNS.length);
  }
  return code;
}

/** In groups of four, as it is read aloud. */
export const spaced = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** As people type it: small letters, spaces, full-width signs. Null when it can be no code. */
export function typedCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return plain.length === LENGTH && [...plain].every((c) => SIGNS.includes(c)) ? plain : null;
}

/** What stands in the database instead of the code. */
export const receiptOf = (vault: Vault, code: string): Buffer =>
  vault.print({ table: 'letter_receipt', column: 'print', row: 'code' }, code);

import { hash, verify } from '@node-rs/argon2';

/** Argon2id, 19 MiB, t=2 (ASVS 6.2; SECURITY 1). Rehashed at sign-in when these rise. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Verified when nobody has that login, so that both answers cost the same work (SECURITY 5). */
const NOBODY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZS1zYWx0LWhlcmUhIQ$8RrCq7Gg1vJbmvQvDPIb0GkX8gDqQnAIiRm4o7M2h7A';

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), OPTIONS);
}

/** True when right; does the same work for an unknown login (`stored` undefined). */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  try {
    const right = await verify(stored ?? NOBODY_HASH, password.normalize('NFC'));
    return right && stored !== undefined;
  } catch {
    return false;
  }
}

export const needsRehash = (stored: string): boolean =>
  !stored.includes(`m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}`);

/** Words that an attacker tries first here; longer is better than stranger (SECURITY 2). */
const COMMON = [
  'password',
  '12345678',
  '123456789',
  '1234567890',
  'qwertyui',
  '11111111',
  '88888888',
  '00000000',
  'abcd1234',
  'woaini',
  'a1b2c3d4',
];
const CONTEXT = ['妇联', 'fulian', 'funv', 'halfsky', 'banbiantian', '半边天', '12338'];

/** Why a password is refused, as a sentence; null when it is fine. `own` are her login, name, unit, phone. */
export function passwordProblem(password: string, own: readonly string[]): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...password].length < 8) return '密码至少 8 位。几个不相干的词连起来,又长又好记。';
  if ([...password].length > 128) return '密码最多 128 位。';
  if (/^(.)\1+$/u.test(plain) || COMMON.some((c) => plain.includes(c)))
    return '这个密码太常见,容易被猜到,请换一个。';
  const words = [...CONTEXT, ...own.map((o) => o.toLowerCase())].filter((w) => w.length >= 2);
  // What is left when these words are taken out, however often they stand there, is what has to be guessed.
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), plain);
  return rest !== plain && [...rest].length < 6 ? '密码里不要用账号、姓名、单位或“妇联”这类词。' : null;
}

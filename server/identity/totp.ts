import { Secret, TOTP } from 'otpauth';

/** Codes of an authenticator (验证器), RFC 6238: six digits, thirty seconds, SHA-1, which every such app can do. */
const PERIOD_SECONDS = 30;
const ISSUER = '半边天';

export const newSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, login = ''): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** The text that an authenticator reads from the square. */
export const enrolmentUri = (secret: string, login: string): string => totpOf(secret, login).toString();

/** The secret in groups of four, to be typed where no camera is at hand. */
export const secretGroups = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

export const codeAt = (secret: string, at: Date): string =>
  totpOf(secret).generate({ timestamp: at.getTime() });

/** Seconds for which the code of this moment goes on. */
export const secondsLeft = (at: Date): number =>
  PERIOD_SECONDS - Math.floor((at.getTime() / 1000) % PERIOD_SECONDS);

/**
 * The time step that a code belongs to: of this moment, the one before or the one after, since clocks differ. Null when it
 * is none of them. Whether the step was used before is the store's to say.
 */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

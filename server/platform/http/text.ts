/** NUL and halves of surrogate pairs are no text: PostgreSQL stores neither, so they are refused at the door. */
export const isNoText = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Signs that show nothing: formatting (zero-width space, turned direction), fillers, blanks of every width. */
const NOTHING = /^[\s\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** Signs that turn the direction of whatever follows: one in a name reverses the house's own words beside it. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text as people see it: without signs that turn other text round, and empty where nobody would see anything. A reason
 * of two zero-width spaces is no reason, wherever one is asked. Anything else is left as it was typed.
 */
export const seenText = (text: string): string => (NOTHING.test(text) ? '' : text.replace(TURNING, ''));

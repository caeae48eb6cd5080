/** NUL and halves of surrogate pairs are no text: PostgreSQL stores neither, so they are refused at the door. */
export const isNoText = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Signs that show nothing: formatting (zero-width space, turned direction), fillers, blanks of every width. */
const NOTHING = /^[\s\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/**
 * A text of which nobody would see anything is empty: a reason of two zero-width spaces is no reason, wherever one is
 * asked. Any other text is left as it was typed.
 */
export const seenText = (text: string): string => (NOTHING.test(text) ? '' : text);

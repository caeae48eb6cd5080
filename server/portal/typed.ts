/** What the form carries from step to step: as typed, nothing lost when a step is not right yet. */
export type Typed = Readonly<Record<string, string>>;
/** What is missing or wrong, by field. */
export type Problems = ReadonlyMap<string, string>;

/** A telephone number as people write it, or null. */
export function phoneOf(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s()-]/g, '');
  return /^\+?\d{7,15}$/.test(plain) ? plain : null;
}

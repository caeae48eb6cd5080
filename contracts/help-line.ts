/** A telephone number that a woman in need can call (求助电话). */
export interface HelpLine {
  readonly number: string;
  readonly name: string;
  /** When to call it, said to her. */
  readonly when: string;
  /** When it is answered, in words. */
  readonly hours: string;
}

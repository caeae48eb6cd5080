/** Who changes the tree, and when: time is an argument, never read inside. */
export interface By {
  readonly accountId: string | null;
  readonly at: Date;
  /** The day of `at` in China. */
  readonly today: string;
}

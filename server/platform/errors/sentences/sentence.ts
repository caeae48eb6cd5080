/** What a person is told of one code, and the HTTP status that goes with it. */
export interface Sentence {
  readonly status: number;
  readonly text: (d: Readonly<Record<string, unknown>>) => string;
}
export type Sentences = Readonly<Record<string, Sentence>>;

/** A sentence whose `{names}` are filled in from the details of the error. */
export const say =
  (text: string) =>
  (d: Readonly<Record<string, unknown>>): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(d[name] ?? ''));

interface Named {
  /** Key and Chinese name; either may be what was meant. */
  readonly words: readonly string[];
}

/** What comes near to a word that is not there: parts of each other first, then few letters away. At most `limit`. */
export function nearest<T extends Named>(asked: string, all: readonly T[], limit: number): T[] {
  const text = asked.toLowerCase();
  const rank = (one: T): number =>
    Math.min(
      ...one.words.map((w) => {
        const word = w.toLowerCase();
        if (text !== '' && (word.includes(text) || text.includes(word))) return 0;
        const steps = distance(text, word);
        return steps <= Math.max(2, Math.floor(word.length / 3)) ? steps : Number.POSITIVE_INFINITY;
      }),
    );
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter((r) => Number.isFinite(r.at))
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map((r) => r.one);
}

/** Letters to insert, drop or change to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

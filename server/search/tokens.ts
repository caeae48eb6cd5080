/**
 * Words of a text for the index: Chinese in overlapping pairs (two-character words have no trigram),
 * Latin words and numbers whole and in lower case. Each once; at most `most`.
 */
export function tokensOf(text: string, most = 40): string[] {
  const tokens = new Set<string>();
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\u3400-\u9fff]+|[a-z0-9]+/g) ?? []) {
    const chars = [...run];
    if (/^[a-z0-9]/.test(run) || chars.length === 1) tokens.add(run.slice(0, 30));
    else for (let i = 0; i + 1 < chars.length; i += 1) tokens.add(`${chars[i]}${chars[i + 1]}`);
    if (tokens.size >= most) break;
  }
  return [...tokens].slice(0, most);
}

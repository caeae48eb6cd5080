const END = new Set([...'。!?\n'].map((sign) => sign.charCodeAt(0)));

/** The sentences of a view, up to 。！？ or a break. */
export function* sentencesOf(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!END.has(text.charCodeAt(at))) continue;
    yield { start, end: at + 1 };
    start = at + 1;
  }
  if (start < text.length) yield { start, end: text.length };
}

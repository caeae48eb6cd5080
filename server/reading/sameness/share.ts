/** A place in a text, in code points, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The part (0..1) of a text's characters, without white space, that lie in the places (ascending by start). One pass. */
export function shareOf(text: string, places: readonly Place[]): number {
  let all = 0;
  let inside = 0;
  let next = 0;
  let until = 0;
  for (let unit = 0, point = 0; unit < text.length; unit += 1, point += 1) {
    for (let p = places[next]; p && p.start <= point; p = places[next]) {
      until = Math.max(until, p.end);
      next += 1;
    }
    const code = text.charCodeAt(unit);
    if (code >= 0xd800 && code < 0xdc00 && (text.codePointAt(unit) ?? 0) > 0xffff) unit += 1;
    else if (isWhite(code)) continue;
    all += 1;
    if (point < until) inside += 1;
  }
  return all === 0 ? 0 : inside / all;
}

const isWhite = (code: number): boolean =>
  code <= 0x20 ||
  code === 0x85 ||
  code === 0xa0 ||
  code === 0x3000 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0xfeff;

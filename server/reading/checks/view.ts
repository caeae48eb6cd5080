/** A text addressed by code points, as figures are (a text without rare characters costs nothing extra). */
export type View = {
  text: string;
  length: number;
  slice(start: number, end: number): string;
  /** Code point of a UTF-16 position, for what a regular expression found in `text`. */
  pointOf(unit: number): number;
  /** UTF-16 position of a code point. */
  unitOf(point: number): number;
};

const SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/;

export function viewOf(text: string): View {
  if (!SURROGATE.test(text)) {
    return {
      text,
      length: text.length,
      slice: (start, end) => text.slice(start, end),
      pointOf: (unit) => unit,
      unitOf: (point) => point,
    };
  }
  const units: number[] = [];
  const points = new Uint32Array(text.length + 1);
  let at = 0;
  for (const char of text) {
    for (let k = 0; k < char.length; k++) points[at + k] = units.length;
    units.push(at);
    at += char.length;
  }
  points[at] = units.length;
  units.push(at);
  const unitOf = (point: number) => units[Math.max(0, Math.min(point, units.length - 1))] ?? at;
  return {
    text,
    length: units.length - 1,
    slice: (start, end) => text.slice(unitOf(start), unitOf(end)),
    pointOf: (unit) => points[Math.max(0, Math.min(unit, at))] ?? units.length - 1,
    unitOf,
  };
}

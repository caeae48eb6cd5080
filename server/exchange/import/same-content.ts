/** Equal as JSON, whatever the order of keys; a field that is null or missing says the same: nothing. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || a === undefined) return b === null || b === undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => sameContent(x, b[i]))
    );
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return (
    Object.keys(left).every((key) => sameContent(left[key], right[key])) &&
    Object.keys(right).every(
      (key) => Object.hasOwn(left, key) || right[key] === null || right[key] === undefined,
    )
  );
}

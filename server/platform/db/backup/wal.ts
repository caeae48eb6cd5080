/** Names of PostgreSQL's write-ahead-log files: timeline, high part, low part, eight hex digits each. */
const SEGMENT = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;

/** Position of a segment in its timeline's sequence; null for other files. */
function numberOf(name: string, segmentBytes: number): bigint | null {
  const parts = SEGMENT.exec(name);
  if (!parts) return null;
  const perHigh = 0x1_0000_0000n / BigInt(segmentBytes);
  return BigInt(`0x${parts[2]}`) * perHigh + BigInt(`0x${parts[3]}`);
}

/** All segment names from first to last of one timeline, in order. Empty when last comes before first. */
export function segmentsBetween(first: string, last: string, segmentBytes: number): string[] {
  const from = numberOf(first, segmentBytes);
  const to = numberOf(last, segmentBytes);
  if (from === null || to === null) return [];
  const perHigh = 0x1_0000_0000n / BigInt(segmentBytes);
  const hex = (n: bigint): string => n.toString(16).toUpperCase().padStart(8, '0');
  const names: string[] = [];
  for (let n = from; n <= to; n += 1n)
    names.push(`${first.slice(0, 8)}${hex(n / perHigh)}${hex(n % perHigh)}`);
  return names;
}

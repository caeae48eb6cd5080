/** Moves the point of a written decimal to the right, digit by digit, so that 72.63万 is 726300 and not 726299.99…. */
export function shifted(written: string, places: number): number {
  const [whole = '', part = ''] = written.split('.');
  const moved = part.padEnd(places, '0');
  return Number(`${whole}${moved.slice(0, places)}.${moved.slice(places)}0`);
}

/** Parts per hundred, two decimals as people write them: 2 of 3 → 66.67. */
export function percentOf(part: number, whole: number): number {
  return Math.round((part / whole) * 10000) / 100;
}

/**
 * A share as it may be written with so many digits (结案率、办结率): below the whole it is never written as the whole. One
 * case in two thousand is open: 99.95 %, with one digit 99.9 % and not 100 (R-16 Bad: 100 % while open cases exist).
 */
export function shareWithin(value: number, unitWord: string, digits: number): number {
  const all = unitWord === '%' ? 100 : unitWord === '‰' ? 1000 : null;
  if (all === null || value >= all || Number(value.toFixed(digits)) < all) return value;
  return all - 10 ** -digits;
}

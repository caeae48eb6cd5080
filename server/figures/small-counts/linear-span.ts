/**
 * What follows from the told numbers by adding and subtracting them in any way (the row space of their equations over the
 * single lines' places), by elimination in exact arithmetic modulo a large prime: another way than that of the program.
 */
const P = 2_147_483_629n;
export function openSpan(): {
  add: (row: ReadonlyMap<number, bigint>) => void;
  holds: (row: ReadonlyMap<number, bigint>) => boolean;
} {
  const basis = new Map<number, Map<number, bigint>>();
  const inverse = (a: bigint): bigint => {
    let [r, e, b] = [1n, P - 2n, a];
    for (; e > 0n; e >>= 1n) {
      if (e & 1n) r = (r * b) % P;
      b = (b * b) % P;
    }
    return r;
  };
  const reduce = (row: ReadonlyMap<number, bigint>): Map<number, bigint> => {
    const rest = new Map(row);
    for (;;) {
      const lead = [...rest.keys()].filter((k) => basis.has(k))[0];
      if (lead === undefined) return rest;
      const by = basis.get(lead) ?? new Map<number, bigint>();
      const f = rest.get(lead) ?? 0n;
      for (const [k, v] of by) {
        const n = ((rest.get(k) ?? 0n) - f * v) % P;
        const m = n < 0n ? n + P : n;
        if (m === 0n) rest.delete(k);
        else rest.set(k, m);
      }
    }
  };
  return {
    add(row) {
      const rest = reduce(row);
      const [lead] = rest.keys();
      if (lead === undefined) return;
      const f = inverse(rest.get(lead) ?? 1n);
      const made = new Map([...rest].map(([k, v]) => [k, (v * f) % P] as const));
      for (const [k, old] of basis) {
        const c = old.get(lead);
        if (c === undefined) continue;
        const next = new Map(old);
        for (const [x, v] of made) {
          const n = ((((next.get(x) ?? 0n) - c * v) % P) + P) % P;
          if (n === 0n) next.delete(x);
          else next.set(x, n);
        }
        basis.set(k, next);
      }
      basis.set(lead, made);
    },
    holds: (row) => reduce(row).size === 0,
  };
}

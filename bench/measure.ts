/** One measured figure beside its target. `met` is null where nothing is promised. */
export interface Finding {
  readonly row: string;
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | 'ms' | 's' | 'MB' | '/s' | '条' | '%';
  readonly target?: { readonly most?: number; readonly least?: number };
  readonly note?: string;
}

/** The p-th quantile (0..1) of numbers, nearest rank; NaN for none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Floor and candidate in alternating rounds, since other work shares the machine: the medians of both and of the
 * rounds' own ratios (candidate ÷ floor).
 */
export async function alternate(
  rounds: number,
  floor: () => Promise<number>,
  candidate: () => Promise<number>,
): Promise<{ floor: number; candidate: number; ratio: number }> {
  const floors: number[] = [];
  const candidates: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    floors.push(await floor());
    candidates.push(await candidate());
  }
  const ratios = candidates.map((c, i) => c / (floors[i] ?? Number.NaN));
  return { floor: median(floors), candidate: median(candidates), ratio: median(ratios) };
}

/** Whether a finding keeps its promise; null where none is made. */
export function isMet({ value, target }: Finding): boolean | null {
  if (!target) return null;
  return (
    value <= (target.most ?? Number.POSITIVE_INFINITY) && value >= (target.least ?? Number.NEGATIVE_INFINITY)
  );
}

/** Three significant digits, without trailing dust. */
export const short = (n: number): string =>
  Math.abs(n) >= 100 ? String(Math.round(n)) : String(Number(n.toPrecision(3)));

/** One line of the table that a person reads. */
export function printed(f: Finding): string {
  const { most, least } = f.target ?? {};
  const promise = most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : '';
  const met = isMet(f);
  const mark = met === null ? '  ' : met ? '达到' : '没达到';
  return `${f.row} · ${f.what}: ${short(f.value)} ${f.unit}  ${promise ? `(${promise}) ${mark}` : ''}${f.note ? `  ${f.note}` : ''}`;
}

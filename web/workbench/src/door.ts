/** The address of a figure's drawer: which figure, of whom, for when, of what, on which level. */
export interface Door {
  readonly measure: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** 'kind=双学双比;level=市级|省级' */
  readonly where?: string | undefined;
  /** Whose lines are shown first; default total. */
  readonly scope?: Scope | undefined;
  readonly tree?: Tree | undefined;
}
export type Scope = 'own' | 'below' | 'total';
export type Tree = 'as-it-was' | 'like-for-like';

/** `where` stands last, since only it may hold any sign. */
export const doorText = (d: Door): string =>
  [d.measure, d.unit, d.from, d.to, d.scope ?? '', d.tree ?? '', d.where ?? ''].join('!');

/** Reads what doorText wrote; a damaged text is no door. */
export function readDoor(text: string | null): Door | null {
  const [measure, unit, from, to, scope, tree, ...rest] = (text ?? '').split('!');
  const where = rest.join('!');
  if (!measure || !unit || !from || !to) return null;
  return {
    measure,
    unit,
    from,
    to,
    ...(scope === 'own' || scope === 'below' ? { scope } : {}),
    ...(tree === 'like-for-like' ? { tree } : {}),
    ...(where ? { where } : {}),
  };
}

/** {kind: ['a','b'], level: 'x'} → 'kind=a|b;level=x', as the wire has it. */
export const whereText = (where: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(where)
    .map(([key, v]) => `${key}=${typeof v === 'string' ? v : v.join('|')}`)
    .join(';');

export function readWhere(text: string | null): Record<string, string> {
  const pairs = (text ?? '').split(';').filter((p) => p.includes('='));
  return Object.fromEntries(pairs.map((p) => [p.slice(0, p.indexOf('=')), p.slice(p.indexOf('=') + 1)]));
}

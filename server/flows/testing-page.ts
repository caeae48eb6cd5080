import type { Coverage } from './testing-drive.ts';

/** Action → how often it was there, how often not. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, readonly [yes: number, no: number]>>;

/** The matrix as a page that a person reads: relation × state with what she may, and who was met in each relation. */
export function matrixPage(cells: Cells, coverage: Coverage): string {
  const rows = [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, actions]) => {
      const [relation = '', state = ''] = key.split('|');
      const named = (test: (yes: number, no: number) => boolean): string =>
        [...actions]
          .filter(([, [yes, no]]) => test(yes, no))
          .map(([action]) => action)
          .sort()
          .join(' ') || '·';
      return `| ${relation} | ${state} | ${named((yes, no) => yes > 0 && no === 0)} | ${named((yes, no) => yes > 0 && no > 0)} |`;
    });
  const met = new Map<string, Set<string>>();
  for (const key of coverage.met.keys()) {
    const [relation = '', role = '', level = '', kind = ''] = key.split('/');
    met.set(
      relation,
      (met.get(relation) ?? new Set()).add(`${role}@${level}${kind === 'department' ? '·部室' : ''}`),
    );
  }
  const who = [...met]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([r, set]) => `| ${r} | ${set.size} | ${[...set].sort().join(' ')} |`);
  return [
    '# Who may do what with a matter (事项的权限矩阵)',
    '',
    'Made by `reach.test.ts` from answers of the house over a random tree; read in review. 总是: whenever she stood there; 看情况: where the',
    'definition asks more (role, level, whose matter it is, who has handed it on).',
    '',
    '| 和这件事的关系 | 状态 | 总是 | 看情况 |',
    '|---|---|---|---|',
    ...rows,
    '',
    '| 关系 | 种 | 出现过的角色和级别 |',
    '|---|---|---|',
    ...who,
    '',
  ].join('\n');
}

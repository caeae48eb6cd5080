import type { Grade } from '../../../../contracts/setting.ts';

/** How surely a value is known, in the words of the office. */
export const gradeWords = (grade: Grade | null): string =>
  grade === null ? '本系统录入' : { V: '核对过原文', S: '见于转述', M: '待确认' }[grade];

/** '447 MB', '1.2 GB'. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  if (bytes < 1_000_000_000) return `${Math.round(bytes / 1_000_000)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

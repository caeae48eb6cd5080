import type { ReportBlock, ReportView } from '../../../../contracts/api.ts';

/** How a part of the report stands: a figure is missing, a check fails, or all is well. */
export type Standing = 'missing' | 'failed' | 'fine';

export function standingOf(blocks: readonly ReportBlock[], view: ReportView): Standing {
  const keys = new Set(blocks.map((b) => b.key));
  if (view.missing.some((m) => keys.has(m.sentence))) return 'missing';
  return view.failed.some((f) => keys.has(f.sentence)) ? 'failed' : 'fine';
}

export const blockId = (key: string): string => `block-${key}`;
export const partId = (at: number): string => `part-${at}`;

/** Brings a sentence into sight and lets it glow for a moment: motion only to show where something is. */
export function showBlock(id: string): void {
  const block = document.getElementById(id);
  if (!block) return;
  block.scrollIntoView({ block: 'center' });
  block.classList.add('shown');
  setTimeout(() => block.classList.remove('shown'), 1500);
}

import { HighlightColor, TextRun } from 'docx';
import type { Run } from './model.ts';
import { safeText } from './text.ts';

/** The runs of one paragraph, without newlines, as Word runs. A figure that is missing is shown on yellow. */
export function textRuns(runs: Run[]): TextRun[] {
  return runs
    .filter((run) => run.text !== '')
    .map(
      (run) =>
        new TextRun({
          text: run.text,
          ...(run.bold === true ? { bold: true } : {}),
          ...(run.mark === 'missing' ? { highlight: HighlightColor.YELLOW } : {}),
        }),
    );
}

/** Splits runs at newlines: pasted text with line ends becomes paragraphs, each with its own indent. Empty ones are dropped. */
export function splitAtNewlines(runs: Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  for (const run of runs) {
    safeText(run.text)
      .split('\n')
      .forEach((text, index) => {
        if (index > 0) paragraphs.push([]);
        if (text !== '') paragraphs.at(-1)?.push({ ...run, text });
      });
  }
  return paragraphs.filter((paragraph) => paragraph.some((run) => run.text.trim() !== ''));
}

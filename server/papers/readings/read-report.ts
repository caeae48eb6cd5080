import { createHash } from 'node:crypto';
import type { ReportView } from '../../../contracts/api.ts';
import { checkFigures, readFigures } from '../../reading/index.ts';
import { textOfReport } from './report-text.ts';

type Read = Pick<ReportView, 'title' | 'parts' | 'failed'>;

/**
 * Reads a report before it can be final: what cannot be (break) stands among the checks that must be explained. A sentence
 * whose own check fails already is not blamed twice. Pure; a report of the house is a few thousand characters.
 */
export function breaksOf(
  report: Read,
  explanations: Readonly<Record<string, string>>,
): ReportView['failed'][number][] {
  const { text, blocks } = textOfReport(report);
  const said = new Set(report.failed.map((f) => f.sentence));
  return checkFigures(text, readFigures(text))
    .filter((check) => check.holds === false && check.grade === 'break')
    .flatMap((check) => {
      const inside = blocks.filter((b) => b.start < check.end && b.end > check.start);
      const block = inside.at(-1);
      // What stands in headings or a template's own table is nobody's sentence to explain.
      if (!block || inside.some((b) => said.has(b.key))) return [];
      const mark = createHash('sha256').update(`${check.type}/${check.quote}`).digest('hex').slice(0, 12);
      const key = `reading-${mark}`;
      return [
        {
          key,
          sentence: block.key,
          message: check.message,
          gap: check.gap,
          explanation: explanations[key] ?? null,
        },
      ];
    });
}

import { type PreparedText, prepare } from '../../reading/sameness/index.ts';
import type { Likeness } from './likenesses.ts';
import type { ReadDocument, UnreadDocument } from './report.ts';

const GRADES = [
  ['break', '不可能'],
  ['slip', '差一点'],
  ['ask', '请看一看'],
] as const;
/** Told of one likeness; the JSON has all. */
const STRETCHES_TOLD = 5;
const CHANGES_TOLD = 6;
const QUOTE = 60;

/** What a person reads: the findings in the order of gravity, each with its line and words; then what stands elsewhere, too. */
export function wordsOf(doc: ReadDocument | UnreadDocument): string {
  if ('error' in doc) return `${doc.file}\n  读不出来  ${doc.error.message}`;
  const { points } = prepare(doc.text);
  const lineOf = lineFinder(doc.text);
  const where = (start: number): string => `第 ${lineOf(start)} 行`;
  const out: string[] = [];
  const wrong = doc.checks.filter((c) => c.holds === false);
  const right = doc.checks.filter((c) => c.holds === true).length;
  out.push(
    doc.file,
    `  ${doc.chars} 字,${doc.figures.length} 个数字;勾稽 ${doc.checks.length} 处:对得上 ${right},对不上 ${wrong.length},说不准 ${doc.checks.length - right - wrong.length}`,
  );
  for (const [grade, name] of GRADES)
    for (const check of wrong.filter((c) => (c.grade ?? 'ask') === grade))
      out.push(`  ${name}  ${where(check.start)}:${check.message}`, `      「${quoted(check.quote)}」`);
  for (const finding of doc.ledgers ?? []) {
    const figure = doc.figures[finding.figure];
    if (!figure || finding.verdict === 'same' || finding.verdict === 'fits') continue;
    const counted = finding.counted === null ? '没有记录' : `${finding.counted} ${finding.unitWord}`;
    out.push(
      `  与台账不同  ${where(figure.start)}:文中「${figure.raw}${figure.unit}」,台账(${finding.label},${finding.from} 至 ${finding.to}):${counted}`,
    );
  }
  for (const likeness of doc.sameness) out.push(...likenessWords(doc, likeness, points, where));
  // Two lines so far: nothing was found.
  if (out.length === 2) out.push('  没有发现对不上或雷同的地方。');
  return out.join('\n');
}

function likenessWords(
  doc: ReadDocument,
  { with: other, share, stretches, copies }: Likeness,
  points: PreparedText['points'],
  where: (start: number) => string,
): string[] {
  const out: string[] = [];
  const percent = `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
  if (copies) {
    for (const group of copies)
      out.push(
        `  一文多用  ${group.map((c) => `「${c.title}」(${where(c.start)}起)`).join('、')} 是同一篇文字,共出现 ${group.length} 次`,
      );
    out.push(`  自身重复  全文 ${percent} 的字在文中不止出现一次`);
    if (copies.length > 0) return out;
  } else out.push(`  雷同  全文 ${percent} 的字也在「${other}」里(${stretches.length} 处)`);
  const longest = stretches
    .filter((s) => !copies || s.otherStart < s.start)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, STRETCHES_TOLD);
  for (const s of longest) {
    const changes = s.changed.slice(0, CHANGES_TOLD).map((c) => `${c.there || '(无)'}→${c.here || '(无)'}`);
    const more = s.changed.length > CHANGES_TOLD ? ` 等 ${s.changed.length} 处` : '';
    out.push(
      `      ${where(s.start)},${s.end - s.start} 字:「${quoted(points.slice(s.start, s.end))}」${changes.length > 0 ? `;改动:${changes.join('、')}${more}` : ''}`,
    );
  }
  if (doc.sameness.length > 0 && stretches.length > longest.length && !copies)
    out.push(`      其余 ${stretches.length - longest.length} 处见 --json`);
  return out;
}

function quoted(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const points = [...flat];
  return points.length <= QUOTE ? flat : `${points.slice(0, QUOTE).join('')}…`;
}

/** Line numbers from 1 by code points. */
function lineFinder(text: string): (start: number) => number {
  const breaks: number[] = [];
  let point = 0;
  for (const char of text) {
    if (char === '\n') breaks.push(point);
    point += 1;
  }
  return (start) => {
    let from = 0;
    let to = breaks.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((breaks[middle] ?? 0) < start) from = middle + 1;
      else to = middle;
    }
    return from + 1;
  };
}

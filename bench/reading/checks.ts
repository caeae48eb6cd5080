import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../server/reading/index.ts';

/** A labelled relation (checks.jsonl): what the text claims, its figures, whether it holds. Places in code points. */
export type CheckLabel = {
  doc: string;
  quote: string;
  start: number;
  type: string;
  relation: string;
  figures: { label: string; value: number | [number, number] }[];
  holds: boolean | 'cannot-tell';
  grade?: string | null;
};

export function checkLabelsIn(dir: string): CheckLabel[] {
  const path = join(dir, 'checks.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CheckLabel);
}

export type CheckRow = {
  doc: string;
  chars: number;
  /** Labels by what they say, and how many of them were found and called the same. */
  labelled: Record<'true' | 'false' | 'cannot-tell', number>;
  called: Record<'true' | 'false' | 'cannot-tell', number>;
  breaks: number;
  wrongBreaks: number;
  checks: number;
  /** By the label's type and holds, and wrong breaks by the check's type. */
  byType: Record<string, { labelled: number; called: number; wrongBreaks: number }>;
  remarks: string[];
};

/** One row a document: a check matches a label whose place it overlaps and with which it shares all values, or two. */
export function scoreChecks(
  docs: string[],
  labels: CheckLabel[],
  textOf: (doc: string) => string,
  check: (text: string) => Check[],
): CheckRow[] {
  return docs.map((doc) => {
    const text = textOf(doc);
    const mine = labels.filter((label) => label.doc === doc);
    return scoreDocument(doc, text, mine, check(text));
  });
}

function scoreDocument(doc: string, text: string, labels: CheckLabel[], checks: Check[]): CheckRow {
  const row: CheckRow = {
    doc,
    chars: [...text].length,
    labelled: { true: 0, false: 0, 'cannot-tell': 0 },
    called: { true: 0, false: 0, 'cannot-tell': 0 },
    breaks: 0,
    wrongBreaks: 0,
    checks: checks.length,
    byType: {},
    remarks: [],
  };
  const tally = (type: string) => {
    row.byType[type] ??= { labelled: 0, called: 0, wrongBreaks: 0 };
    return row.byType[type];
  };
  for (const label of labels) {
    const key = String(label.holds) as keyof CheckRow['labelled'];
    row.labelled[key] += 1;
    tally(`${label.type}:${key}`).labelled += 1;
    const found = checks.filter((one) => matches(one, label));
    if (found.some((one) => one.holds === label.holds)) {
      row.called[key] += 1;
      tally(`${label.type}:${key}`).called += 1;
    } else {
      const got = found.map(
        (one) => `${one.type} ${one.holds}${one.grade ? `/${one.grade}` : ''}: ${one.message}`,
      );
      row.remarks.push(
        `${label.type} ${key} not told: ${label.relation} | ${flat(label.quote)}${got.length > 0 ? ` | got ${got.join(' & ')}` : ''}`,
      );
    }
  }
  for (const one of checks.filter(({ grade }) => grade === 'break')) {
    row.breaks += 1;
    if (labels.some((label) => label.holds === false && matches(one, label))) continue;
    row.wrongBreaks += 1;
    tally(one.type).wrongBreaks += 1;
    row.remarks.push(`break not labelled: ${one.type} ${one.message} | ${flat(one.quote)}`);
  }
  for (const one of checks.filter(({ holds, grade }) => holds === false && grade !== 'break')) {
    if (labels.some((label) => label.holds === false && matches(one, label))) continue;
    row.remarks.push(`${one.grade} not labelled: ${one.type} ${one.message} | ${flat(one.quote)}`);
  }
  return row;
}

const flat = (words: string) => words.replace(/\n/g, '⏎');

function matches(check: Check, label: CheckLabel): boolean {
  const end = label.start + [...label.quote].length;
  if (check.start >= end || check.end <= label.start) return false;
  const left = label.figures.map(({ value }) => String(value));
  let shared = 0;
  for (const { value } of check.figures) {
    const at = left.findIndex((one) => one === String(value) || Math.abs(Number(one) - Number(value)) < 0.01);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return shared >= 2 || (shared === label.figures.length && shared === check.figures.length);
}

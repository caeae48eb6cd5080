import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../../server/reading/index.ts';

/** Labels of report figures as JSON lines: figures.jsonl, sections.jsonl, negatives.jsonl (places in code points). */
export type Label = {
  doc: string;
  raw: string;
  rawStart: number;
  value: number | [number, number];
  unit: string | null;
  qualifier: string | null;
  kind: string;
  role?: string;
  status?: string;
  optional?: boolean;
  unitWritten?: boolean;
};
type Section = { doc: string; start: number; end: number; complete: boolean };
type Negative = { doc: string; rawStart: number[]; raw: string[]; category: string };
type Labels = { figures: Label[]; sections: Section[]; negatives: Negative[] };

const lines = <T>(path: string): T[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as T)
    : [];

export const labelsIn = (dir: string): Labels => ({
  figures: lines<Label>(join(dir, 'figures.jsonl')),
  sections: lines<Section>(join(dir, 'sections.jsonl')).filter((s) => s.complete),
  negatives: lines<Negative>(join(dir, 'negatives.jsonl')),
});

export type Row = {
  doc: string;
  labelled: number;
  found: number;
  finds: number;
  right: number;
  value: number;
  unit: number;
  qualifier: number;
  kind: number;
  role: number;
  status: number;
  remarks: string[];
};

const close = (a: number, b: number) =>
  Math.abs(Math.abs(a) - Math.abs(b)) <= Math.max(0.01, Math.abs(b) * 1e-9);

/** Values agree to a hundredth (2/3 is 66.67); a falling rate may be written with or without its minus. */
export function sameValue(found: Figure['value'], label: Label['value']): boolean {
  if (Array.isArray(found) !== Array.isArray(label)) return false;
  const [a, b] = [[found].flat(), [label].flat()];
  return a.every((v, i) => close(v, b[i] ?? Number.NaN));
}

const sameUnit = (found: string, label: Label) =>
  found === (label.unit ?? '') || (label.unitWritten === false && found === '');

/** One row a document: a find matches the label whose number it overlaps; precision only inside complete sections. */
export function scoreFigures(
  labels: Labels,
  textOf: (doc: string) => string,
  read: (text: string) => Figure[],
): Row[] {
  const docs = [...new Set([...labels.figures, ...labels.sections].map((l) => l.doc))];
  return docs.map((doc) => scoreDocument(doc, labels, textOf(doc), read));
}

function scoreDocument(doc: string, labels: Labels, text: string, read: (text: string) => Figure[]): Row {
  const points = [...text];
  const near = (from: number, to: number) =>
    points
      .slice(Math.max(0, from - 14), to + 10)
      .join('')
      .replace(/\n/g, '⏎');
  const row: Row = {
    doc,
    labelled: 0,
    found: 0,
    finds: 0,
    right: 0,
    value: 0,
    unit: 0,
    qualifier: 0,
    kind: 0,
    role: 0,
    status: 0,
    remarks: [],
  };
  const finds = read(text);
  const mine = labels.figures.filter((l) => l.doc === doc);
  const taken = new Set<Figure>();
  for (const label of mine) {
    const end = label.rawStart + [...label.raw].length;
    const find = finds.find((f) => f.start < end && label.rawStart < f.end);
    if (find !== undefined) taken.add(find);
    if (label.optional === true) continue;
    row.labelled += 1;
    if (find === undefined) {
      row.remarks.push(`missed ${near(label.rawStart, end)}`);
      continue;
    }
    row.found += 1;
    const same = {
      value: sameValue(find.value, label.value),
      unit: sameUnit(find.unit, label),
      qualifier: find.qualifier === label.qualifier,
      kind: find.kind === label.kind,
      role: find.role === (label.role ?? find.role),
      status: find.status === (label.status ?? find.status),
    };
    for (const [key, ok] of Object.entries(same) as [keyof typeof same, boolean][]) {
      if (ok) row[key] += 1;
      else
        row.remarks.push(
          `${key}: ${String(find[key])} for ${String(label[key])} in ${near(label.rawStart, end)}`,
        );
    }
  }
  const optional = mine.filter((l) => l.optional === true);
  for (const find of finds) {
    const inside = labels.sections.some((s) => s.doc === doc && find.start >= s.start && find.end <= s.end);
    const known = taken.has(find);
    const bad = labels.negatives.some(
      (n) =>
        n.doc === doc &&
        n.rawStart.some((s, i) => find.start < s + [...(n.raw[i] ?? '')].length && s < find.end),
    );
    if (!inside && !bad) continue;
    if (optional.some((l) => find.start < l.rawStart + [...l.raw].length && l.rawStart < find.end)) continue;
    row.finds += 1;
    if (known && !bad) row.right += 1;
    else row.remarks.push(`too much: ${find.raw}|${find.unit} in ${near(find.start, find.end)}`);
  }
  return row;
}

type NumeralCase = {
  id: string;
  group: string;
  input: string;
  figures: (Partial<Label> & { value: Label['value'] })[];
};

/** Short inputs: as many figures as must come out, each with value, unit, qualifier, kind and, if given, role. */
export function scoreNumerals(
  dir: string,
  read: (text: string) => Figure[],
): { cases: number; right: number; remarks: string[] } {
  const cases = lines<NumeralCase>(join(dir, 'numerals.jsonl'));
  const remarks: string[] = [];
  for (const one of cases) {
    const got = read(one.input);
    const same =
      got.length === one.figures.length &&
      one.figures.every((want, i) => {
        const is = got[i];
        return (
          is !== undefined &&
          sameValue(is.value, want.value) &&
          is.unit === (want.unit ?? '') &&
          is.qualifier === (want.qualifier ?? null) &&
          is.kind === want.kind &&
          (want.role === undefined || want.role === is.role)
        );
      });
    if (!same) {
      const told = got.map((f) => `${f.value}|${f.unit}|${f.qualifier}|${f.kind}|${f.role}`).join(' ; ');
      remarks.push(`${one.id} ${one.group} ${one.input}: got [${told}] for ${JSON.stringify(one.figures)}`);
    }
  }
  return { cases: cases.length, right: cases.length - remarks.length, remarks };
}

import type { ArrangementBody } from '../../../contracts/api-arrangements.ts';
import type { ReportTemplate } from '../../../contracts/report.ts';

/** A unit's own arrangement (本单位的写法) laid over a template; pure. */
type Part = ReportTemplate['parts'][number];
type Block = Part['blocks'][number];
export type Arrangement = Pick<ArrangementBody, 'parts' | 'blocks'>;
/** Parts keep the key they had in the standard, whatever is left out of them. */
export type ArrangedTemplate = Omit<ReportTemplate, 'parts'> & {
  readonly parts: readonly (Part & { readonly key: string })[];
};

/** What a part is called: its first block, which keeps its key from version to version. */
export const partKey = (part: Part): string => part.blocks[0]?.key ?? '';

/** The parts in the unit's order. One that its arrangement does not name yet stands behind its neighbour of the standard. */
export function orderedParts(template: ReportTemplate, a: Arrangement | null): Part[] {
  const left = new Map(template.parts.map((p) => [partKey(p), p]));
  const order: Part[] = [];
  for (const { key } of a?.parts ?? []) {
    const part = left.get(key);
    if (part && left.delete(key)) order.push(part);
  }
  for (const [at, part] of template.parts.entries()) {
    if (!left.has(partKey(part))) continue;
    const before = template.parts[at - 1];
    const place = before ? order.indexOf(before) + 1 : 0;
    order.splice(place, 0, part);
  }
  return order;
}

/** The template as this unit writes it; without an arrangement the standard itself. */
export function arrange(template: ReportTemplate, a: Arrangement | null): ArrangedTemplate {
  const said = new Map((a?.parts ?? []).map((p) => [p.key, p]));
  return {
    ...template,
    parts: orderedParts(template, a)
      .filter((part) => said.get(partKey(part))?.hidden !== true)
      .map((part) => ({
        ...part,
        key: partKey(part),
        heading: said.get(partKey(part))?.heading ?? part.heading,
        blocks: part.blocks
          .filter((block) => a?.blocks[block.key]?.hidden !== true)
          .map((block) => worded(block, a?.blocks[block.key]?.text)),
      })),
  };
}

const worded = (block: Block, text: string | undefined): Block =>
  text === undefined || block.kind === 'table' ? block : { ...block, text };

const TOKEN = /\{([a-zA-Z][\w-]*)(\.value)?\}/g;
const NAMES = ['unit', 'unitShort', 'year', 'period'];
/** Figures that a text speaks of, names left aside. */
const tokensOf = (text: string): string[] =>
  [...text.matchAll(TOKEN)].map((m) => m[1] ?? '').filter((t) => !NAMES.includes(t));

/**
 * What is wrong with an arrangement, as fields and sentences: a bound figure may be worded anew, not dropped and not typed
 * over; no part or sentence that is not the template's.
 */
export function problemsOf(template: ReportTemplate, a: Arrangement): { field: string; message: string }[] {
  const blocks = new Map(template.parts.flatMap((p) => p.blocks).map((b) => [b.key, b]));
  const parts = new Set(template.parts.map(partKey));
  const problems = a.parts
    .filter((p) => !parts.has(p.key))
    .map((p) => ({ field: `parts.${p.key}`, message: '模板里没有这一部分,请刷新后再改。' }));
  for (const [key, said] of Object.entries(a.blocks)) {
    const field = `blocks.${key}`;
    const block = blocks.get(key);
    if (!block) {
      problems.push({ field, message: '模板里没有这一句,请刷新后再改。' });
      continue;
    }
    if (said.text === undefined) continue;
    if (block.kind === 'table') {
      problems.push({ field, message: '表格不能改写,可以不写。' });
      continue;
    }
    const bound = block.kind === 'sentence' ? block.figures : [];
    const given = tokensOf(said.text);
    for (const f of bound.filter((f) => tokensOf(block.text).includes(f.key) && !given.includes(f.key)))
      problems.push({
        field,
        message: `「${f.label}」这个数不见了。数要留在句子里;不要这一句,请用“不写这句”。`,
      });
    for (const t of new Set(given.filter((t) => !bound.some((f) => f.key === t))))
      problems.push({ field, message: `句子里的「{${t}}」不是这一句的数。` });
  }
  if (template.parts.every((p) => a.parts.some((x) => x.key === partKey(p) && x.hidden)))
    problems.push({ field: 'parts', message: '不能把所有部分都去掉。' });
  return problems;
}

/** What a newer standard says otherwise, a line each, for the person who decides whether to take it. */
export function newsOf(before: ReportTemplate, after: ReportTemplate): string[] {
  const old = new Map(before.parts.flatMap((p) => p.blocks).map((b) => [b.key, b]));
  const now = new Map(after.parts.flatMap((p) => p.blocks).map((b) => [b.key, b]));
  const words = (b: Block): string => (b.kind === 'table' ? b.caption : b.text);
  return [
    ...[...now.values()].flatMap((b) => {
      const was = old.get(b.key);
      if (!was) return [`新增:${words(b) || '上期计划完成情况'}`];
      if (words(was) !== words(b)) return [`改写:${words(b)}`];
      return JSON.stringify(was) === JSON.stringify(b) ? [] : [`口径或核对有变:${words(b)}`];
    }),
    ...[...old.values()].filter((b) => !now.has(b.key)).map((b) => `去掉:${words(b)}`),
    ...after.parts
      .filter((p) => before.parts.find((x) => partKey(x) === partKey(p))?.heading !== p.heading)
      .map((p) => `标题:${p.heading}`),
  ];
}

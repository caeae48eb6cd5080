import type { OpeningDraft, OpeningDrafts } from '../../../contracts/api-reading.ts';
import type { CompiledLedger, Registry } from '../../ledgers/index.ts';
import { monthOf } from '../../platform/clock/index.ts';
import { hasMeasure, labelOf } from '../against-ledgers/against-ledgers.ts';

/** A figure of a text that somebody chose to carry into the ledgers, with what they count for it now. */
export interface Chosen {
  readonly start: number;
  readonly raw: string;
  readonly value: number;
  readonly exact: boolean;
  readonly sentence: string;
  readonly measure: string;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
  readonly from: string;
  readonly to: string;
  /** null: nobody reported anything. */
  readonly counted: number | null;
}

const LONGEST_EXPLANATION = 500;

/**
 * Draft opening lines (期初草稿) of chosen figures, pure: one for each ledger, split and stretch of days, with what the
 * ledgers count already taken off. Nothing is saved by it; what cannot become a line is told with its reason. `refusal`
 * says why the unit cannot have a line of this ledger, or null.
 */
export function openingDrafts(
  registry: Registry,
  q: {
    readonly unitId: string;
    readonly title: string;
    readonly today: string;
    readonly figures: readonly Chosen[];
    readonly refusal: (ledger: CompiledLedger, day: string) => string | null;
  },
): OpeningDrafts {
  const refused: { start: number; raw: string; message: string }[] = [];
  const groups = new Map<string, Group>();
  for (const figure of q.figures) {
    const placed = placeOf(registry, figure, q);
    const inside = typeof placed === 'string' ? undefined : wholeOf(figure, q.figures);
    if (typeof placed === 'string' || inside) {
      const message = inside
        ? `「${labelOf(registry, inside)}」的总数(${inside.raw})也选了,这一类已含在里面,两份都记会重复算。`
        : String(placed);
      refused.push({ start: figure.start, raw: figure.raw, message });
      continue;
    }
    const key = JSON.stringify([placed.ledger.definition.key, figure.where, placed.from, placed.to]);
    const group = groups.get(key) ?? { ...placed, figures: [] };
    groups.set(key, group);
    const twin = group.figures.find((f) => f.measure === figure.measure);
    if (!twin) group.figures.push(figure);
    else if (twin.value !== figure.value)
      refused.push({
        start: figure.start,
        raw: figure.raw,
        message: `原文另一处写的是${twin.raw},两处不一样。先核对清楚,再选其中一处。`,
      });
  }
  const all = [...groups.values()];
  return { drafts: all.map((g) => draftOf(registry, g, all, q)), refused };
}

interface Group extends Placed {
  readonly figures: Chosen[];
}

/** The chosen total of which this figure is a part: same measure, overlapping days, and every split of it shared. */
function wholeOf(part: Chosen, all: readonly Chosen[]): Chosen | undefined {
  return all.find(
    (f) =>
      f !== part &&
      f.measure === part.measure &&
      f.from <= part.to &&
      part.from <= f.to &&
      Object.keys(f.where).length < Object.keys(part.where).length &&
      Object.entries(f.where).every(([key, value]) => part.where[key] === value),
  );
}

type Data = Readonly<Record<string, string>>;
interface Placed {
  readonly ledger: CompiledLedger;
  readonly data: Data;
  readonly from: string;
  readonly to: string;
}

/** Where a figure would stand as an opening line, or a sentence that says why nowhere. */
function placeOf(
  registry: Registry,
  figure: Chosen,
  q: { today: string; refusal: (ledger: CompiledLedger, day: string) => string | null },
): Placed | string {
  if (!hasMeasure(registry, figure.measure)) return '没有这个数字,请重新选它是什么数。';
  const { ledger, compiled } = registry.measure(figure.measure);
  const { measure } = compiled;
  if (measure.kind === 'distinct') return `「${measure.label}」按人去重,合计补不进去,请逐人记。`;
  if (
    measure.kind === 'ratio' ||
    measure.kind === 'extreme' ||
    measure.key === `${ledger.definition.key}.lines`
  )
    return `「${measure.label}」是由别的数算出来的,不用补。`;
  const from = monthOf(figure.from);
  const to = figure.to > q.today ? q.today : figure.to;
  if (from > to) return '这段时间还没有到,不能记期初。';
  const cannot = q.refusal(ledger, from);
  if (cannot) return cannot;
  if (figure.counted !== null && figure.counted >= figure.value)
    return figure.counted === figure.value
      ? `台账里数出来也是 ${shown(figure.counted)}${measure.unitWord},不用补。`
      : `台账里数出来已有 ${shown(figure.counted)}${measure.unitWord},比原文多,不用补。`;
  const data: Record<string, string> = {};
  for (const [key, value] of Object.entries(figure.where)) {
    const dimension = ledger.definition.dimensions.find((d) => d.key === key);
    const field = /^\$\{([\w-]+)\}$/.exec(dimension?.value ?? '')?.[1];
    if (typeof value !== 'string')
      return `「${labelOf(registry, figure)}」是几类合在一起的数,期初要一类一类地记,请在台账里分开补。`;
    if (field === undefined || !ledger.fields.has(field))
      return `「${measure.label}」按「${dimension?.label ?? key}」分的数,期初里写不出来,请逐笔记。`;
    data[field] = value;
  }
  return { ledger, data, from, to };
}

function draftOf(
  registry: Registry,
  g: Group,
  all: readonly Group[],
  q: { unitId: string; title: string },
): OpeningDraft {
  const totals = Object.fromEntries(g.figures.map((f) => [f.measure, round(f.value - (f.counted ?? 0))]));
  const counted = g.figures.filter((f) => (f.counted ?? 0) > 0);
  const said = (f: Chosen): string => {
    const { measure } = registry.measure(f.measure).compiled;
    return `${labelOf(registry, f)} ${shown(totals[f.measure] ?? 0)} ${measure.unitWord}`;
  };
  const notes = [
    ...counted.map(
      (f) =>
        `原文${f.raw},台账里已数出 ${shown(f.counted ?? 0)},这里只补差的 ${shown(totals[f.measure] ?? 0)}。`,
    ),
    ...g.figures
      .filter((f) => !f.exact)
      .map((f) => `原文是“${f.raw}”这样的约数,这里按 ${shown(f.value)} 算,请核对后再存。`),
    ...g.figures
      .filter((f) => f.from !== g.from)
      .slice(0, 1)
      .map((f) => `原文从 ${f.from} 起,期初数要从某月 1 日算起,改成了 ${g.from}。`),
  ];
  return {
    ledger: g.ledger.definition.key,
    ledgerName: g.ledger.definition.name,
    unitId: q.unitId,
    day: g.from,
    until: g.to,
    data: { ...g.data, totals },
    opening: coversAll(g, all) ? 'covers' : 'rest',
    explanation: sourceOf(q.title, g.figures),
    holds: g.figures.map(said),
    notes,
  };
}

/**
 * Only a total of a ledger in which nobody has anything for these days may stand for all of it: such a line forbids real
 * ones. Beside what is counted already, and for one kind of several, it stands for the rest.
 */
function coversAll(g: Group, all: readonly Group[]): boolean {
  const isAlone = all.every((o) => o === g || o.ledger !== g.ledger || o.from > g.to || g.from > o.to);
  return isAlone && Object.keys(g.data).length === 0 && g.figures.every((f) => f.counted === null);
}

/** 摘自《题目》第120字:“句子”; of several figures one after the other, as far as there is room. */
function sourceOf(title: string, figures: readonly Chosen[]): string {
  const paper = `摘自${title === '' ? '一份报告' : `《${title}》`}`;
  const sentences = new Map<string, number>();
  for (const f of figures) if (!sentences.has(f.sentence)) sentences.set(f.sentence, f.start + 1);
  const places = [...sentences].map(([sentence, at]) => `第${at}字:“${sentence.replace(/\s+/g, '')}”`);
  const all = Array.from(`${paper}${places.join(';')}`);
  return all.length <= LONGEST_EXPLANATION
    ? all.join('')
    : `${all.slice(0, LONGEST_EXPLANATION - 1).join('')}…`;
}

const shown = (n: number): string => n.toLocaleString('zh-CN');
const round = (n: number): number => Math.round(n * 1e6) / 1e6;

import type { ArrangementBody, TemplateView } from '../../../../contracts/api-arrangements.ts';

/** A unit's own arrangement (本单位的写法) while it is made: its parts, and sentences as people read them. Pure. */
export type Part = TemplateView['parts'][number];
export type Block = Part['blocks'][number];

const NAMES: readonly (readonly [string, string])[] = [
  ['unit', '本单位'],
  ['unitShort', '本单位简称'],
  ['year', '年份'],
  ['period', '时段'],
];
const namesIn = (block: Block): (readonly [string, string])[] => [
  ...block.figures.flatMap((f): [string, string][] => [
    [f.key, f.label],
    [`${f.key}.value`, `${f.label}·只要数字`],
  ]),
  ...NAMES,
];
/** Keys as people read them: 【培训的妇女】; and back. What is neither stays as it was typed. */
export function toWords(text: string, block: Block): string {
  const names = new Map(namesIn(block));
  return text.replace(/\{([\w.-]+)\}/g, (all, key: string) => {
    const name = names.get(key);
    return name ? `【${name}】` : all;
  });
}
export function fromWords(text: string, block: Block): string {
  const keys = new Map(namesIn(block).map(([key, name]) => [name, key]));
  return text.replace(/【([^【】]+)】/g, (all, name: string) => {
    const key = keys.get(name);
    return key ? `{${key}}` : all;
  });
}

/** Moves a part; one of the first level takes its second level along. */
export function moved(parts: readonly Part[], at: number, by: 1 | -1): Part[] {
  const end = (from: number): number => {
    let to = from + 1;
    if (parts[from]?.level === 1) while (parts[to]?.level === 2) to += 1;
    return to;
  };
  const stop = end(at);
  if (by === 1) {
    const next = end(stop);
    return [
      ...parts.slice(0, at),
      ...parts.slice(stop, next),
      ...parts.slice(at, stop),
      ...parts.slice(next),
    ];
  }
  let before = at - 1;
  if (parts[at]?.level === 1) while (parts[before]?.level === 2 && before > 0) before -= 1;
  return [
    ...parts.slice(0, before),
    ...parts.slice(at, stop),
    ...parts.slice(before, at),
    ...parts.slice(stop),
  ];
}

/** Only what differs from the standard is the unit's own: the rest goes on with the standard. */
export function bodyOf(view: TemplateView, parts: readonly Part[]): ArrangementBody {
  return {
    base: view.version,
    parts: parts.map((p) => ({
      key: p.key,
      ...(p.heading.trim() === p.standardHeading ? {} : { heading: p.heading.trim() }),
      ...(p.hidden ? { hidden: true } : {}),
    })),
    blocks: Object.fromEntries(
      parts
        .flatMap((p) => p.blocks)
        .filter((b) => b.hidden || b.text !== b.standardText)
        .map((b) => [
          b.key,
          { ...(b.text === b.standardText ? {} : { text: b.text }), ...(b.hidden ? { hidden: true } : {}) },
        ]),
    ),
  };
}

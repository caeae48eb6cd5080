import type { Dimension } from '../../../contracts/ledger.ts';
import type { CompiledLedger, Registry } from '../../ledgers/index.ts';
import { parseWhere } from '../../ledgers/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { nearest } from './nearest.ts';

/** A measure as people ask for it: by its key, or by its Chinese name where only one has it. Throws measure.unknown with what comes near. */
export function measureAsked(registry: Registry, asked: string): string {
  const all = [...registry.ledgers.values()].flatMap((l) =>
    l.measures.map(({ measure: m }) => ({ key: m.key, label: m.label, words: [m.key, m.label] })),
  );
  const text = asked.trim();
  if (all.some((m) => m.key === text)) return text;
  const named = all.filter((m) => m.label === text);
  const [only] = named;
  if (only && named.length === 1) return only.key;
  const near = named.length > 1 ? named : nearest(text, all, 8);
  throw new AppError('measure.unknown', {
    sentence: `没有编号为「${text}」的数字。${near.length > 0 ? `相近的有:${near.map((m) => `${m.key}(${m.label})`).join('、')}。` : ''}全部见 ./halfsky figure --list。`,
  });
}

/** A dimension by its key, its Chinese name, or the field of the line that it reads. Throws figure.no-dimension with those there are. */
export function dimensionAsked(ledger: CompiledLedger, asked: string): string {
  const { dimensions, fields, name } = ledger.definition;
  const labels = new Map(fields.map((f) => [f.label, f.key]));
  const text = asked.trim();
  const found =
    dimensions.find((d) => d.key === text) ??
    dimensions.find((d) => d.label === text) ??
    dimensions.find((d) => fieldOf(d) === (labels.get(text) ?? text));
  if (found) return found.key;
  const there = dimensions.map((d) => `${d.key}(${d.label})`).join('、');
  throw new AppError('figure.no-dimension', {
    sentence: `「${name}」的数字不能按「${text}」分。可以按 unit(下级)、month(月)${there ? `、${there}` : ''}。`,
  });
}

/**
 * The filters of a command, their dimensions found as above. Where the choices are closed, a value that is none of them is
 * refused: it would count nothing and look like a true 0.
 */
export function whereAsked(ledger: CompiledLedger, asked: readonly string[]): Record<string, string[]> {
  const where: Record<string, string[]> = {};
  for (const [text, values] of Object.entries(parseWhere(asked.join(';')))) {
    const key = dimensionAsked(ledger, text);
    const options = closedOptions(ledger, key);
    const wrong = options && values.find((v) => v !== '' && !options.includes(v));
    if (wrong !== undefined)
      throw new AppError('figure.no-dimension', {
        sentence: `「${text}」没有「${wrong}」这个值。可以是:${options?.join('、')},或 未填;几个值用 | 隔开。`,
      });
    where[key] = [...(where[key] ?? []), ...values];
  }
  return where;
}

/** Values that a dimension can have, where the definition closes them; undefined where lines may bring others. */
export function closedOptions(ledger: CompiledLedger, dimension: string): readonly string[] | undefined {
  const d = ledger.definition.dimensions.find((one) => one.key === dimension);
  const field = d && ledger.fields.get(fieldOf(d) ?? '');
  return field && !field.open && (field.type === 'choice' || field.type === 'choices')
    ? field.options
    : undefined;
}

/** The field that a dimension reads: '${kind}', or with a default: coalesce(${state}, '正常'). */
export const fieldOf = (d: Dimension): string | undefined =>
  /^(?:coalesce\()?\$\{([\w-]+)\}(?:, *'[^']*'\))?$/.exec(d.value)?.[1];

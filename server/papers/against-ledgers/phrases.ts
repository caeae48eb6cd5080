import type { Registry } from '../../ledgers/index.ts';

/** Words by which reports name something that a ledger counts, and what they then mean. */
export interface Phrase {
  /** Hanzi and letters only: `normalise` has been applied. */
  readonly text: string;
  readonly measure: string;
  readonly where: Splits;
  /** A dimension's value that has to stand in the text itself: 双学双比; empty where none is meant. */
  readonly must: string;
  readonly unitWord: string;
  /**
   * template: the wording of a report template · label: names of measures, also with a value of a dimension before · value:
   * a dimension's value alone (三八红旗手78名), which says what is meant but not which of the ledger's measures.
   */
  readonly source: 'template' | 'label' | 'value';
}

/** Dimension → value, or several of which any counts (市级以上). */
export type Splits = Readonly<Record<string, string | readonly string[]>>;

/** Leaves what carries meaning: no punctuation, quotes, digits or spaces; full-width letters become half-width. */
export const normalise = (text: string): string =>
  text.normalize('NFKC').replace(/[^\p{Script=Han}a-zA-Z]/gu, '');

/**
 * All phrases of the definitions in force. The definitions are the only source: a new ledger is understood as soon as it
 * is published, and nothing here names one.
 */
export function phrasesOf(registry: Registry): Phrase[] {
  return [...labelPhrases(registry), ...templatePhrases(registry)];
}

/** A value of so many characters names a thing by itself; 其他 and 市级 do not. */
const TELLING = 4;

function labelPhrases(registry: Registry): Phrase[] {
  const phrases: Phrase[] = [];
  for (const { definition, measures, fields, linesKey } of registry.ledgers.values()) {
    for (const { measure } of measures) {
      if (measure.key === linesKey && measure.key.endsWith('.lines')) continue;
      const base = { measure: measure.key, unitWord: measure.unitWord, source: 'label' as const };
      phrases.push({ ...base, text: normalise(measure.label), where: {}, must: '' });
      for (const d of definition.dimensions) {
        const field = /^\$\{([\w-]+)\}$/.exec(d.value)?.[1];
        const options = (field === undefined ? undefined : fields.get(field)?.options) ?? [];
        for (const option of options) {
          const must = normalise(option);
          if (must.length < 2) continue;
          const where = { [d.key]: option };
          phrases.push({ ...base, text: `${must}${normalise(measure.label)}`, where, must });
          if (must.length >= TELLING) phrases.push({ ...base, text: must, where, must, source: 'value' });
        }
      }
    }
  }
  return phrases;
}

/** A template's own wording around each figure: from the clause's beginning to its end, without the other figures. */
function templatePhrases(registry: Registry): Phrase[] {
  const phrases: Phrase[] = [];
  for (const template of registry.reports.values()) {
    for (const part of template.parts) {
      for (const block of part.blocks) {
        if (block.kind !== 'sentence') continue;
        for (const bound of block.figures) {
          if ((bound.scope ?? 'total') !== 'total' || bound.period === 'last-year') continue;
          const clause = block.text
            .split(/[,,。;;、::]/u)
            .find((c) => c.includes(`{${bound.key}}`) || c.includes(`{${bound.key}.value}`));
          const base = {
            measure: bound.measure,
            where: bound.where ?? {},
            must: '',
            unitWord: bound.unitWord ?? registry.measure(bound.measure).compiled.measure.unitWord,
            source: 'template' as const,
          };
          const words = normalise((clause ?? '').replace(/\{[^}]*\}/g, ''));
          if (words.length >= 3) phrases.push({ ...base, text: words });
          const label = normalise(bound.label);
          if (label.length >= 2) phrases.push({ ...base, text: label });
        }
      }
    }
  }
  return phrases;
}

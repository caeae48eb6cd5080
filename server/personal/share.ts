/**
 * What of a matter may be handed to her (要一份), and what is another person's and stays: whom it is against, who else is
 * named, numbers that are not hers, and, where somebody else reported it, who that was and in which words. Pure.
 */

export interface SharedStep {
  readonly at: string;
  readonly name: string;
  readonly by: string;
  readonly words: string | null;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

/** A field of a flow, as far as it matters here. */
interface FieldOf {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly unitWord?: string | undefined;
}

/** Who she is, how she is reached, what was first said: another's, where another reported it. */
const OF_REPORTER: readonly string[] = ['who', 'contact', 'about'];
/** Fields by which she herself is recognised. */
const HERS = /^(who|contact|phone|id-number|address|home)(-|$)/;

const NUMBERS = /(?<!\d)(?:\+?86[- ]?)?(?:\d[- ]?){6,18}[\dXx](?![\dXx])/g;
const digits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\dXx]/g, '')
    .toUpperCase();
export const OTHERS = '〔他人信息〕';

/** Names and numbers that are not hers, to be blotted out of free words. */
export interface Masks {
  readonly names: readonly string[];
  readonly ownNumbers: readonly string[];
}

/** What must be blotted out of a matter's words. */
export function masksOf(
  fields: readonly FieldOf[],
  data: Readonly<Record<string, unknown>>,
  o: { readonly against: readonly string[]; readonly byOther: boolean; readonly reporter: string },
): Masks {
  const text = (key: string): string => (typeof data[key] === 'string' ? (data[key] as string) : '');
  const others = fields.filter((f) => (f.type === 'person' && f.key !== 'who') || o.against.includes(f.key));
  const names = [
    ...others.flatMap((f) => text(f.key).split(/[、,,;;\s]+/)),
    ...(o.byOther ? [text('who'), o.reporter] : []),
  ];
  const own = fields.filter((f) => HERS.test(f.key) && !(o.byOther && OF_REPORTER.includes(f.key)));
  return {
    names: [...new Set(names.map((n) => n.trim()).filter((n) => n.length >= 2))].toSorted(
      (a, b) => b.length - a.length,
    ),
    ownNumbers: own.flatMap((f) => (text(f.key).match(NUMBERS) ?? []).map(digits)),
  };
}

/** Words with what is another's blotted out. */
export function masked(words: string, m: Masks): string {
  const named = m.names.reduce((text, name) => text.replaceAll(name, OTHERS), words);
  return named.replace(NUMBERS, (found) => {
    const plain = digits(found);
    const isHers = m.ownNumbers.some((own) => own.endsWith(plain) || plain.endsWith(own));
    // A day or a number of a case is no telephone.
    const isNumber = /^(1[3-9]\d{9}|0\d{9,11}|\d{17}[\dX]|86\d{11})$/.test(plain);
    return isHers || !isNumber ? found : OTHERS;
  });
}

const inWords = (value: unknown, unitWord = ''): string =>
  value === true
    ? '是'
    : value === false
      ? '否'
      : Array.isArray(value)
        ? value.join('、')
        : `${value}${unitWord}`;

/** The filled fields that are hers, in the order of the flow. */
export function sharedFields(
  fields: readonly FieldOf[],
  data: Readonly<Record<string, unknown>>,
  o: { readonly against: readonly string[]; readonly byOther: boolean; readonly masks: Masks },
): { readonly key: string; readonly label: string; readonly value: string }[] {
  return fields.flatMap((f) => {
    const value = data[f.key];
    if (value === null || value === undefined || value === '') return [];
    if (o.against.includes(f.key) || (f.type === 'person' && f.key !== 'who')) return [];
    if (o.byOther && OF_REPORTER.includes(f.key)) return [];
    const said = inWords(value, f.unitWord);
    // What was registered as her own number was held on her, also where it has been put right since.
    const own = HERS.test(f.key) ? (said.match(NUMBERS) ?? []).map(digits) : [];
    const masks = { ...o.masks, ownNumbers: [...o.masks.ownNumbers, ...own] };
    return [{ key: f.key, label: f.label, value: masked(said, masks) }];
  });
}

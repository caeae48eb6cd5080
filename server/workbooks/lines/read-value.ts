import type { Value } from '../../../contracts/expression.ts';
import { type Field, sameFamily } from '../../../contracts/ledger.ts';
import { isRealDay } from '../../platform/clock/index.ts';

/** What a cell's text means in a field; or why it means nothing there, as the rest of a sentence after the field's name. */
export type ReadValue =
  | { readonly value: Value; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string };

const got = (value: Value): ReadValue => ({ value });
const wrong = (problem: string): ReadValue => ({ problem });

/** Full-width digits and signs to half-width ones, no spaces: how numbers and days are looked at. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * Reads the text of one cell (格子) for one field: "42人", full-width digits, 1,234, 2013.5.6, a date's serial number, √ for yes.
 * Pure. Whether the value is allowed is said by the ledger's own checks afterwards.
 */
export function readValue(field: Pick<Field, 'type' | 'unitWord' | 'options'>, text: string): ReadValue {
  const given = text.trim();
  if (given === '') return got(null);
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return readNumber(field, given);
    case 'date':
      return readDay(given);
    case 'yesno':
      return readYesNo(given);
    case 'choice':
      return got(optionOf(field.options, given) ?? given);
    case 'choices':
      return got(readChoices(field.options, given));
    default:
      return got(given);
  }
}

const SCALES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 千: 1e3 };

function readNumber(field: Pick<Field, 'type' | 'unitWord'>, given: string): ReadValue {
  const own = plain(field.unitWord ?? (field.type === 'money' ? '元' : ''));
  const text = plain(given).replace(/^¥/, '');
  // The own word goes first: 3.5万元 is 3.5 where 万元 is counted, and 35000 where 元 is.
  const bare = own !== '' && text.endsWith(own) ? text.slice(0, -own.length) : text;
  const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(千|万|亿)?(\D{0,6})$/.exec(bare);
  const [, sign = '', whole = '', part = '', scale = '', word = ''] = found ?? [];
  if (!found) return wrong(`要填数字,现在是“${short(given)}”。单位词不用写。`);
  if (!isOwnWord(word, own))
    return wrong(`写的是“${short(given)}”,这一栏按“${own || '数'}”记。请换算后只填数字。`);
  const number = Number(`${sign}${whole.replaceAll(',', '')}${part}`);
  return got(scale === '' ? number : times(number, SCALES[scale] ?? 1));
}

/** 名 for 人, 元整 for 元: a word of the field's own family and size. */
function isOwnWord(word: string, own: string): boolean {
  const bare = word.replace(/整$/, '');
  return bare === '' || (own !== '' && sameFamily(own, bare) && !/[千万亿]/.test(own + bare));
}

/** Decimals times a power of ten, without the dust of binary fractions: 1.1 万 is 11000. */
export const times = (number: number, scale: number): number => Number((number * scale).toPrecision(12));

/** Excel counts days from 1899-12-30; these serials are 1954 to 2119. */
const SERIALS = { from: 20_000, to: 80_000 };

/** 2013.5.6 · 2013/5/6 · 2013年5月6日 · 20130506 · 2013-05-06 00:00 · 41400 → 2013-05-06. */
export function readDay(given: string): ReadValue {
  const text = given.normalize('NFKC').trim();
  const bare = plain(given);
  const parts =
    /^(\d{4})[-./年、](\d{1,2})[-./月、](\d{1,2})日?(?:[T\s]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?$/.exec(
      text,
    ) ??
    /^(\d{4})[-./年、](\d{1,2})[-./月、](\d{1,2})日?$/.exec(bare) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(bare);
  if (parts) {
    const [, year = '', month = '', date = ''] = parts;
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isRealDay(day) ? got(day) : wrong(`没有“${short(given)}”这一天,请核对。`);
  }
  const serial = /^\d{5}(?:\.\d+)?$/.test(bare) ? Math.floor(Number(bare)) : 0;
  if (serial >= SERIALS.from && serial <= SERIALS.to)
    return got(new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10));
  if (/^\d{4}[-./年]\d{1,2}月?$/.test(bare))
    return wrong(`只写到月(“${short(given)}”),要写到哪一天,如 2013-05-06。`);
  if (/^\d{1,2}[-./月]\d{1,2}日?$/.test(bare))
    return wrong(`“${short(given)}”缺年份,要写成 2013-05-06 这样。`);
  return wrong(`“${short(given)}”读不成日期,请按 2013-05-06 的样子写。`);
}

const YES = new Set(['是', '有', '对', '√', '✓', '✔', '1', 'y', 'yes', 'true']);
const NO = new Set(['否', '无', '没有', '不是', '×', '✗', '✘', 'x', '0', 'n', 'no', 'false']);

function readYesNo(given: string): ReadValue {
  const text = plain(given).toLowerCase();
  if (YES.has(text)) return got(true);
  return NO.has(text) ? got(false) : wrong(`要写“是”或“否”,现在是“${short(given)}”。`);
}

/** The option that is meant, whatever spaces and widths it was written with. */
function optionOf(options: readonly string[] | undefined, given: string): string | undefined {
  const key = plain(given);
  return options?.find((o) => o === given) ?? options?.find((o) => plain(o) === key);
}

function readChoices(options: readonly string[] | undefined, given: string): string[] {
  const whole = optionOf(options, given);
  if (whole !== undefined) return [whole];
  return given
    .split(/[、,\uff0c;\uff1b|/\uff0f\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => optionOf(options, part) ?? part);
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

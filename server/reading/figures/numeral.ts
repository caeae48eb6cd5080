import { arabicAt } from './numeral-arabic.ts';
import { chineseAt } from './numeral-chinese.ts';
import { isArabic, type Numeral } from './numeral-signs.ts';

/** The number that begins at `at`, or null. */
export function numeralAt(text: string, at: number): Numeral | null {
  return isArabic(text.charAt(at)) ? arabicAt(text, at) : chineseAt(text, at);
}

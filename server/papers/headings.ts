const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1 → 一, 12 → 十二, 20 → 二十; below a hundred. */
export function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones] ?? ''}`;
}

const FIRST = /^[一二三四五六七八九十]+、/;
const SECOND = /^（[一二三四五六七八九十]+）/;

interface Heading {
  readonly heading: string;
  readonly level: 1 | 2;
  readonly blocks: readonly unknown[];
}

/**
 * Leaves out parts in which nothing stands and numbers the others through: 一、 and below it （一）. A heading that bears no
 * number (附：) gets none. A part that only heads its own second level stays.
 */
export function numbered<P extends Heading>(parts: readonly P[]): P[] {
  const stands = (at: number): boolean => {
    const part = parts[at];
    if (!part) return false;
    if (part.blocks.length > 0) return true;
    if (part.level === 2) return false;
    for (let i = at + 1; parts[i]?.level === 2; i += 1) if (stands(i)) return true;
    return false;
  };
  let [first, second] = [0, 0];
  return parts
    .filter((_, at) => stands(at))
    .map((part) => {
      const shape = part.level === 1 ? FIRST : SECOND;
      if (part.level === 1) second = 0;
      if (!shape.test(part.heading)) return part;
      if (part.level === 1) first += 1;
      else second += 1;
      const number = part.level === 1 ? `${chineseNumber(first)}、` : `（${chineseNumber(second)}）`;
      return { ...part, heading: part.heading.replace(shape, number) };
    });
}

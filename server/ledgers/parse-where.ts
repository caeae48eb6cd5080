import { AppError } from '../platform/errors/index.ts';

/**
 * 'kind=双学双比;level=市级|省级' → dimension → values; 未填 is the empty one, as the rows of a figure call it. A part
 * without '=' is refused (input.unreadable): passed over, it would count everything and look like an answer.
 */
export function parseWhere(text: string | undefined): Record<string, string[]> {
  const where: Record<string, string[]> = {};
  for (const part of (text ?? '').split(';').filter((p) => p.trim() !== '')) {
    const at = part.indexOf('=');
    if (at < 1)
      throw new AppError('input.unreadable', {
        sentence: `条件「${part}」读不懂,要写成 维度=值,如 kind=双学双比。`,
      });
    const key = part.slice(0, at).trim();
    const values = part.slice(at + 1).split('|');
    where[key] = [...(where[key] ?? []), ...values.map((v) => (v.trim() === '未填' ? '' : v.trim()))];
  }
  return where;
}

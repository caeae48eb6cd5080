import { z } from 'zod';
import { figureQuery } from './api-requests.ts';

/** Shapes of the figures explorer (数字): months of every lower unit, and views that are kept by name. */

export const figureSeriesQuery = figureQuery.omit({ by: true });
export interface FigureSeries {
  /** '2013-05' … in order. */
  readonly months: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly hasChildren: boolean;
    readonly value: number | null;
    readonly hidden?: string;
    /** One for each month; null = nothing reported or not told, and never 0. */
    readonly values: readonly (number | null)[];
  }[];
  /** Lower units that were left out because there are too many for one screen. */
  readonly more: number;
}

/** What of an address belongs to a view; open drawers and anything unknown do not. */
export const VIEW_KEYS = ['measure', 'group', 'unit', 'by', 'where', 'tree', 'show', 'last', 'p'] as const;

export const keepFigureViewBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, '请给这个看法起个名字。')
    .max(40, '名字请在 40 个字以内。')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not stand in a name
    .regex(/^[^\u0000-\u001f\u007f]*$/, '名字里有看不见的字符,请重新输入。'),
  /** The address without its question mark: 'measure=training.people&by=month&p=2013'. */
  query: z.string().max(4_000, '这个看法太长了,请少选几个数字或组织。'),
  whose: z.enum(['mine', 'unit']),
});
export interface FigureViewItem {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly whose: 'mine' | 'unit';
  readonly at: string;
}

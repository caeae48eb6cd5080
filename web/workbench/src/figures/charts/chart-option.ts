import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber, formatShort, formatValue, NONE } from '../../format.ts';
import { type Cell, type FigureTable, shareOf } from '../explorer/figure-table.ts';
import { DASHES, type Palette, SIGNS_OF_SERIES } from './palette.ts';

/** Columns of one unit word share an axis; others would make small figures invisible and mean nothing beside them. */
export interface ChartAsk {
  readonly table: FigureTable;
  /** Which columns of the table. */
  readonly columns: readonly number[];
  readonly shape: 'bar' | 'line' | 'share';
  /** Months run to the right; everything else has names and runs down. */
  readonly isTime: boolean;
  readonly isNarrow: boolean;
}

export const ROW_HEIGHT = 22;

/** Height in CSS pixels. */
export function chartHeight(a: ChartAsk): number {
  if (a.isTime && a.shape !== 'share') return 300;
  const bars = a.columns.length * (hasLast(a) ? 2 : 1);
  return 64 + a.table.rows.length * Math.max(ROW_HEIGHT, 12 * bars + 8);
}

const hasLast = (a: ChartAsk): boolean =>
  a.shape !== 'share' &&
  a.table.rows.some((r) => a.columns.some((c) => typeof r.cells[c]?.last === 'number'));

type Bar = BarSeriesOption | LineSeriesOption;

/** What the library draws. null stays null: a gap in a line, no bar at all, never 0. */
export function chartOption(a: ChartAsk, palette: Palette): EChartsCoreOption {
  const { table, isNarrow } = a;
  const isDown = !a.isTime || a.shape === 'share';
  // The year stands in the header; months of several years say theirs.
  const isOneYear = new Set(table.rows.map((r) => r.key.slice(0, 4))).size === 1;
  const unitWord = a.shape === 'share' ? '%' : (table.columns[a.columns[0] ?? 0]?.measure.unitWord ?? '');
  const names = {
    type: 'category',
    data: table.rows.map((r) => (isDown || !isOneYear ? r.label : r.label.replace(/^\d+年/, ''))),
    axisLine: { lineStyle: { color: palette.hint } },
    axisTick: { show: false },
    axisLabel: {
      color: palette.ink,
      fontSize: 12,
      ...(isDown
        ? { width: isNarrow ? 84 : 168, overflow: 'truncate', interval: 0 }
        : { hideOverlap: true, formatter: (name: string) => name.replace('年', '年\n') }),
    },
    inverse: isDown,
  };
  const values = {
    type: 'value',
    splitNumber: isNarrow ? 3 : 5,
    axisLabel: { color: palette.hint, fontSize: 12, hideOverlap: true, formatter: formatShort },
    splitLine: { lineStyle: { color: palette.line } },
    name: unitWord,
    nameTextStyle: { color: palette.hint },
    nameGap: isDown ? 6 : 12,
  };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: {
      left: 8,
      right: isDown ? (isNarrow ? 58 : 92) : 24,
      top: 40,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      top: 0,
      left: 0,
      type: 'plain',
      textStyle: { color: palette.ink },
      inactiveColor: palette.hint,
    },
    // Drawn by the canvas itself: the page's security policy takes no styles that arrive as text.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: palette.sheet,
      borderColor: palette.hint,
      textStyle: { color: palette.ink, fontSize: 13 },
      axisPointer: { type: a.shape === 'line' ? 'line' : 'shadow' },
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? formatValue(value, unitWord) : `${NONE}(未报)`,
    },
    xAxis: isDown ? values : names,
    yAxis: isDown ? names : values,
    series: a.columns.flatMap((column, i) => seriesOf(a, palette, column, i)),
  };
}

function seriesOf(a: ChartAsk, palette: Palette, column: number, i: number): Bar[] {
  const head = a.table.columns[column];
  if (!head) return [];
  const cells = a.table.rows.map((r) => r.cells[column] ?? null);
  const colour = palette.series[i % palette.series.length] ?? palette.ink;
  const name = a.shape === 'share' ? `${head.label} 占比` : head.label;
  const data = cells.map((c) => (a.shape === 'share' ? share(a.table, column, c) : (c?.value ?? null)));
  const shown = shapeOf(a, name, data, colour, i, false);
  if (!hasLast(a)) return [shown];
  const before = a.columns.length === 1 ? '去年同期' : `${head.label} 去年同期`;
  const beforeColour = a.columns.length === 1 ? palette.before : colour;
  return [
    shown,
    shapeOf(
      a,
      before,
      cells.map((c) => c?.last ?? null),
      beforeColour,
      i,
      true,
    ),
  ];
}

const share = (table: FigureTable, column: number, cell: Cell | null): number | null => {
  const part = shareOf(table, column, cell?.value ?? null);
  return part === null ? null : Math.round(part * 10) / 10;
};

function shapeOf(
  a: ChartAsk,
  name: string,
  data: (number | null)[],
  colour: string,
  i: number,
  isBefore: boolean,
): Bar {
  if (a.shape === 'line')
    return {
      type: 'line',
      name,
      data,
      connectNulls: false,
      symbol: isBefore ? 'emptyCircle' : (SIGNS_OF_SERIES[i % SIGNS_OF_SERIES.length] ?? 'circle'),
      symbolSize: isBefore ? 4 : 7,
      showAllSymbol: true,
      itemStyle: { color: colour },
      lineStyle: {
        color: colour,
        width: isBefore ? 1 : 2,
        type: isBefore ? [2, 3] : [...dashOf(i)],
      },
    };
  const labelled = a.columns.length * (isBefore ? 2 : 1) <= 4;
  return {
    type: 'bar',
    name,
    data,
    barMaxWidth: 20,
    barGap: '10%',
    itemStyle: isBefore
      ? { color: 'transparent', borderColor: colour, borderWidth: 1, borderType: 'dashed' }
      : { color: colour, borderColor: colour, borderWidth: 1 },
    label: {
      show: labelled && !isBefore,
      position: a.isTime && a.shape !== 'share' ? 'top' : 'right',
      fontSize: 12,
      formatter: (p: { value: unknown }) =>
        typeof p.value !== 'number'
          ? ''
          : a.shape === 'share'
            ? `${formatNumber(p.value)}%`
            : formatShort(p.value),
    },
  };
}

const dashOf = (i: number): readonly number[] => {
  const dash = DASHES[i % DASHES.length];
  return dash === undefined || dash === 'solid' ? [] : dash;
};

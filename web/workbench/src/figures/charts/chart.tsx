import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import { type ChartAsk, chartHeight, chartOption } from './chart-option.ts';
import { readPalette } from './palette.ts';

// Only what is drawn; the whole library would be four times as much to fetch.
use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** One chart on a canvas. Its words stand in the table below, which is its text alternative. */
export function Chart(props: {
  ask: Omit<ChartAsk, 'isNarrow'>;
  label: string;
  pick: (row: number, column: number) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const redraw = useRef<(() => void) | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = init(element, null, { renderer: 'canvas' });
    const draw = (): void => {
      const palette = readPalette();
      const ask = { ...latest.current.ask, isNarrow: element.clientWidth < 560 };
      element.style.height = `${chartHeight(ask)}px`;
      chart.resize();
      chart.setOption(
        {
          ...chartOption(ask, palette),
          aria: { enabled: palette.isHighContrast, decal: { show: palette.isHighContrast } },
        },
        { notMerge: true },
      );
    };
    chart.on('click', (event) => {
      // Two shapes a column where last year stands beside: this year's come first of each pair.
      const { ask, pick } = latest.current;
      const each = Math.max(1, Math.round(seriesCount(chart.getOption()) / Math.max(1, ask.columns.length)));
      const column = ask.columns[Math.floor((event.seriesIndex ?? 0) / each)];
      if (column !== undefined) pick(event.dataIndex, column);
    });
    redraw.current = draw;
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    const media = ['(forced-colors: active)', '(prefers-contrast: more)'].map((q) => window.matchMedia(q));
    for (const m of media) m.addEventListener('change', draw);
    draw();
    return () => {
      watch.disconnect();
      for (const m of media) m.removeEventListener('change', draw);
      redraw.current = null;
      chart.dispose();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew whenever it is asked for something else
  useEffect(() => redraw.current?.(), [props.ask]);
  return <div ref={box} className="chart" role="img" aria-label={props.label} />;
}

const seriesCount = (option: Record<string, unknown>): number =>
  Array.isArray(option['series']) ? option['series'].length : 1;

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FigureView } from '../../../../../contracts/api.ts';
import { whereText } from '../../door.ts';
import { yearBefore } from '../../period.ts';
import { useTimes } from '../../place.ts';
import { type FigureAsk, unitQuery } from '../../queries.ts';
import { read } from '../../wire.ts';
import type { Exploring } from './exploring.ts';
import { type Asked, type FigureTable, figureTable } from './figure-table.ts';

export interface Figures {
  readonly table: FigureTable | null;
  readonly asked: readonly Asked[];
  readonly error: unknown;
  readonly retry: () => void;
}

const figureOf = (ask: FigureAsk) => ({
  queryKey: ['figure', ask],
  queryFn: ({ signal }: { signal: AbortSignal }) => read<FigureView>('/figures', { ...ask }, signal),
});

/** Asks every measure of every unit, and the same a year before; one answer to all of them. */
export function useFigures(x: Exploring): Figures {
  const { range } = useTimes();
  const units = useQueries({
    queries: x.units.map(unitQuery),
  });
  const pairs = x.units.flatMap((unit) => x.measures.map((measure) => ({ unit, measure })));
  const compares = x.by === 'unit' && x.units.length > 1;
  const asks = pairs.map(
    ({ unit, measure }): FigureAsk => ({
      measure: measure.key,
      unit,
      ...range,
      tree: x.tree,
      ...(compares ? {} : { by: x.by }),
      ...(Object.keys(x.where).length > 0 ? { where: whereText(x.where) } : {}),
    }),
  );
  const now = useQueries({ queries: asks.map(figureOf) });
  const before = useQueries({
    queries: x.last && !compares ? asks.map((ask) => figureOf({ ...ask, ...yearBefore(range) })) : [],
  });
  const answers = [...units, ...now];
  const failed = answers.find((q) => q.isError && q.data === undefined);
  const ready = answers.every((q) => q.data !== undefined);
  const asked = useMemo(() => {
    if (!ready) return [];
    return pairs.flatMap(({ unit, measure }, i): Asked[] => {
      const view = now[i]?.data;
      const unitName = units[x.units.indexOf(unit)]?.data?.unit.name;
      return view && unitName !== undefined
        ? [{ measure, unit, unitName, view, before: before[i]?.data }]
        : [];
    });
  }, [ready, pairs, now, units, before, x.units]);
  const kinds = new Map(units.flatMap((u) => u.data?.children.map((c) => [c.id, c.kind] as const) ?? []));
  return {
    table: ready ? figureTable(x, asked, range, kinds) : null,
    asked,
    error: failed?.error ?? null,
    retry: () => {
      for (const q of answers) if (q.isError) void q.refetch();
    },
  };
}

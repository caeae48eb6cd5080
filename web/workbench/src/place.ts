import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { type Door, doorText } from './door.ts';
import { askRange, type Period, parsePeriod, periodKey } from './period.ts';
import { useMe } from './queries.ts';

/** Where am I, for when: the period and the open drawers, all kept in the address. */

export interface Times {
  readonly today: string;
  readonly period: Period;
  /** What figures are asked for: the period, up to today when it is running. */
  readonly range: { readonly from: string; readonly to: string };
}

export function useTimes(): Times {
  const [params] = useSearchParams();
  const { data: me } = useMe();
  const today = me?.today ?? new Date().toISOString().slice(0, 10);
  const text = params.get('p');
  return useMemo(() => {
    const period = parsePeriod(text, today);
    return { today, period, range: askRange(period, today) };
  }, [text, today]);
}

/** Changes parts of the address and keeps the rest; null takes a part out. */
export function useSetParams(): (
  changes: Readonly<Record<string, string | null>>,
  options?: { replace?: boolean },
) => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (changes, options) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            if (value === null || value === '') next.delete(key);
            else next.set(key, value);
          }
          return next;
        },
        { replace: options?.replace ?? false },
      ),
    [setParams],
  );
}

/** Makes an address inside the desk that keeps the period. */
export function useHref(): (
  path: string,
  params?: Readonly<Record<string, string | null | undefined>>,
) => string {
  const [current] = useSearchParams();
  const p = current.get('p');
  return useCallback(
    (path, params = {}) => {
      const [base = '/', given = ''] = path.split('?');
      const next = new URLSearchParams(given);
      if (p && !next.has('p')) next.set('p', p);
      for (const [key, value] of Object.entries(params)) if (value) next.set(key, value);
      const text = next.toString();
      return text ? `${base}?${text}` : base;
    },
    [p],
  );
}

export function useGo(): (
  path: string,
  params?: Readonly<Record<string, string | null | undefined>>,
  state?: unknown,
) => void {
  const navigate = useNavigate();
  const href = useHref();
  return useCallback((path, params, state) => void navigate(href(path, params), { state }), [navigate, href]);
}

/** The address of this page with a figure's drawer open: a real link, so that it may also be shared or opened beside. */
export function useDoorHref(): (door: Door) => string {
  const [current] = useSearchParams();
  return useCallback(
    (door) => {
      const next = new URLSearchParams(current);
      next.set('figure', doorText(door));
      return `?${next.toString()}`;
    },
    [current],
  );
}

/** Opens and closes the drawers of a figure and of a line. */
export function useDoors(): {
  openFigure: (door: Door) => void;
  openEntry: (id: string) => void;
  closeFigure: () => void;
  closeEntry: () => void;
} {
  const set = useSetParams();
  return useMemo(
    () => ({
      openFigure: (door) => set({ figure: doorText(door) }),
      openEntry: (id) => set({ entry: id }),
      closeFigure: () => set({ figure: null }),
      closeEntry: () => set({ entry: null }),
    }),
    [set],
  );
}

export function useSetPeriod(): (p: Period) => void {
  const set = useSetParams();
  return useCallback((p) => set({ p: periodKey(p) }, { replace: true }), [set]);
}

export const usePath = (): string => useLocation().pathname;

import { MutationCache, QueryCache, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  CoverageView,
  EntryPage,
  FigureView,
  LedgerSummary,
  Me,
  MeasureView,
  UnitHistory,
  UnitPage,
  UnitView,
} from '../../../contracts/api.ts';
import type { FindView } from '../../../contracts/api-find.ts';
import type { HomeView } from '../../../contracts/api-home.ts';
import type { Ledger, Level } from '../../../contracts/ledger.ts';
import { setSessionEnded } from './session.ts';
import { leadToSignIn } from './sign-in/way-in.ts';
import { isWireError, read } from './wire.ts';

/** Everything that is read, by name. One place, so that the same thing is fetched once and refreshed together. */

const noticeEnd = (error: unknown): void => {
  if (!isWireError(error)) return;
  if (error.code === 'sign-in.required') setSessionEnded(true);
  else if (error.status === 403) leadToSignIn(error);
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The first question of all is who she is: its 401 shows the sign-in page, not the box above a page.
      if (query.queryKey[0] !== 'me') noticeEnd(error);
    },
  }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) =>
        times < 2 && isWireError(error) && (error.status === 0 || error.status === 503),
    },
  },
});

/** After any change every figure, list and home page may be different. */
export async function refreshAll(): Promise<void> {
  await queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'definition' });
}

export const useMe = (): UseQueryResult<Me> =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => read<Me>('/me', {}, signal), staleTime: 300_000 });

export const useHome = (): UseQueryResult<HomeView> =>
  useQuery({ queryKey: ['home'], queryFn: ({ signal }) => read<HomeView>('/home', {}, signal) });

/** One unit's page as a query, for those who ask several. */
export const unitQuery = (id: string | null) => ({
  queryKey: ['unit', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => read<UnitPage>(`/units/${id}`, {}, signal),
  staleTime: 60_000,
});

export const useUnit = (id: string | null): UseQueryResult<UnitPage> =>
  useQuery({ ...unitQuery(id), enabled: id !== null });

export const useUnitHistory = (id: string): UseQueryResult<UnitHistory> =>
  useQuery({
    queryKey: ['unit', id, 'history'],
    queryFn: ({ signal }) => read<UnitHistory>(`/units/${id}/history`, {}, signal),
  });

export const useLedgers = (enabled = true): UseQueryResult<readonly LedgerSummary[]> =>
  useQuery({
    enabled,
    queryKey: ['ledgers'],
    queryFn: async ({ signal }) =>
      (await read<{ ledgers: readonly LedgerSummary[] }>('/ledgers', {}, signal)).ledgers,
    staleTime: 60_000,
  });

export const useLedger = (key: string | null): UseQueryResult<Ledger> =>
  useQuery({
    queryKey: ['definition', 'ledger', key],
    queryFn: ({ signal }) => read<Ledger>(`/ledgers/${key}`, {}, signal),
    enabled: key !== null,
    staleTime: 600_000,
  });

export const useMeasures = (): UseQueryResult<readonly MeasureView[]> =>
  useQuery({
    queryKey: ['definition', 'measures'],
    queryFn: async ({ signal }) =>
      (await read<{ measures: readonly MeasureView[] }>('/measures', {}, signal)).measures,
    staleTime: 600_000,
  });

export const useEntry = (id: string | null): UseQueryResult<EntryPage> =>
  useQuery({
    queryKey: ['entry', id],
    queryFn: ({ signal }) => read<EntryPage>(`/entries/${id}`, {}, signal),
    enabled: id !== null,
  });

export const useCoverage = (q: {
  unit: string;
  ledger: string;
  year: number;
}): UseQueryResult<CoverageView> =>
  useQuery({
    queryKey: ['coverage', q],
    queryFn: ({ signal }) => read<CoverageView>('/coverage', q, signal),
  });

/** One figure's question, as it goes into `/figures`. */
export interface FigureAsk {
  readonly measure: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly where?: string | undefined;
  readonly by?: string;
  readonly tree?: string | undefined;
}

export const useFigure = (ask: FigureAsk | null): UseQueryResult<FigureView> =>
  useQuery({
    queryKey: ['figure', ask],
    queryFn: ({ signal }) => read<FigureView>('/figures', { ...ask }, signal),
    enabled: ask !== null,
  });

export interface ReportKind {
  readonly key: string;
  readonly name: string;
  readonly period: 'year' | 'half-year' | 'any';
  readonly levels?: readonly Level[];
}

export const useReportKinds = (): UseQueryResult<readonly ReportKind[]> =>
  useQuery({
    queryKey: ['definition', 'reports'],
    queryFn: async ({ signal }) =>
      (await read<{ reports: readonly ReportKind[] }>('/reports', {}, signal)).reports,
    staleTime: 600_000,
  });

/** Units by name, code or pinyin initials. */
/** Lines and papers by words, as one types; the last answer stays until the next is there. */
export const useFind = (q: string): UseQueryResult<FindView> =>
  useQuery({
    queryKey: ['find', q],
    queryFn: async ({ signal }) => await read<FindView>('/find', { q }, signal),
    enabled: [...q].length > 1,
    placeholderData: (before) => before,
  });

export const useUnitSearch = (q: string): UseQueryResult<readonly UnitView[]> =>
  useQuery({
    queryKey: ['units', q],
    queryFn: async ({ signal }) =>
      (await read<{ units: readonly UnitView[] }>('/units', { q }, signal)).units,
    enabled: q !== '',
    placeholderData: (before) => before,
  });

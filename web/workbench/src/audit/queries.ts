import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { ActionChoice, AuditPage, ChainView } from '../../../../contracts/api-audit.ts';
import { read } from '../wire.ts';

export interface AuditAsked {
  readonly from: string | null;
  readonly to: string | null;
  readonly who: string;
  readonly what: string | null;
  readonly unit: string | null;
  readonly result: string | null;
}

export const useAudit = (asked: AuditAsked): UseInfiniteQueryResult<InfiniteData<AuditPage>> =>
  useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ signal, pageParam }) => read<AuditPage>('/audit', { ...asked, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // Each reading is recorded: it is not repeated because the window came to the front again.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useKinds = (): UseQueryResult<readonly ActionChoice[]> =>
  useQuery({
    queryKey: ['definition', 'audit-kinds'],
    queryFn: async ({ signal }) =>
      (await read<{ kinds: readonly ActionChoice[] }>('/audit/kinds', {}, signal)).kinds,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How the chain stands; asked every second while a check is under way. */
export const useChain = (): UseQueryResult<ChainView> =>
  useQuery({
    queryKey: ['audit-chain'],
    queryFn: ({ signal }) => read<ChainView>('/audit/chain', {}, signal),
    refetchInterval: (query) => (query.state.data?.check?.finishedAt === null ? 1_000 : false),
  });

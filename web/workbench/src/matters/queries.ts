import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  Box,
  CandidateView,
  FlowView,
  InboxPage,
  MatterCounts,
  MatterView,
} from '../../../../contracts/api-flows.ts';
import { read } from '../wire.ts';

export const useFlows = (): UseQueryResult<readonly FlowView[]> =>
  useQuery({
    queryKey: ['matters', 'flows'],
    queryFn: async ({ signal }) => (await read<{ flows: readonly FlowView[] }>('/flows', {}, signal)).flows,
    staleTime: 300_000,
  });

export const useInbox = (q: { box: Box; flow: string; q: string }): UseQueryResult<InboxPage> =>
  useQuery({
    queryKey: ['matters', 'inbox', q],
    queryFn: ({ signal }) => read<InboxPage>('/matters', q, signal),
    placeholderData: (before) => before,
  });

export const useMatter = (id: string): UseQueryResult<MatterView> =>
  useQuery({
    queryKey: ['matters', 'one', id],
    queryFn: ({ signal }) => read<MatterView>(`/matters/${id}`, {}, signal),
  });

export const useCandidates = (
  matter: string,
  step: string,
  list: 'to' | 'readers' | 'signers',
): UseQueryResult<readonly CandidateView[]> =>
  useQuery({
    queryKey: ['matters', 'candidates', matter, step, list],
    queryFn: async ({ signal }) =>
      (
        await read<{ candidates: readonly CandidateView[] }>(
          `/matters/${matter}/candidates`,
          { step, list },
          signal,
        )
      ).candidates,
    staleTime: 60_000,
  });

export const useMatterCounts = (unit: string): UseQueryResult<MatterCounts> =>
  useQuery({
    queryKey: ['matters', 'counts', unit],
    queryFn: ({ signal }) => read<MatterCounts>('/matter-counts', { unit }, signal),
    staleTime: 60_000,
  });

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReadsView, UrgentViews } from '../../../../../contracts/api-secrecy.ts';
import { read } from '../../wire.ts';

export const useReads = (matter: string): UseQueryResult<ReadsView> =>
  useQuery({
    queryKey: ['matters', 'reads', matter],
    queryFn: ({ signal }) => read<ReadsView>(`/matters/${matter}/reads`, {}, signal),
  });

export const useUrgentViews = (): UseQueryResult<UrgentViews> =>
  useQuery({
    queryKey: ['matters', 'urgent-views'],
    queryFn: ({ signal }) => read<UrgentViews>('/urgent-views', {}, signal),
    staleTime: 60_000,
  });

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BlankSpots, CoverageRate, UnitProfile } from '../../../../contracts/api-network.ts';
import { read } from '../wire.ts';

export const useUnitProfile = (
  id: string,
  range: { readonly from: string; readonly to: string },
): UseQueryResult<UnitProfile> =>
  useQuery({
    queryKey: ['unit', id, 'profile', range],
    queryFn: ({ signal }) => read<UnitProfile>(`/units/${id}/profile`, { ...range }, signal),
  });

export const useCoverageRate = (unit: string): UseQueryResult<CoverageRate> =>
  useQuery({
    queryKey: ['coverage-rate', unit],
    queryFn: ({ signal }) => read<CoverageRate>('/coverage-rate', { unit }, signal),
    placeholderData: (before) => before,
  });

export const useBlankSpots = (asked: {
  readonly unit: string;
  readonly kind: string | null;
  readonly state: string;
}): UseQueryResult<BlankSpots> =>
  useQuery({
    queryKey: ['blank-spots', asked],
    queryFn: ({ signal }) => read<BlankSpots>('/blank-spots', asked, signal),
    placeholderData: (before) => before,
  });

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReferralCounts, ReferralsView } from '../../../../../contracts/api-referrals.ts';
import { read } from '../../wire.ts';

export const useReferrals = (matterId: string): UseQueryResult<ReferralsView> =>
  useQuery({
    queryKey: ['matters', 'referrals', matterId],
    queryFn: ({ signal }) => read<ReferralsView>(`/matters/${matterId}/referrals`, {}, signal),
  });

export const useReferralCounts = (unit: string): UseQueryResult<ReferralCounts> =>
  useQuery({
    queryKey: ['matters', 'referral-counts', unit],
    queryFn: ({ signal }) => read<ReferralCounts>('/referral-counts', { unit }, signal),
    staleTime: 60_000,
  });

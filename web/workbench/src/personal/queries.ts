import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PersonalApproval, PersonalRequestView } from '../../../../contracts/api-personal.ts';
import { read } from '../wire.ts';

export const useRequests = (): UseQueryResult<readonly PersonalRequestView[]> =>
  useQuery({
    queryKey: ['personal', 'requests'],
    queryFn: async ({ signal }) =>
      (await read<{ requests: readonly PersonalRequestView[] }>('/personal/requests', {}, signal)).requests,
  });

export const useApprovals = (): UseQueryResult<readonly PersonalApproval[]> =>
  useQuery({
    queryKey: ['personal', 'approvals'],
    queryFn: async ({ signal }) =>
      (await read<{ approvals: readonly PersonalApproval[] }>('/personal/approvals', {}, signal)).approvals,
  });

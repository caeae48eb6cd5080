import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { MyAccount } from '../../../../contracts/api-account.ts';
import { queryClient } from '../queries.ts';
import { read } from '../wire.ts';

export const useMyAccount = (): UseQueryResult<MyAccount> =>
  useQuery({
    queryKey: ['my-account'],
    queryFn: ({ signal }) => read<MyAccount>('/account', {}, signal),
    staleTime: 0,
  });

export const refreshMyAccount = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['my-account'] });

import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type {
  AccountList,
  AccountRow,
  GrantPreview,
  RoleChoice,
} from '../../../../contracts/api-accounts.ts';
import { queryClient } from '../queries.ts';
import { read } from '../wire.ts';

export interface AccountsAsked {
  readonly q: string;
  readonly unit: string | null;
  readonly state: string;
}

export const useAccounts = (asked: AccountsAsked): UseInfiniteQueryResult<InfiniteData<AccountList>> =>
  useInfiniteQuery({
    queryKey: ['accounts', asked],
    queryFn: ({ signal, pageParam }) =>
      read<AccountList>('/accounts', { ...asked, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

export const useAccount = (id: string | null): UseQueryResult<AccountRow> =>
  useQuery({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => read<AccountRow>(`/accounts/${id}`, {}, signal),
    enabled: id !== null,
  });

export const useRoles = (unit: string | null): UseQueryResult<readonly RoleChoice[]> =>
  useQuery({
    queryKey: ['roles', unit],
    queryFn: async ({ signal }) =>
      (await read<{ roles: readonly RoleChoice[] }>('/grants/roles', { unit }, signal)).roles,
    enabled: unit !== null,
  });

export const usePreview = (unit: string | null, role: string | null): UseQueryResult<GrantPreview> =>
  useQuery({
    queryKey: ['grant-preview', unit, role],
    queryFn: ({ signal }) => read<GrantPreview>('/grants/preview', { unit, role }, signal),
    enabled: unit !== null && role !== null,
    placeholderData: (before) => before,
  });

export const refreshAccounts = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['accounts'] });

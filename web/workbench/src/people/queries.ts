import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { LibrariesView } from '../../../../contracts/api-libraries.ts';
import type { DuplicateView, PersonView, RosterView } from '../../../../contracts/api-people.ts';
import type { StatisticsView } from '../../../../contracts/api-people-statistics.ts';
import type { AffairsView } from '../../../../contracts/api-transfers.ts';
import { queryClient } from '../queries.ts';
import { read } from '../wire.ts';

export type RosterAsked = Readonly<Record<string, string | null>>;

export const useRoster = (asked: RosterAsked): UseInfiniteQueryResult<InfiniteData<RosterView>> =>
  useInfiniteQuery({
    queryKey: ['people', 'roster', asked],
    queryFn: ({ signal, pageParam }) => read<RosterView>('/people', { ...asked, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

const usePeople = <T>(path: string, asked: RosterAsked): UseQueryResult<T> =>
  useQuery({
    queryKey: ['people', path, asked],
    queryFn: ({ signal }) => read<T>(path, asked, signal),
  });
export const useStatistics = (asked: RosterAsked): UseQueryResult<StatisticsView> =>
  usePeople<StatisticsView>('/people/statistics', asked);
export const useAffairs = (unit: string): UseQueryResult<AffairsView> =>
  usePeople<AffairsView>('/people/affairs', { unit });
export const useLibraries = (asked: RosterAsked): UseQueryResult<LibrariesView> =>
  usePeople<LibrariesView>('/people/libraries', asked);
export const useDuplicates = (unit: string): UseQueryResult<{ pairs: readonly DuplicateView[] }> =>
  usePeople<{ pairs: readonly DuplicateView[] }>('/people/duplicates', { unit });
export const usePerson = (id: string): UseQueryResult<PersonView> =>
  usePeople<PersonView>(`/people/${id}`, {});

export const refreshPeople = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['people'] });

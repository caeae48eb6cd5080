import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BackupsView } from '../../../../contracts/api-backups.ts';
import type { SeenView } from '../../../../contracts/api-preview.ts';
import type {
  CalendarView,
  ParametersView,
  SettingChange,
  SettingsView,
} from '../../../../contracts/api-settings.ts';
import type { TakeoutsView } from '../../../../contracts/api-takeout.ts';
import { queryClient } from '../queries.ts';
import { read } from '../wire.ts';

export const useSettings = (): UseQueryResult<SettingsView> =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => read<SettingsView>('/settings', {}, signal),
  });

export const useSettingHistory = (key: string, house: boolean): UseQueryResult<readonly SettingChange[]> =>
  useQuery({
    queryKey: ['settings', key, house, 'history'],
    queryFn: async ({ signal }) =>
      (
        await read<{ changes: readonly SettingChange[] }>(
          `/${house ? 'house-settings' : 'settings'}/${key}/history`,
          {},
          signal,
        )
      ).changes,
  });

export const useParameters = (day: string): UseQueryResult<ParametersView> =>
  useQuery({
    queryKey: ['settings', 'parameters', day],
    queryFn: ({ signal }) => read<ParametersView>('/parameters', { day }, signal),
    placeholderData: (before) => before,
  });

export const useCalendar = (year: number): UseQueryResult<CalendarView> =>
  useQuery({
    queryKey: ['settings', 'calendar', year],
    queryFn: ({ signal }) => read<CalendarView>('/calendar', { year }, signal),
    placeholderData: (before) => before,
  });

/** Asked again while something is under way, so that its end shows by itself. */
export const useBackups = (): UseQueryResult<BackupsView> =>
  useQuery({
    queryKey: ['settings', 'backups'],
    queryFn: ({ signal }) => read<BackupsView>('/backups', {}, signal),
    refetchInterval: (query) =>
      query.state.data?.runs.some((r) => r.state === 'waiting' || r.state === 'running') ? 2_000 : false,
  });

export const useTakeouts = (): UseQueryResult<TakeoutsView> =>
  useQuery({
    queryKey: ['settings', 'takeouts'],
    queryFn: ({ signal }) => read<TakeoutsView>('/takeouts', {}, signal),
    refetchInterval: (query) =>
      query.state.data?.takeouts.some((t) => t.state === 'waiting' || t.state === 'running') ? 1_000 : false,
  });

export const useSeen = (unit: string | null, role: string | null): UseQueryResult<SeenView> =>
  useQuery({
    queryKey: ['grant-preview', 'seen', unit, role],
    queryFn: ({ signal }) => read<SeenView>('/grants/seen', { unit, role }, signal),
    enabled: unit !== null && role !== null,
  });

export const useAccountSeen = (account: string | null): UseQueryResult<SeenView> =>
  useQuery({
    queryKey: ['grant-preview', 'account', account],
    queryFn: ({ signal }) => read<SeenView>(`/accounts/${account}/seen`, {}, signal),
    enabled: account !== null,
  });

export const refreshSettings = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['settings'] });

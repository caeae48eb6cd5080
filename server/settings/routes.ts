import { z } from 'zod';
import {
  type CalendarView,
  calendarQuery,
  changeCalendarBody,
  changeParameterBody,
  changeSettingBody,
  type ParametersView,
  parametersQuery,
  type SettingChange,
  type SettingsView,
  settingParams,
  settingsQuery,
} from '../../contracts/api-settings.ts';
import { type Actor, reaches } from '../access/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { changeCalendar } from './actions/change-calendar.ts';
import { changeParameter } from './actions/change-parameter.ts';
import { changeSetting } from './actions/change-setting.ts';
import { calendarView, parametersView, settingHistory, settingsView } from './views.ts';

const historyQuery = z.object({ unit: z.uuid('编号不对。').optional() });

/** Settings, parameters, calendars (设置). `worker` writes: the application's role may only read these tables. */
export function settingRoutes(o: {
  worker: Database;
  now: () => Date;
  changed: () => Promise<void>;
}): Route<Actor>[] {
  const today = (): string => chinaDay(o.now());
  const look = async <T>(
    caller: Actor,
    id: string | undefined,
    fn: (tx: Tx, unit: Unit) => Promise<T>,
  ): Promise<T> =>
    await o.worker.transaction(
      [],
      async (tx) => {
        const unit = await unitById(tx, id ?? caller.officeOf ?? caller.unit.id);
        if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
        return await fn(tx, unit);
      },
      'read',
    );
  const done = async (act: Promise<void>): Promise<{ ok: true }> => {
    await act;
    await o.changed();
    return { ok: true };
  };
  return [
    defineRoute<Actor, undefined, typeof settingsQuery>({
      method: 'GET',
      path: '/api/settings',
      permission: 'setting.read',
      rate: 'read',
      summary: 'Settings of a unit as they are today 设置',
      query: settingsQuery,
      handle: async ({ caller, query }): Promise<SettingsView> =>
        await look(caller, query.unit, (tx, unit) => settingsView(tx, caller, unit, today())),
    }),
    defineRoute<Actor, typeof settingParams, typeof historyQuery>({
      method: 'GET',
      path: '/api/settings/:key/history',
      permission: 'setting.read',
      rate: 'read',
      summary: 'What was set before, by whom and why 设置的历史',
      params: settingParams,
      query: historyQuery,
      handle: async ({ caller, params, query }): Promise<{ changes: readonly SettingChange[] }> => ({
        changes: await look(caller, query.unit, (tx, unit) => settingHistory(tx, unit, params.key)),
      }),
    }),
    defineRoute<Actor, typeof settingParams>({
      method: 'GET',
      path: '/api/house-settings/:key/history',
      permission: 'system.manage',
      rate: 'read',
      summary: 'What was set before for the whole server 平台设置的历史',
      params: settingParams,
      handle: async ({ params }): Promise<{ changes: readonly SettingChange[] }> => ({
        changes: await o.worker.transaction([], (tx) => settingHistory(tx, null, params.key), 'read'),
      }),
    }),
    defineRoute<Actor, typeof settingParams, undefined, typeof changeSettingBody>({
      method: 'POST',
      path: '/api/settings/:key',
      permission: 'setting.manage',
      rate: 'write',
      summary: 'Set a value for my unit from a day on 改设置',
      params: settingParams,
      body: changeSettingBody,
      handle: async ({ caller, params, body }) =>
        await done(changeSetting(o.worker, caller, 'unit', { ...body, key: params.key }, o.now())),
    }),
    defineRoute<Actor, typeof settingParams, undefined, typeof changeSettingBody>({
      method: 'POST',
      path: '/api/house-settings/:key',
      permission: 'system.manage',
      fresh: true,
      rate: 'write',
      summary: 'Set a value for the whole server 改平台设置',
      params: settingParams,
      body: changeSettingBody,
      handle: async ({ caller, params, body }) =>
        await done(changeSetting(o.worker, caller, 'house', { ...body, key: params.key }, o.now())),
    }),
    defineRoute<Actor, undefined, typeof parametersQuery>({
      method: 'GET',
      path: '/api/parameters',
      permission: 'setting.read',
      rate: 'read',
      summary: 'Dated parameters as they hold on a day 参数',
      query: parametersQuery,
      handle: async ({ caller, query }): Promise<ParametersView> =>
        await look(caller, query.unit, (tx, unit) => parametersView(tx, caller, unit, query.day ?? today())),
    }),
    defineRoute<Actor, typeof settingParams, undefined, typeof changeParameterBody>({
      method: 'POST',
      path: '/api/parameters/:key',
      permission: 'setting.manage',
      rate: 'write',
      summary: 'Enter a value of a parameter with its source 录入参数',
      params: settingParams,
      body: changeParameterBody,
      handle: async ({ caller, params, body }) =>
        await done(changeParameter(o.worker, caller, { ...body, key: params.key }, o.now())),
    }),
    defineRoute<Actor, undefined, typeof calendarQuery>({
      method: 'GET',
      path: '/api/calendar',
      permission: 'setting.read',
      rate: 'read',
      summary: 'Holidays and make-up workdays of a year 节假日',
      query: calendarQuery,
      handle: async ({ caller, query }): Promise<CalendarView> =>
        await look(caller, query.unit, (tx, unit) => calendarView(tx, caller, unit, query.year, today())),
    }),
    defineRoute<Actor, undefined, undefined, typeof changeCalendarBody>({
      method: 'POST',
      path: '/api/calendar/house',
      permission: 'system.manage',
      fresh: true,
      rate: 'write',
      summary: 'Enter the holidays of a year for everybody 录入全国放假安排',
      body: changeCalendarBody,
      handle: async ({ caller, body }) =>
        await done(changeCalendar(o.worker, caller, 'house', body, o.now())),
    }),
    defineRoute<Actor, undefined, undefined, typeof changeCalendarBody>({
      method: 'POST',
      path: '/api/calendar/local',
      permission: 'setting.manage',
      rate: 'write',
      summary: 'Enter holidays of my own place 录入本地节假日',
      body: changeCalendarBody,
      handle: async ({ caller, body }) =>
        await done(changeCalendar(o.worker, caller, 'local', body, o.now())),
    }),
  ];
}

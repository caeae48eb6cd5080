export { assertRunsTheHouse } from './actions/change-setting.ts';
export { type BackupState, backupState } from './backup-state.ts';
export { calendarOf, numberOf, parameterAt, settingOf, settingsOf } from './front.ts';
export { type HouseValues, openHouseValues } from './house-values.ts';
export { publishSettings } from './publish.ts';
export { settingRoutes } from './routes.ts';

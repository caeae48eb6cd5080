import type { Grade, ParameterRow, SettingValue, ValueType } from '../../contracts/setting.ts';

/** The day on which the rows were last held against their sources. */
export const CHECKED = '2026-11-21';

/** One row of a parameter: value, the day from which it holds, where it is written, how surely we know. */
const row =
  (grade: Grade) =>
  (
    value: SettingValue,
    from: string,
    source: string,
    o: { area?: string; to?: string } = {},
  ): ParameterRow => ({ area: o.area ?? null, value, from, to: o.to ?? null, source, grade });

/** Read in the document itself. */
export const read = row('V');
/** Read on a secondary page. */
export const seen = row('S');
/** From memory: ships switched off until somebody confirms it. */
export const remembered = row('M');

/** Types of values that many parameters have. */
export const percent: ValueType = { kind: 'number', unitWord: '%', least: 0, most: 100 };
export const whole = (unitWord: string, least: number, most: number): ValueType => ({
  kind: 'whole',
  unitWord,
  least,
  most,
});

/** Codes of provinces whose own rule differs. */
export const AREA = {
  hebei: '130000',
  shanxi: '140000',
  liaoning: '210000',
  jilin: '220000',
  heilongjiang: '230000',
  anhui: '340000',
  fujian: '350000',
  zhejiang: '330000',
  henan: '410000',
  hubei: '420000',
  hunan: '430000',
  guangdong: '440000',
  hainan: '460000',
  chongqing: '500000',
  guizhou: '520000',
  yunnan: '530000',
  shaanxi: '610000',
  gansu: '620000',
  xinjiang: '650000',
} as const;

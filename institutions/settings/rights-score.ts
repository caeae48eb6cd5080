import type { Setting } from '../../contracts/setting.ts';

/** Weights and targets of 基层维权考核. The sources name no numbers but one, so each place decides. */
const NO_NUMBER = '000§5 只说定期考核,没有说分值;这是本系统的默认';
const setting = (
  key: string,
  label: string,
  meaning: string,
  o: { least: number; most: number; unitWord: string; value: number; source?: string },
): Setting => ({
  key: `rights-score.${key}`,
  version: 1,
  group: '基层维权考核',
  label,
  meaning,
  type: { kind: 'whole', least: o.least, most: o.most, unitWord: o.unitWord },
  default: o.value,
  source: o.source ?? NO_NUMBER,
  grade: o.source ? 'S' : null,
  of: 'unit',
  levels: ['nation', 'province', 'city', 'county', 'township'],
});
const ITEMS: readonly (readonly [key: string, label: string, weight: number, target: number])[] = [
  ['contacts', '首问按时答复率', 20, 100],
  ['on-time', '信访按时办结率', 20, 100],
  ['closed', '信访办结率', 20, 100],
  ['satisfied', '信访满意率', 15, 90],
  ['points', '维权网点正常运行', 10, 100],
  ['systems', '三制覆盖率', 15, 80],
];

export const rightsScore: readonly Setting[] = ITEMS.flatMap(([key, label, weight, target]) => [
  setting(
    `weight-${key}`,
    `${label}占多少分`,
    `考核下级时「${label}」占的分值;填 0 就不考这一项。各项分值不必凑成 100,总分按实际考的各项折算成百分制。`,
    { least: 0, most: 100, unitWord: '分', value: weight },
  ),
  setting(
    `target-${key}`,
    `${label}达到多少得满分`,
    `「${label}」达到这个百分数得满分,没达到的按比例得分。`,
    {
      least: 1,
      most: 100,
      unitWord: '%',
      value: target,
      ...(key === 'systems' ? { source: '004§3「全市社区、村妇女维权三制覆盖率达80%以上」' } : {}),
    },
  ),
]);

import type { Setting } from '../../contracts/setting.ts';

/** What the petition rules leave without a number: each office decides, within bounds. */
export const petitionSettings: readonly Setting[] = [
  {
    key: 'petitions.other-days',
    version: 1,
    group: '信访件',
    label: '建议意见、检举控告多久办完',
    meaning: '受理后这么多天还没有答复,领导就会看到。申诉求决不看这里,按信访工作条例 60 天。',
    type: { kind: 'whole', least: 15, most: 365, unitWord: '天' },
    default: 60,
    source: '信访工作条例只给申诉求决规定了 60 日;别的两类没有天数,默认照 60 天提醒',
    grade: null,
    of: 'unit',
    levels: ['nation', 'province', 'city', 'county', 'township'],
  },
];

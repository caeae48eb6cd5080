import type { Setting } from '../../contracts/setting.ts';
import { ALL_LEVELS } from '../shared-parts.ts';

const SOURCE = '首问负责制文件:“一般在3天内答复,特殊情况不超过7天”';
const shared = { version: 1, group: '首问负责制', of: 'unit', levels: ALL_LEVELS } as const;

/** The days of first-asked responsibility: its document says how many and not which; each place decides within bounds. */
export const firstAskedSettings: readonly Setting[] = [
  {
    ...shared,
    levels: [...ALL_LEVELS],
    key: 'first-asked.days',
    label: '一般几天内答复',
    meaning:
      '首问的人要在这么多天内答复,到最后一天的 24 点为止;过了就给领导看。改动只管以后登记的,已经在办的照原来的算。',
    type: { kind: 'whole', least: 1, most: 7, unitWord: '天' },
    default: 3,
    source: SOURCE,
    grade: 'S',
  },
  {
    ...shared,
    levels: [...ALL_LEVELS],
    key: 'first-asked.most-days',
    label: '写明理由最多延到几天',
    meaning:
      '特殊情况写明理由可以延长,从头算起最多这么多天。比“一般几天内答复”小的,按那个算,也就是不能延长。',
    type: { kind: 'whole', least: 1, most: 7, unitWord: '天' },
    default: 7,
    source: SOURCE,
    grade: 'S',
  },
  {
    ...shared,
    levels: [...ALL_LEVELS],
    key: 'first-asked.kind-of-days',
    label: '按自然日还是工作日算',
    meaning: '自然日连周末和节假日一起算;工作日跳过周末和法定节假日,调休上班的周末要算。',
    type: { kind: 'choice', options: ['自然日', '工作日'] },
    default: '自然日',
    source: '文件只写“3天”,没有写明;自然日对来访人更快,是本系统的默认',
    grade: null,
  },
  {
    ...shared,
    levels: [...ALL_LEVELS],
    key: 'first-asked.first-day-counts',
    label: '接待当天算不算第一天',
    meaning: '不算的,从第二天数起,11 月 3 日接待,3 天到 11 月 6 日为止;算的,到 11 月 5 日为止。',
    type: { kind: 'yesno' },
    default: false,
    source: '民法典第二百零一条:按照年、月、日计算期间的,开始的当日不计入,自下一日开始计算',
    grade: 'M',
  },
];

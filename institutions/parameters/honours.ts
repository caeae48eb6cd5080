import type { Parameter, ValueType } from '../../contracts/setting.ts';
import { AREA, remembered, seen } from './rows.ts';

const percent: ValueType = { kind: 'number', unitWord: '%', least: 0, most: 100 };
const whole = (unitWord: string, least: number, most: number): ValueType => ({
  kind: 'whole',
  unitWord,
  least,
  most,
});
const RULES = '《评比达标表彰活动管理办法》(2018-12-21),据区级清单 2022、渭评组办函〔2022〕1号';

/** Awards and titles (评比表彰、巾帼文明岗、三八红旗手): PARAMETERS §3. */
export const honours: readonly Parameter[] = [
  {
    key: 'honours.city-projects',
    version: 1,
    group: '评比表彰',
    label: '市一级每年表彰项目数',
    meaning: '市级党委政府每年最多可以办的评比达标表彰项目数。',
    type: whole('个', 0, 50),
    rows: [seen(2, '2018-12-21', RULES)],
  },
  {
    key: 'honours.county-projects',
    version: 1,
    group: '评比表彰',
    label: '县一级每年表彰项目数',
    meaning: '县级党委政府每年最多可以办的评比达标表彰项目数;县级部门不得自行设立。',
    type: whole('个', 0, 50),
    rows: [seen(1, '2018-12-21', RULES)],
  },
  {
    key: 'honours.cycle-years',
    version: 1,
    group: '评比表彰',
    label: '同一表彰项目的周期',
    meaning: '同一个评比达标表彰项目一般隔这么多年办一次。',
    type: whole('年', 1, 20),
    rows: [seen(5, '2018-12-21', RULES)],
  },
  {
    key: 'honours.leaders-percent',
    version: 1,
    group: '评比表彰',
    label: '县处级干部占表彰人数上限',
    meaning: '表彰个人中县处级干部最多占的比例;副厅级以上一般不参加。',
    type: percent,
    rows: [seen(20, '2018-12-21', RULES)],
  },
  {
    key: 'honours.publicity-workdays',
    version: 1,
    group: '评比表彰',
    label: '公示期',
    meaning: '评选结果公示至少这么多个工作日,写明电话和时间。',
    type: whole('个工作日', 1, 30),
    rows: [remembered(5, '2018-12-21', '各地通行做法(某盟妇联 2022 年公示 5 个工作日),未见统一条文')],
  },
  {
    key: 'honours.post-women-percent',
    version: 1,
    group: '评比表彰',
    label: '巾帼文明岗女职工比例',
    meaning: '申报巾帼文明岗的集体,女职工至少占的比例。',
    type: percent,
    rows: [
      seen(60, '2020-01-01', '湘妇字〔2020〕12号;陕西 2023;全国 2025 报道'),
      seen(50, '2016-01-01', '福建 2016 年通知', { area: AREA.fujian }),
      seen(50, '2017-01-01', '浙江 2017 年通知', { area: AREA.zhejiang }),
    ],
  },
  {
    key: 'honours.post-team',
    version: 1,
    group: '评比表彰',
    label: '巾帼文明岗最少人数',
    meaning: '申报巾帼文明岗的集体至少有这么多人。',
    type: whole('人', 1, 50),
    rows: [seen(3, '2020-01-01', '各地评选通知')],
  },
  {
    key: 'honours.post-earlier-years',
    version: 1,
    group: '评比表彰',
    label: '下一级称号满几年才能申报',
    meaning: '申报上一级巾帼文明岗前,下一级称号要满这么多年。',
    type: whole('年', 0, 20),
    rows: [seen(2, '2016-01-01', '福建 2016 年通知', { area: AREA.fujian })],
  },
  {
    key: 'honours.banner-group-women-percent',
    version: 1,
    group: '评比表彰',
    label: '三八红旗集体女职工比例',
    meaning: '申报三八红旗集体的单位,女职工至少占的比例。',
    type: percent,
    rows: [seen(60, '2015-01-01', '四川 2015、河南通知')],
  },
  {
    key: 'honours.banner-repeat-years',
    version: 1,
    group: '评比表彰',
    label: '三八红旗手几年内不重复',
    meaning: '得过三八红旗手(集体)的,这么多年内不再评。',
    type: whole('年', 1, 20),
    rows: [seen(5, '2020-01-01', '县级通知(分宜),各地不一')],
  },
];

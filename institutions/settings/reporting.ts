import type { Level } from '../../contracts/ledger.ts';
import type { Setting } from '../../contracts/setting.ts';

/** From the township up: a village follows. */
const ABOVE_VILLAGE: Level[] = ['nation', 'province', 'city', 'county', 'township'];

/** The month's close and reminders (月结、催报). */
export const reporting: readonly Setting[] = [
  {
    key: 'closing.due-day',
    version: 2,
    group: '月结和催报',
    label: '每月台账的截止日',
    meaning: '上个月的台账报到次月的这一天为止,过了这一天还空着的,月结和首页上就标“已过上报时间”。',
    type: { kind: 'whole', least: 1, most: 28, unitWord: '日' },
    default: 5,
    source: '上级文件只要求按时、没有统一日期;5 日是本系统的默认',
    grade: null,
    of: 'unit',
    levels: ABOVE_VILLAGE,
  },
  {
    key: 'closing.due-on-workday',
    version: 1,
    group: '月结和催报',
    label: '截止日遇休息日顺延',
    meaning: '截止日是周末或法定节假日时,顺延到后面第一个工作日。下一年的放假安排没有公布前,只避开周末。',
    type: { kind: 'yesno' },
    default: false,
    source:
      '民法典第二百零三条(期间的最后一日是法定休假日的,以法定休假日结束的次日为最后一日)是民事期间的规则,这里供选用',
    grade: 'M',
    of: 'unit',
    levels: ABOVE_VILLAGE,
  },
  {
    key: 'closing.silent-months',
    version: 1,
    group: '月结和催报',
    label: '连续几个月没有动静要提醒',
    meaning: '下级连续这么多个月既没有记录、也没有写“本月无”,在月结页上标“没有动静”。',
    type: { kind: 'whole', least: 2, most: 12, unitWord: '个月' },
    default: 3,
    source: '本系统的默认',
    grade: null,
    of: 'unit',
    levels: ABOVE_VILLAGE,
  },
  {
    key: 'closing.remind-hours',
    version: 1,
    group: '月结和催报',
    label: '同一个月两次催报至少隔',
    meaning: '对同一个下级、同一个月,在这段时间内再点“催报”不会重复发出,免得下级一天收到好几次。',
    type: { kind: 'whole', least: 1, most: 72, unitWord: '小时' },
    default: 1,
    source: '本系统的默认',
    grade: null,
    of: 'unit',
    levels: ABOVE_VILLAGE,
  },
];

/** The reading of texts and attachments (体检、附件). */
export const reading: readonly Setting[] = [
  {
    key: 'reading.alike-percent',
    version: 1,
    group: '材料和附件',
    label: '雷同到多少才提示',
    meaning: '报告体检时,和存底的旧稿相同的字数占到这个比例才提示雷同;太小会把机关的套话也算进去。',
    type: { kind: 'whole', least: 1, most: 50, unitWord: '%' },
    default: 3,
    source: '本系统用编写的样例试出来的默认',
    grade: null,
    of: 'unit',
    levels: ABOVE_VILLAGE,
  },
  {
    key: 'files.unit-quota-mb',
    version: 1,
    group: '材料和附件',
    label: '每个组织的附件最多占',
    meaning: '一个组织自己的附件(照片、PDF)合计最多占这么多空间,满了就不能再传;下级各算各的。',
    type: { kind: 'whole', least: 100, most: 50_000, unitWord: 'MB' },
    default: 2_000,
    source: '本系统的默认',
    grade: null,
    of: 'unit',
    levels: ['nation', 'province', 'city', 'county'],
  },
];

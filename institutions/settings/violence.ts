import type { Level } from '../../contracts/ledger.ts';
import type { Setting } from '../../contracts/setting.ts';

const ABOVE_VILLAGE: Level[] = ['nation', 'province', 'city', 'county', 'township'];
const whole = (o: {
  key: string;
  label: string;
  meaning: string;
  least: number;
  most: number;
  unitWord: string;
  value: number;
  source: string;
}): Setting => ({
  key: o.key,
  version: 1,
  group: '家庭暴力个案',
  label: o.label,
  meaning: o.meaning,
  type: { kind: 'whole', least: o.least, most: o.most, unitWord: o.unitWord },
  default: o.value,
  source: o.source,
  grade: null,
  of: 'unit',
  levels: ABOVE_VILLAGE,
});

/** What no law counts in hours or days: each office decides, within bounds. */
export const violence: readonly Setting[] = [
  whole({
    key: 'violence.alarm-hours',
    label: '有危险的,多久要确认她安全',
    meaning: '登记时有危险、评估为高危或又发生暴力的,这么久还没有写明她已经安全,领导就会看到。',
    least: 1,
    most: 24,
    unitWord: '小时',
    value: 1,
    source: '没有文件规定几小时;1 小时是本系统的默认',
  }),
  whole({
    key: 'violence.report-hours',
    label: '强制报告要在多久内做',
    meaning: '受害人是未成年人或者没有、限制民事行为能力的人,这么久还没有记下向公安机关报案,领导就会看到。',
    least: 1,
    most: 24,
    unitWord: '小时',
    value: 1,
    source: '反家庭暴力法第十四条写“及时”,未成年人保护法第十一条写“立即”,都没有小时数',
  }),
  whole({
    key: 'violence.order-alert-days',
    label: '保护令到期前几天提醒',
    meaning: '人身安全保护令到期前这么多天,提醒责任人问她要不要申请延长;过了这一天还没有问,领导就会看到。',
    least: 7,
    most: 60,
    unitWord: '天',
    value: 30,
    source: '反家庭暴力法第三十条只说失效前可以申请延长,没有天数',
  }),
  whole({
    key: 'violence.visit-days',
    label: '第一次回访最晚几天内',
    meaning: '定回访计划时,第一次回访离当天不能超过这么多天。有告诫书的,另按规定的天数查访。',
    least: 1,
    most: 90,
    unitWord: '天',
    value: 30,
    source: '《妇联组织受理家庭暴力投诉工作规程》(2018)要求回访、没有天数',
  }),
];

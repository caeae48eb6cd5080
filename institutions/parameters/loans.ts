import type { Parameter, ValueType } from '../../contracts/setting.ts';
import { AREA, CHECKED, seen } from './rows.ts';

const money: ValueType = { kind: 'number', unitWord: '万元', least: 0, most: 10_000 };
const percent: ValueType = { kind: 'number', unitWord: '%', least: 0, most: 100 };
const whole = (unitWord: string, least: number, most: number): ValueType => ({
  kind: 'whole',
  unitWord,
  least,
  most,
});

/** Loans (妇女小额担保贷款、创业担保贷款): PARAMETERS §2. National ceilings end where 75号 leaves them to provinces. */
export const loans: readonly Parameter[] = [
  {
    key: 'loans.person-cap',
    version: 1,
    group: '创业担保贷款',
    label: '个人贷款最高额度',
    meaning: '个人申请妇女小额担保贷款或创业担保贷款的最高额度。2023 年 10 月起由各省、市自定。',
    type: money,
    checked: CHECKED,
    rows: [
      seen(8, '2009-01-01', '财金〔2009〕72号(湖北问答、江苏通知)', { to: '2015-08-01' }),
      seen(10, '2015-08-01', '2015 年各群体统一为 10 万元(甘肃报道)', { to: '2018-11-16' }),
      seen(15, '2018-11-16', '财政部 2019 年专项资金通知', { to: '2020-04-15' }),
      seen(20, '2020-04-15', '财金〔2020〕21号', { to: '2023-10-01' }),
      seen(30, '2023-10-01', '财金〔2023〕75号把额度交给地方,各地通知多为 30 万元'),
    ],
  },
  {
    key: 'loans.firm-cap',
    version: 1,
    group: '创业担保贷款',
    label: '小微企业贷款最高额度',
    meaning: '小微企业申请创业担保贷款的最高额度。2023 年 10 月起由各省、市自定。',
    type: money,
    checked: CHECKED,
    rows: [
      seen(200, '2009-01-01', '财金〔2009〕72号', { to: '2018-11-16' }),
      seen(300, '2018-11-16', '财政部 2019 年专项资金通知', { to: '2023-10-01' }),
      seen(400, '2023-10-01', '财金〔2023〕75号把额度交给地方,各地通知多为 400 万元'),
    ],
  },
  {
    key: 'loans.person-years',
    version: 1,
    group: '创业担保贷款',
    label: '个人贷款最长期限',
    meaning: '个人贷款最长几年;展期和逾期的部分不贴息。',
    type: whole('年', 1, 10),
    checked: CHECKED,
    rows: [
      seen(2, '2009-01-01', '财金〔2009〕72号', { to: '2016-01-01' }),
      seen(3, '2016-01-01', '普惠金融发展专项资金管理办法(2016)'),
    ],
  },
  {
    key: 'loans.firm-years',
    version: 1,
    group: '创业担保贷款',
    label: '小微企业贷款最长期限',
    meaning: '小微企业贷款最长几年。',
    type: whole('年', 1, 10),
    checked: CHECKED,
    rows: [seen(2, '2016-01-01', '普惠金融发展专项资金管理办法(2016)')],
  },
  {
    key: 'loans.new-staff-percent',
    version: 1,
    group: '创业担保贷款',
    label: '小微企业新招人员占比',
    meaning: '小微企业申请时,当年新招符合条件的人员要占到在职职工的这个比例。',
    type: percent,
    checked: CHECKED,
    rows: [
      seen(20, '2018-11-16', '财政部 2019 年专项资金通知', { to: '2020-04-15' }),
      seen(15, '2020-04-15', '财金〔2020〕21号'),
    ],
  },
  {
    key: 'loans.new-staff-percent-large',
    version: 1,
    group: '创业担保贷款',
    label: '小微企业新招人员占比(超过 100 人的)',
    meaning: '职工超过 100 人的小微企业,新招人员要占到的比例。',
    type: percent,
    checked: CHECKED,
    rows: [seen(8, '2020-04-15', '财金〔2020〕21号')],
  },
  {
    key: 'loans.borrower-below-lpr',
    version: 1,
    group: '创业担保贷款',
    label: '借款人负担利率比贷款市场报价利率(LPR)低',
    meaning: '借款人自己负担到贷款市场报价利率减这么多个基点(100 个基点是 1 个百分点),其余由财政贴息。',
    type: whole('个基点', 0, 500),
    checked: CHECKED,
    rows: [seen(150, '2021-01-01', '财金〔2020〕21号(湖北、安徽、贵州通知)', { to: '2023-10-01' })],
  },
  {
    key: 'loans.subsidy-percent',
    version: 1,
    group: '创业担保贷款',
    label: '按实际利率贴息的比例',
    meaning: '2023 年 10 月起多数地方按贷款实际利率的一定比例贴息,比例由地方定。',
    type: percent,
    checked: CHECKED,
    rows: [seen(50, '2023-10-01', '财金〔2023〕75号后各地通知')],
  },
  {
    key: 'loans.repaid-percent',
    version: 1,
    group: '创业担保贷款',
    label: '还款率要求',
    meaning: '地方对到期贷款还款率的要求,低于它的暂停发放。',
    type: percent,
    checked: CHECKED,
    rows: [seen(95, '2023-10-01', '兰州通知', { area: AREA.gansu })],
  },
];

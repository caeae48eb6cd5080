import { ask, type Guard, type Step } from './flow-parts.ts';
import { ITEMS, SPECIALS } from './violence-fields.ts';
import {
  MUST_REPORT,
  NONE_CLEAN,
  notAhead,
  note,
  ORDER_HOLDS,
  ORDER_PENDING,
  was,
} from './violence-parts.ts';

/** What keeps her safe first, how great the danger is, and what police and court order (告诫书、人身安全保护令). */

/** First of all (先做这三件). */
export const first: Step[] = [
  note({
    key: 'police',
    name: '记下报警',
    asks: ask('police-day', 'police-time', 'station', 'police-number?'),
    guards: was('police'),
    source: '反家庭暴力法第十三条、第十五条',
  }),
  note({
    key: 'shelter',
    name: '记下安置',
    asks: ask('shelter', 'shelter-day?', 'shelter-where?'),
    guards: [
      {
        test: "${shelter} = '不需要' or not(empty(${shelter-day}))",
        say: '安置了的,写明是哪一天。',
        field: 'shelter-day',
      },
      notAhead('shelter-day'),
    ],
    clocks: {
      stops: ['shelter'],
      starts: [{ clock: 'shelter', when: "selected(${shelter}, '庇护场所或救助站')" }],
    },
    source: '反家庭暴力法第十八条',
  }),
  note({
    key: 'report',
    name: '记下强制报告',
    asks: ask('report-day', 'report-time', 'report-by', 'report-to'),
    guards: was('report'),
    clocks: { stops: ['report'] },
    source: '反家庭暴力法第十四条、第三十五条;未成年人保护法第十一条;妇联的义务见规程(2018)',
  }),
  note({
    key: 'facts',
    name: '补充、更正情况',
    asks: ask('victim', 'kinds?', 'relation?', 'contact?', 'injuries?'),
    clocks: { starts: [{ clock: 'report', when: `${MUST_REPORT} and empty(\${report-day})` }] },
  }),
];

/** The scale's own scoring; the score is never typed. */
export const assess: Step = note({
  key: 'assess',
  name: '危险评估',
  afresh: true,
  asks: ask(...ITEMS, ...SPECIALS),
  sets: [
    { field: 'danger-score', to: ITEMS.map((key) => `if(\${${key}}, 1, 0)`).join(' + ') },
    {
      field: 'danger-grade',
      to: `if(${SPECIALS.map((key) => `\${${key}}`).join(' or ')}, '高危',
        if(\${danger-score} >= \${high-from}, '高危', if(\${danger-score} >= \${medium-from}, '中危', '低危')))`,
    },
  ],
  source: '《家庭暴力危险预测量表》,《妇联组织受理家庭暴力投诉工作规程》附件(全国妇联权益部 2018)',
});

export const letter: Step[] = [
  note({
    key: 'letter-ask',
    name: '提请告诫书',
    asks: ask('letter-asked-day', 'letter-asked-time', 'letter-from'),
    guards: was('letter-asked'),
    clocks: { starts: ['letter'] },
    source: '反家庭暴力法第十六条;公通字〔2024〕34号第六条、第八条',
  }),
  note({
    key: 'letter-given',
    name: '告诫书已送达',
    asks: ask('letter-day', 'letter-from', 'letter-number?'),
    guards: [notAhead('letter-day')],
    // The visits that count are those after the letter.
    sets: NONE_CLEAN,
    clocks: { stops: ['letter'], starts: ['letter-visit'] },
    source: '公通字〔2024〕34号第十条、第十二条',
  }),
];

const orderLength: Guard[] = [
  notAhead('order-day'),
  { test: '${order-until} > ${order-day}', say: '有效到的日子要在作出之日以后。', field: 'order-until' },
  {
    test: '${order-until} <= months-after(${order-day}, ${order-months})',
    say: '人身安全保护令自作出之日起最长 ${order-months} 个月(反家庭暴力法第三十条),请核对裁定书。',
    field: 'order-until',
  },
];
const pending = (): Step['sets'] => [{ field: 'order-result', to: "'等法院裁定'" }];
const alertDay = { field: 'order-alert', to: 'days-after(${order-until}, 0 - ${order-alert-days})' };
export const order: Step[] = [
  note({
    key: 'order-ask',
    name: '申请人身安全保护令',
    when: `not(${ORDER_PENDING})`,
    asks: ask('order-asked-day', 'order-asked-time', 'court'),
    guards: was('order-asked'),
    sets: pending(),
    clocks: { starts: ['order'] },
    source: '反家庭暴力法第二十三条、第二十八条:受理申请后 72 小时内作出',
  }),
  note({
    key: 'order-ask-urgent',
    name: '情况紧急,申请保护令',
    when: `not(${ORDER_PENDING})`,
    asks: ask('order-asked-day', 'order-asked-time', 'court'),
    guards: was('order-asked'),
    sets: pending(),
    clocks: { starts: ['order-urgent'] },
    source: '反家庭暴力法第二十八条:情况紧急的 24 小时内作出',
  }),
  note({
    key: 'order-made',
    name: '法院作出保护令',
    when: ORDER_PENDING,
    asks: ask('order-day', 'order-until', 'order-number'),
    guards: orderLength,
    sets: [{ field: 'order-result', to: "'作出保护令'" }, alertDay],
    clocks: { stops: ['order', 'order-urgent'], starts: ['order-alert', 'order-until'] },
    source: '反家庭暴力法第二十九条、第三十条',
  }),
  note({
    key: 'order-refused',
    name: '法院驳回申请',
    when: ORDER_PENDING,
    asks: ask('order-day', 'order-number?'),
    guards: [notAhead('order-day')],
    sets: [{ field: 'order-result', to: "'驳回'" }],
    clocks: { stops: ['order', 'order-urgent'], starts: ['order-review'] },
    source: '反家庭暴力法第三十一条:五日内可以申请复议一次',
  }),
  note({
    key: 'order-longer',
    name: '保护令延长、变更',
    when: ORDER_HOLDS,
    asks: ask('order-day', 'order-until', 'order-number'),
    guards: orderLength,
    sets: [alertDay],
    clocks: { stops: ['order-alert', 'order-until'], starts: ['order-alert', 'order-until'] },
    source: '反家庭暴力法第三十条:失效前可以申请撤销、变更或者延长',
  }),
  note({
    key: 'order-asked-her',
    name: '已问她要不要延长',
    when: ORDER_HOLDS,
    opinion: 'required',
    clocks: { stops: ['order-alert'] },
  }),
  note({
    key: 'order-ended',
    name: '保护令撤销',
    when: ORDER_HOLDS,
    opinion: 'required',
    sets: [{ field: 'order-result', to: "'已撤销'" }],
    clocks: { stops: ['order-alert', 'order-until'] },
  }),
  note({
    key: 'review-asked',
    name: '已申请复议,或她不申请',
    when: "selected(${order-result}, '驳回')",
    opinion: 'required',
    clocks: { stops: ['order-review'] },
  }),
];

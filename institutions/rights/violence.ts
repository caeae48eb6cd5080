import type { Flow, Who } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { mediationGuards } from './safety-note.ts';
import { FIELDS, ITEMS, SPECIALS } from './violence-fields.ts';

/**
 * Domestic violence (家庭暴力个案, R-21): what keeps her alive first (police, shelter, mandatory report), then assessment,
 * warning letter and protection order by their clocks, then visits. It cannot be closed without a follow-up. Law: 反家庭暴力法
 * 13–32; work: 妇联组织受理家庭暴力投诉工作规程 (2018); numbers come from the parameters, by province.
 */
type Transition = Flow['transitions'][number];
type Guard = NonNullable<Transition['guards']>[number];

const LEADERS: Who[] = [
  { is: 'department-head' },
  { is: 'in-charge' },
  { is: 'chair' },
  // In a village or a town the chair has the case herself: somebody above her must hear of it.
  { is: 'above-chair', levels: ['township', 'county'] },
];
/** Who is told at once: a leader, or where there is none, one of the federation above. */
const TELLS: Who[] = [
  ...LEADERS,
  { is: 'above-chair', levels: ['city'] },
  { is: 'unit-above', levels: ['township', 'county'] },
];
const OTHERS: Who[] = [{ is: 'office' }, { is: 'unit-above' }, { is: 'unit-below' }];
const HER: Who[] = [{ is: 'responsible' }];
const OPEN = ['urgent', 'in-hand', 'follow-up'];

const DANGER = "(selected(${danger}, '有危险') or selected(${danger}, '说不清'))";
/** Mandatory report (强制报告, 反家庭暴力法 14): minors, and persons without or with limited capacity. */
const MUST_REPORT = "not(selected(${victim}, '成年人'))";
const HIGH = "selected(${danger-grade}, '高危')";
const LETTER = 'not(empty(${letter-day}))';
const ORDER_HOLDS = "(selected(${order-result}, '作出保护令') and ${order-until} >= ${today})";

const was = (key: string): Guard[] => [
  {
    test: `empty(\${${key}-time}) or is-time(\${${key}-time})`,
    say: '时刻要写成 14:20 这样。',
    field: `${key}-time`,
  },
  {
    test: `\${${key}-day} < \${today} or (\${${key}-day} = \${today} and coalesce(\${${key}-time}, '00:00') <= \${now})`,
    say: '这个时间还没有到,请核对。',
    field: `${key}-day`,
  },
];
const notAhead = (field: string): Guard => ({
  test: `\${${field}} <= \${today}`,
  say: '这一天还没有到,请核对。',
  field,
});
const ask = (...fields: string[]): { field: string; required?: boolean }[] =>
  fields.map((f) => (f.endsWith('?') ? { field: f.slice(0, -1) } : { field: f, required: true }));

/** Something noted down while the case goes on. */
const note = (t: Omit<Transition, 'to' | 'who' | 'from' | 'opinion'> & Partial<Transition>): Transition => ({
  from: OPEN,
  to: 'stay',
  who: HER,
  opinion: 'offered',
  ...t,
});

/** First of all (先做这三件). */
const first: Transition[] = [
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
const assess: Transition = note({
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

const letter: Transition[] = [
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
    clocks: { stops: ['letter'], starts: ['letter-visit'] },
    source: '公通字〔2024〕34号第十条、第十二条',
  }),
];

const ORDER_PENDING = "selected(${order-result}, '等法院裁定')";
const orderLength: Guard[] = [
  notAhead('order-day'),
  { test: '${order-until} > ${order-day}', say: '有效到的日子要在作出之日以后。', field: 'order-until' },
  {
    test: '${order-until} <= months-after(${order-day}, ${order-months})',
    say: '人身安全保护令自作出之日起最长 ${order-months} 个月(反家庭暴力法第三十条),请核对裁定书。',
    field: 'order-until',
  },
];
const pending = (): Transition['sets'] => [{ field: 'order-result', to: "'等法院裁定'" }];
const alertDay = { field: 'order-alert', to: 'days-after(${order-until}, 0 - ${order-alert-days})' };
const order: Transition[] = [
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

const follow: Transition[] = [
  {
    key: 'safe',
    name: '她已经安全',
    from: ['urgent'],
    to: 'in-hand',
    who: HER,
    // In words: where she is safe and who stays with her. A danger is not closed by a click.
    opinion: 'required',
    guards: [
      {
        test: `not(${HIGH}) or not(empty(\${police-day}))`,
        say: '评估是高危的,要先报警并记下时间、派出所,再写她已经安全。',
        field: 'police-day',
      },
      {
        test: "not(selected(${danger}, '有危险')) or not(empty(${police-day})) or selected(${police-told}, '她不愿报警')",
        say: '登记时她有危险,请先记下报警的时间和派出所;她不愿报警的,在登记里要写明。',
        field: 'police-day',
      },
    ],
    clocks: { stops: ['alarm'] },
  },
  {
    key: 'danger-again',
    name: '又有危险',
    from: ['in-hand', 'follow-up'],
    to: 'urgent',
    who: HER,
    opinion: 'required',
    tells: TELLS,
    clocks: { starts: ['alarm'] },
  },
  {
    key: 'plan',
    name: '定回访计划',
    from: ['in-hand', 'follow-up'],
    to: 'follow-up',
    who: HER,
    asks: ask('plan', 'next-visit'),
    guards: [
      {
        test: 'not(empty(${danger-grade}))',
        say: '还没有做危险评估。先评估,再按危险程度定多久回访一次。',
        field: 'plan',
      },
      { test: '${next-visit} >= ${today}', say: '下次回访要定在今天或以后。', field: 'next-visit' },
      {
        test: '${next-visit} <= days-after(${today}, ${visit-days})',
        say: '第一次回访离现在不能超过 ${visit-days} 天(设置里可以改)。',
        field: 'next-visit',
      },
    ],
    sets: [{ field: 'visits', to: '0' }],
    opinion: 'offered',
    clocks: { stops: ['plan'], starts: ['visit'] },
  },
  {
    key: 'visit',
    name: '记一次回访',
    from: ['follow-up'],
    to: 'stay',
    who: HER,
    afresh: true,
    asks: ask('visit-day', 'visit-kind', 'visit-found', 'next-visit?'),
    guards: [
      notAhead('visit-day'),
      {
        test: 'empty(${next-visit}) or ${next-visit} > ${visit-day}',
        say: '下次回访要在这次以后;不再回访的,留空。',
        field: 'next-visit',
      },
      {
        test: "${visit-found} = '没有新的暴力' or not(empty(${next-visit}))",
        say: '又发生暴力或者联系不上的,要定下次回访。',
        field: 'next-visit',
      },
      {
        test: `not(${LETTER}) or coalesce(\${clean-visits}, 0) >= \${visits-to-stop} or (not(empty(\${next-visit})) and \${next-visit} <= months-after(\${visit-day}, \${later-visit-months}))`,
        say: '有告诫书的,${later-visit-months} 个月内要再查访一次,连续 ${visits-to-stop} 次没有新的暴力才可以停(公通字〔2024〕34号第十二条)。',
        field: 'next-visit',
      },
    ],
    sets: [
      { field: 'visits', to: 'coalesce(${visits}, 0) + 1' },
      {
        field: 'clean-visits',
        to: "if(${visit-found} = '没有新的暴力', coalesce(${clean-visits}, 0) + 1, if(${visit-found} = '又发生暴力', 0, coalesce(${clean-visits}, 0)))",
      },
    ],
    // In words: how she is. A visit is not ticked off.
    opinion: 'required',
    clocks: {
      stops: ['visit', 'letter-visit'],
      starts: [{ clock: 'visit', when: 'not(empty(${next-visit}))' }],
    },
  },
  {
    key: 'close',
    name: '结案',
    from: ['follow-up'],
    to: 'closed',
    who: HER,
    asks: ask('result'),
    guards: [
      {
        test: 'coalesce(${visits}, 0) >= 1',
        say: '还没有回访过,不能结案。先按计划回访,记下她的情况。',
      },
      {
        test: "${visit-found} = '没有新的暴力'",
        say: '最近一次回访时又发生了暴力或者联系不上,不能结案。',
      },
      {
        test: `not(${MUST_REPORT}) or not(empty(\${report-day}))`,
        say: '受害人是未成年人或者没有、限制民事行为能力的人,没有向公安机关报案不能结案(反家庭暴力法第十四条、规程 2018)。请先“记下强制报告”。',
      },
      { test: `not(${ORDER_PENDING})`, say: '保护令法院还没有裁定,不能结案。' },
      { test: `not(${ORDER_HOLDS})`, say: '保护令还在有效期内(到 ${order-until}),要继续回访,不能结案。' },
      {
        test: `not(${LETTER}) or coalesce(\${clean-visits}, 0) >= \${visits-to-stop}`,
        say: '有告诫书的,要连续 ${visits-to-stop} 次查访没有新的暴力才能结案,现在是 ${clean-visits} 次。',
      },
    ],
    opinion: 'none',
  },
  {
    key: 'reopen',
    name: '重新办理',
    from: ['closed'],
    to: 'in-hand',
    who: HER,
    opinion: 'required',
    sets: [{ field: 'visits', to: '0' }],
    clocks: { starts: ['plan'] },
  },
];

const others: Transition[] = [
  note({
    key: 'mediate',
    name: '她要求调解',
    from: ['in-hand', 'follow-up'],
    asks: ask('safety-note'),
    guards: mediationGuards(HIGH, "${state} != 'none'").map((g) => ({ ...g, field: 'safety-note' })),
    source: 'R-23;规程(2018):高度危险的不调解',
  }),
  note({
    key: 'tell-above',
    name: '报上级妇联',
    circulates: [{ is: 'unit-above' }],
    source: '规程(2018):高度危险的立即报告上级妇联',
  }),
  note({
    key: 'introduce',
    name: '交给别人办',
    hand: { to: 'chosen', among: OTHERS, accept: true },
    opinion: 'required',
  }),
  note({ key: 'consult', name: '请别人一起看', circulates: [{ is: 'office' }] }),
];

export const violence: Flow = {
  key: 'violence',
  version: 1,
  name: '家庭暴力个案',
  about:
    '先保命:报警、安置、强制报告,再写别的。危险程度由量表算出,告诫书和保护令的时限由平台盯着;没有回访过不能结案。',
  begin: '登记家庭暴力个案',
  prefix: '家暴',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: FIELDS,
  numbers: [
    { key: 'high-from', from: 'dv.danger-high', is: 'parameter', otherwise: 6 },
    { key: 'medium-from', from: 'dv.danger-medium', is: 'parameter', otherwise: 4 },
    { key: 'letter-hours', from: 'dv.letter-hours', is: 'parameter', otherwise: 72 },
    { key: 'letter-visit-days', from: 'dv.first-visit-days', is: 'parameter', otherwise: 7 },
    { key: 'later-visit-months', from: 'dv.later-visit-months', is: 'parameter', otherwise: 3 },
    { key: 'visits-to-stop', from: 'dv.visits-to-stop', is: 'parameter', otherwise: 3 },
    { key: 'order-months', from: 'dv.order-months', is: 'parameter', otherwise: 6 },
    { key: 'review-days', from: 'dv.order-review-days', is: 'parameter', otherwise: 5 },
    { key: 'shelter-days', from: 'dv.shelter-days', is: 'parameter', otherwise: 10 },
    { key: 'alarm-hours', from: 'violence.alarm-hours', is: 'setting', otherwise: 1 },
    { key: 'report-hours', from: 'violence.report-hours', is: 'setting', otherwise: 1 },
    { key: 'order-alert-days', from: 'violence.order-alert-days', is: 'setting', otherwise: 30 },
    { key: 'visit-days', from: 'violence.visit-days', is: 'setting', otherwise: 30 },
  ],
  follows: [
    {
      flow: 'first-asked',
      name: '转为家庭暴力个案',
      keepsUrgency: true,
      carries: {
        danger: 'danger',
        'police-told': 'police-told',
        channel: 'channel',
        who: 'who',
        contact: 'contact',
        about: 'about',
      },
    },
  ],
  withheld: ['contact', 'shelter-where', 'plan', 'safety-note'],
  title: '${channel} · 家庭暴力 · ${victim}',
  urgent: `\${state} = 'urgent' or (${DANGER} and \${state} = 'received')`,
  states: [
    { key: 'received', name: '已登记' },
    { key: 'urgent', name: '紧急办理' },
    { key: 'in-hand', name: '办理中' },
    { key: 'follow-up', name: '回访中' },
    { key: 'closed', name: '已结案', ends: true, outcome: 'done' },
  ],
  start: {
    key: 'start',
    name: '登记',
    to: 'received',
    who: [{ is: 'office' }],
    asks: ask(
      'danger',
      'police-told?',
      'victim',
      'channel',
      'kinds?',
      'relation?',
      'who?',
      'contact?',
      'about?',
    ),
    guards: [
      {
        test: "${danger} = '没有' or not(empty(${police-told}))",
        say: '有危险或说不清的,先写明报警了没有,再登记其他的。',
        field: 'police-told',
      },
      {
        test: "${danger} != '有危险' or ${police-told} != '不需要'",
        say: '她现在有危险,不能选“不需要”报警。请先打 110;她不愿报警的,选“她不愿报警”。',
        field: 'police-told',
      },
    ],
    opinion: 'none',
    clocks: { starts: ['plan', { clock: 'report', when: MUST_REPORT }] },
    source: 'R-21;反家庭暴力法第十三条',
  },
  transitions: [
    {
      key: 'alarm',
      name: '有危险,紧急办理',
      from: ['received'],
      to: 'urgent',
      who: HER,
      when: DANGER,
      automatic: true,
      tells: TELLS,
      opinion: 'none',
      clocks: { starts: ['alarm'] },
    },
    {
      key: 'take-up',
      name: '转入办理',
      from: ['received'],
      to: 'in-hand',
      who: HER,
      when: `not(${DANGER})`,
      automatic: true,
      opinion: 'none',
    },
    {
      key: 'rise',
      name: '高危,紧急办理',
      from: ['in-hand', 'follow-up'],
      to: 'urgent',
      who: HER,
      when: `selected(\${step.last}, 'assess') and ${HIGH}`,
      automatic: true,
      tells: TELLS,
      opinion: 'none',
      clocks: { starts: ['alarm'] },
    },
    {
      key: 'again',
      name: '又发生暴力,紧急办理',
      from: ['follow-up'],
      to: 'urgent',
      who: HER,
      when: "selected(${step.last}, 'visit') and selected(${visit-found}, '又发生暴力')",
      automatic: true,
      tells: TELLS,
      opinion: 'none',
      clocks: { starts: ['alarm'] },
    },
    ...first,
    assess,
    ...letter,
    ...order,
    ...follow,
    ...others,
  ],
  clocks: [
    {
      key: 'alarm',
      name: '确认她安全',
      unit: 'hours',
      length: 'alarm-hours',
      late: { shows: LEADERS },
      source: '没有出处,设置里可以改;R-21: urgent case left unread',
    },
    {
      key: 'report',
      name: '强制报告',
      unit: 'hours',
      length: 'report-hours',
      late: { shows: LEADERS },
      source: '反家庭暴力法第十四条“及时”、未成年人保护法第十一条“立即”;几小时算及时由设置定',
    },
    {
      key: 'shelter',
      name: '庇护,更久要报民政',
      unit: 'calendar',
      length: 'shelter-days',
      since: ['shelter-day'],
      late: { shows: LEADERS },
      source: '民政部、全国妇联 2015-09-24:一般不超过 10 天',
    },
    {
      key: 'letter',
      name: '公安决定是否告诫',
      unit: 'hours',
      length: 'letter-hours',
      since: ['letter-asked-day', 'letter-asked-time'],
      late: { shows: LEADERS },
      source: '公通字〔2024〕34号第八条:72 小时;有的省 24 小时',
    },
    {
      key: 'letter-visit',
      name: '告诫后首次查访',
      unit: 'calendar',
      length: 'letter-visit-days',
      since: ['letter-day'],
      late: { shows: LEADERS },
      source: '公通字〔2024〕34号第十二条:送达之日起 7 日内',
    },
    {
      key: 'order',
      name: '法院裁定保护令',
      unit: 'hours',
      length: 72,
      since: ['order-asked-day', 'order-asked-time'],
      late: { shows: LEADERS },
      source: '反家庭暴力法第二十八条:72 小时内',
    },
    {
      key: 'order-urgent',
      name: '法院裁定保护令(紧急)',
      unit: 'hours',
      length: 24,
      since: ['order-asked-day', 'order-asked-time'],
      late: { shows: LEADERS },
      source: '反家庭暴力法第二十八条:情况紧急的 24 小时内',
    },
    {
      key: 'order-review',
      name: '申请复议',
      unit: 'calendar',
      length: 'review-days',
      since: ['order-day'],
      late: { shows: LEADERS },
      source: '反家庭暴力法第三十一条:五日内',
    },
    {
      key: 'order-alert',
      name: '问她要不要延长保护令',
      unit: 'until',
      length: 'order-alert',
      late: { shows: LEADERS },
      source: '没有出处:提前几天提醒由设置定',
    },
    {
      key: 'order-until',
      name: '保护令到期',
      unit: 'until',
      length: 'order-until',
      late: { shows: LEADERS },
      source: '反家庭暴力法第三十条:不超过六个月',
    },
    {
      key: 'plan',
      name: '定回访计划',
      unit: 'calendar',
      length: 'visit-days',
      late: { shows: LEADERS },
      source: '没有出处,设置里可以改',
    },
    { key: 'visit', name: '回访', unit: 'until', length: 'next-visit', late: { shows: LEADERS } },
  ],
  projection: {
    ledger: 'violence-cases',
    begins: ['start'],
    sets: {
      cause: "'家庭暴力'",
      channel: '${channel}',
      grade: '${danger-grade}',
      minor: "selected(${victim}, '未成年人') or selected(${victim}, '成年人和未成年人')",
      police: 'not(empty(${police-day}))',
      sheltered: "selected(${shelter}, '庇护场所或救助站')",
      letter: 'not(empty(${letter-day}))',
      order: "selected(${order-result}, '作出保护令') or selected(${order-result}, '已撤销')",
      closed: '${closed-day}',
    },
    listens: ['about'],
  },
  sources: [
    'R-21 · 反家庭暴力法第十三至三十二条',
    'R-21 · 003§1「充分发挥反家庭暴力快速反应机制的作用」',
    'R-23 · 没有安全说明不调解公开的暴力',
  ],
};

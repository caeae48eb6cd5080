import type { Flow } from '../../contracts/flow.ts';

/**
 * Leave (请假, R-120). The clause's boundaries include themselves: half a day of staff is the head's, more than half the
 * vice-chair's, half a day of a head the vice-chair's, one whole day of anybody the chair's. A working day has eight hours.
 */
const HALF_DAY = 4;
const DAY = 8;
const FROM_HOURS = ['08:00', '09:00', '10:00', '11:00', '14:00', '15:00', '16:00', '17:00'];
const UNTIL_HOURS = ['09:00', '10:00', '11:00', '12:00', '15:00', '16:00', '17:00', '18:00'];

/** Below these nobody's consent is asked for (hole 3: no rule for heads below half a day, nor for vice-chairs below a day). */
const EXEMPT = `(\${starter.rank} = 'head' and \${joined} < ${HALF_DAY}) or ((\${starter.rank} = 'vice-chair' or \${starter.rank} = 'chair') and \${joined} < ${DAY})`;
const LONG = `\${joined} >= ${DAY}`;
const SHORT = `\${joined} < ${DAY}`;
const UP_TO_HALF = `\${joined} <= ${HALF_DAY} and \${starter.rank} = 'staff'`;

const SPAN: ['from', 'from-at', 'until', 'until-at'] = ['from', 'from-at', 'until', 'until-at'];
const HOURS: [number, number][] = [
  [8, 12],
  [14, 18],
];
const IGNORED = ['refused', 'withdrawn', 'cancelled'];

const asks = [
  { field: 'kind', required: true },
  { field: 'from', required: true },
  { field: 'from-at', required: true },
  { field: 'until', required: true },
  { field: 'until-at', required: true },
  { field: 'reason', required: true },
  { field: 'proof' },
];
const guards = [
  {
    test: '${from} < ${until} or (${from} = ${until} and ${from-at} < ${until-at})',
    say: '结束的时间要晚于开始的时间,请核对。',
    field: 'until',
  },
  {
    test: '${hours} > 0',
    say: '这段时间都不是上班时间(周末、节假日或午休),不用请假,请核对日期。',
    field: 'from',
  },
  {
    test: '${overlaps} = 0',
    say: '这段时间和您已经请过的假重叠,请先撤回那一次,或改这一次的时间。',
    field: 'from',
  },
  {
    test: "${kind} != '病假' or not(empty(${proof}))",
    say: '因病请假要凭医院有效证明,请写明是哪家医院、什么证明。',
    field: 'proof',
  },
];

export const leave: Flow = {
  key: 'leave',
  version: 2,
  name: '请假',
  about:
    '选好起止时间写明事由,平台按职务和时长找到批准人;前后连着的几次合起来算。批准以后按时回来,点一下销假。',
  begin: '请假',
  prefix: '假',
  group: '机关事务',
  levels: ['nation', 'province', 'city', 'county'],
  kinds: ['federation', 'department'],
  privacy: 'office',
  prefills: { 'from-at': '08:00', 'until-at': '18:00' },
  fields: [
    {
      key: 'kind',
      label: '请什么假',
      type: 'choice',
      options: ['事假', '病假', '年休假', '探亲假', '婚假', '产假', '丧假'],
    },
    { key: 'from', label: '从哪天', type: 'date' },
    { key: 'from-at', label: '从几点', type: 'choice', options: FROM_HOURS, help: '全天选 08:00。' },
    { key: 'until', label: '到哪天', type: 'date' },
    { key: 'until-at', label: '到几点', type: 'choice', options: UNTIL_HOURS, help: '全天选 18:00。' },
    { key: 'reason', label: '事由', type: 'longtext', maxLength: 500 },
    {
      key: 'proof',
      label: '医院证明',
      type: 'text',
      help: '病假必填:哪家医院、什么证明、哪天开的。原件交办公室。',
    },
    { key: 'returned-on', label: '哪天回来的', type: 'date' },
  ],
  derived: [
    {
      key: 'hours',
      name: '这次',
      unitWord: '小时',
      fn: 'working-hours',
      span: SPAN,
      day: HOURS,
      ignores: IGNORED,
    },
    {
      key: 'joined',
      name: '连同前后相接的假',
      unitWord: '小时',
      fn: 'joined-hours',
      span: SPAN,
      day: HOURS,
      ignores: IGNORED,
    },
    {
      key: 'overlaps',
      name: '重叠',
      unitWord: '次',
      fn: 'overlaps',
      span: SPAN,
      day: HOURS,
      ignores: IGNORED,
    },
  ],
  title: '${kind} ${from} ${from-at} 至 ${until} ${until-at}',
  states: [
    { key: 'filed', name: '已提交' },
    { key: 'asked', name: '待批准' },
    { key: 'returned', name: '退回修改' },
    { key: 'approved', name: '已批准' },
    { key: 'back', name: '已销假', ends: true, outcome: 'done' },
    { key: 'refused', name: '不同意', ends: true, outcome: 'refused' },
    { key: 'withdrawn', name: '已撤回', ends: true, outcome: 'withdrawn' },
    { key: 'cancelled', name: '已取消', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '提交',
    to: 'filed',
    who: [{ is: 'office' }],
    asks,
    guards,
    opinion: 'none',
    source: '000§5「书面请假」',
  },
  transitions: [
    {
      key: 'exempt',
      name: '按规定不用批准,只登记',
      from: ['filed'],
      to: 'approved',
      who: [{ is: 'office' }],
      when: EXEMPT,
      automatic: true,
      opinion: 'none',
      clocks: { starts: ['back'] },
      absence: { from: 'from', fromHour: 'from-at', until: 'until', untilHour: 'until-at' },
      source: '000§5 没有说部室负责人半天以内、副主席一天以内由谁批准',
    },
    {
      key: 'pass-on',
      name: '送批准人',
      from: ['filed'],
      to: 'asked',
      who: [{ is: 'office' }],
      when: `not(${EXEMPT})`,
      automatic: true,
      opinion: 'none',
      hand: {
        to: 'rule',
        order: [
          { is: 'chair', when: LONG },
          { is: 'above-chair', when: `${LONG} and \${starter.rank} = 'chair'` },
          { is: 'department-head', when: UP_TO_HALF },
          { is: 'in-charge', when: SHORT },
          // Where no vice-chair is in charge, her consent is the chair's.
          { is: 'chair', when: SHORT },
        ],
      },
      source: '000§5「半天以内,由部室负责人批准,超过半天由分管领导批准。所有同志请假一天以上,需经主席批准」',
    },
    {
      key: 'approve',
      name: '同意',
      from: ['asked'],
      to: 'approved',
      who: [{ is: 'responsible' }],
      decides: true,
      opinion: 'offered',
      hand: { to: 'starter' },
      clocks: { starts: ['back'] },
      absence: { from: 'from', fromHour: 'from-at', until: 'until', untilHour: 'until-at' },
    },
    {
      key: 'return',
      name: '退回修改',
      from: ['asked'],
      to: 'returned',
      who: [{ is: 'responsible' }],
      decides: true,
      returns: true,
      opinion: 'required',
      hand: { to: 'starter' },
    },
    {
      key: 'refuse',
      name: '不同意',
      from: ['asked'],
      to: 'refused',
      who: [{ is: 'responsible' }],
      decides: true,
      opinion: 'required',
    },
    {
      key: 'resubmit',
      name: '改好再提交',
      from: ['returned'],
      to: 'filed',
      who: [{ is: 'starter' }],
      asks,
      guards,
      opinion: 'offered',
    },
    {
      key: 'withdraw',
      name: '撤回',
      from: ['asked', 'returned'],
      to: 'withdrawn',
      who: [{ is: 'starter' }],
      opinion: 'offered',
      hand: { to: 'starter' },
    },
    {
      key: 'cancel',
      name: '不请了',
      from: ['approved'],
      to: 'cancelled',
      who: [{ is: 'starter' }],
      when: '${today} < ${from}',
      opinion: 'offered',
      endsAbsence: true,
    },
    {
      key: 'come-back',
      name: '销假',
      from: ['approved'],
      to: 'back',
      who: [{ is: 'starter' }],
      when: '${today} >= ${from}',
      asks: [{ field: 'returned-on', required: true }],
      guards: [
        {
          test: '${returned-on} <= ${today}',
          say: '回来的日期 ${returned-on} 还没有到,回来以后再销假。',
          field: 'returned-on',
        },
        {
          test: '${returned-on} >= ${from}',
          say: '回来的日期 ${returned-on} 早于请假的第一天 ${from},请核对。',
          field: 'returned-on',
        },
      ],
      opinion: 'offered',
      endsAbsence: true,
    },
  ],
  clocks: [
    {
      key: 'back',
      name: '销假',
      unit: 'until',
      length: 'until',
      late: { shows: [{ is: 'department-head' }, { is: 'in-charge' }, { is: 'chair' }] },
    },
  ],
  serial: true,
  sources: [
    'R-120 · 000§5「各部室负责人凡请事假半天以上,须经分管领导同意;部室一般人员请事假半天以内,由部室负责人批准,超过半天由分管领导批准。所有同志请假一天以上,需经主席批准」',
    'R-120 · 000§5「因病请假,凭医院有效证明,并书面请假」',
  ],
};

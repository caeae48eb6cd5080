import type { Flow, Who } from '../../contracts/flow.ts';
import { ask, askIf, type Guard, HER, notAhead, type Step } from './flow-parts.ts';

/** The steps of a petition (信访件), in the order of its life; the whole flow is in petition-case.ts. */
export const CLAIM = "selected(${kind}, '申诉求决')";
export const HANDED = "(not(empty(${handed-down})) and not(selected(${handed-down}, '不是')))";
const AGENT = "selected(${brought-by}, '信访代理员')";
/** What is answered about her is read on the page by who speaks for her, not by whoever told us of it. */
const HERS = "not(selected(${brought-by}, '其他人'))";
const MAY_ACCUSE = "selected(${kind}, '检举控告') or selected(${kind}, '申诉求决')";
export const HANDLING = ['in-hand', 'extended'];
const NAMELESS = '(empty(${who}) or (empty(${phone}) and empty(${contact})))';

const accusedNamed: Guard = {
  test: "not(selected(${kind}, '检举控告')) or not(empty(${accused})) or not(empty(${accused-unit}))",
  say: '检举控告要写明被反映的人或单位:平台才能保证材料不会转到被反映的一方。',
  field: 'accused',
};
const namelessOnly = (field: string): Guard => ({
  test: `not(selected(\${${field}}, '姓名或住址不清,无法告知') or selected(\${${field}}, '姓名或住址不清,无法答复')) or ${NAMELESS}`,
  say: '已经登记了她的姓名和联系方式,应当告诉她,不能选“无法告知”“无法答复”。',
  field,
});

export const start: Flow['start'] = {
  key: 'start',
  name: '登记',
  to: 'registered',
  who: [{ is: 'office' }],
  asks: [
    ...ask('danger', 'kind', 'channel', 'handed-down'),
    ...askIf(HANDED, 'handed-by', 'report-by'),
    ...ask('brought-by'),
    ...askIf(AGENT, 'agent', 'authority', 'authority-scope'),
    ...ask('who?', 'phone?', 'id-number?', 'contact?', 'people?'),
    ...askIf("selected(${channel}, '来访')", 'reps?'),
    ...ask('migrant?', 'cause', 'about'),
    ...askIf(MAY_ACCUSE, 'accused?', 'accused-unit?'),
  ],
  guards: [
    {
      test: "selected(${danger}, '没有')",
      say: '她有危险(或说不清):不能排在信访件里等。请先用“登记接待”或家庭暴力个案紧急办理,她安全以后再登记信访件。',
      field: 'danger',
    },
    accusedNamed,
    { test: '${report-by} >= ${today}', say: '报结期限已经过去了,请核对。', field: 'report-by' },
    {
      test: '${reps} <= 5',
      say: '多人走访要推选代表,代表最多 5 人(信访工作条例第二十条)。涉及多少人写在“涉及几人”。',
      field: 'reps',
    },
    { test: '${reps} <= ${people}', say: '代表比涉及的人还多,请改正其中一个数。', field: 'reps' },
    {
      test: `not(${AGENT}) or count-selected(\${authority-scope}) > 0`,
      say: '委托书里委托了什么,照着选。',
      field: 'authority-scope',
    },
  ],
  opinion: 'none',
  clocks: {
    starts: ['notice', { clock: 'object', when: HANDED }, { clock: 'report', when: HANDED }],
  },
  source: '信访工作条例第二十一条、第二十三条',
  toHer: [
    { words: '您反映的事已经登记成信访件,编号 ${number}。15 日内在这里告诉您受理不受理。', reads: 'herself' },
    { words: '您反映的事已经登记,有专人在办。', reads: 'reporter' },
  ],
};

export const begin: Step[] = [
  {
    key: 'admit',
    name: '受理',
    from: ['registered'],
    to: 'in-hand',
    who: HER,
    asks: [...ask('kind'), ...askIf(MAY_ACCUSE, 'accused?', 'accused-unit?'), ...ask('told-how')],
    guards: [accusedNamed, namelessOnly('told-how')],
    opinion: 'offered',
    clocks: {
      stops: ['notice', 'object'],
      starts: [
        { clock: 'finish', when: CLAIM },
        { clock: 'other', when: `not(${CLAIM})` },
      ],
    },
    source: '信访工作条例第二十三条:十五日内书面告知',
    toHer: [
      { words: '已经受理,正在办理。', reads: 'both' },
      { words: '申诉求决一般 60 日内办完,办完在这里答复您。', reads: 'herself', when: CLAIM },
    ],
  },
  {
    key: 'not-accept',
    name: '不予受理',
    from: ['registered'],
    to: 'not-accepted',
    who: HER,
    asks: ask('where-kind', 'where', 'told-how'),
    guards: [
      {
        test: `not(${HANDED})`,
        say: '交办、转送的不能直接不受理:不属于本单位的,在 5 个工作日内提出异议,交办机关同意后退回。',
      },
      namelessOnly('told-how'),
    ],
    // Why, in words; where to go is a field.
    opinion: 'required',
    clocks: { stops: ['notice'] },
    toHer: [
      { words: '没有受理。原因:${opinion}\n应当去的地方:${where-kind},${where}', reads: 'herself' },
      { words: '您反映的事不归我们受理,可以去:${where-kind}。', reads: 'reporter' },
    ],
  },
  {
    key: 'object',
    name: '提出异议(不属于本单位)',
    from: ['registered'],
    to: 'objected',
    who: HER,
    when: HANDED,
    guards: [
      { test: 'not(${late.object})', say: '异议要在收到之日起 5 个工作日内提出,现在已经过了,请受理办理。' },
    ],
    opinion: 'required',
    clocks: { stops: ['object'] },
    source: '信访工作条例:五个工作日内提出异议并说明理由',
  },
  {
    key: 'object-over',
    name: '异议期已过',
    from: ['registered'],
    to: 'stay',
    who: HER,
    automatic: true,
    opinion: 'none',
    clocks: { stops: ['object'] },
  },
  {
    key: 'hand-back',
    name: '交办机关同意退回',
    from: ['objected'],
    to: 'handed-back',
    who: HER,
    opinion: 'required',
    source: '信访工作条例:经同意后方可退回',
  },
  {
    key: 'keep',
    name: '交办机关不同意退回',
    from: ['objected'],
    to: 'registered',
    who: HER,
    opinion: 'offered',
  },
];

const extendBy = (key: string, who: Who[], when: string): Step => ({
  key,
  name: '延长办理期限',
  from: ['in-hand'],
  // A state of its own: what stands in it has been extended, and is not extended again.
  to: 'extended',
  who,
  when: `${CLAIM} and ${when}`,
  asks: ask('days', 'extend-told'),
  opinion: 'required',
  clocks: { extends: [{ clock: 'finish', by: 'days' }] },
  toHer: [{ words: '办理期限延长到受理后第 ${days} 天。原因:${opinion}', reads: 'herself' }],
  source: '信访工作条例第三十四条:经负责人批准,可以延长一次,不超过三十日,并告知理由',
});

export const handle: Step[] = [
  {
    key: 'settle',
    name: '作出处理意见',
    from: HANDLING,
    to: 'settled',
    who: HER,
    asks: ask('result', 'decision'),
    opinion: 'none',
  },
  {
    key: 'mend',
    name: '改处理意见',
    from: ['settled'],
    to: 'stay',
    who: HER,
    asks: ask('result', 'decision'),
    opinion: 'required',
  },
  {
    key: 'answer',
    name: '答复',
    from: ['settled'],
    to: 'answered',
    who: HER,
    asks: [...ask('answer', 'answered-how'), ...askIf(`${CLAIM} and not(${NAMELESS})`, 'told-review')],
    guards: [
      namelessOnly('answered-how'),
      {
        test: 'empty(${told-review}) or ${told-review}',
        say: '申诉求决的答复要告诉她:不服可以在收到答复后 30 日内申请复查。',
        field: 'told-review',
      },
    ],
    opinion: 'none',
    clocks: { stops: ['finish', 'other'] },
    toHer: [
      { words: '${answer}', reads: 'herself', when: HERS },
      {
        words: '对这个答复不服的,收到以后 30 日内可以向上一级申请复查。',
        reads: 'herself',
        when: `${HERS} and \${told-review}`,
      },
    ],
  },
  {
    key: 'report-up',
    name: '向交办机关报结',
    from: [...HANDLING, 'settled', 'answered'],
    to: 'stay',
    who: HER,
    when: HANDED,
    asks: ask('reported-on', 'reported-to'),
    guards: [notAhead('reported-on')],
    opinion: 'offered',
    clocks: { stops: ['report'] },
    source: '000§5「承办上级机关和领导交办的来信、来访案件」',
  },
  {
    key: 'close',
    name: '办结',
    from: ['answered'],
    to: 'closed',
    who: HER,
    guards: [
      {
        test: 'not(empty(${result})) and not(empty(${answer}))',
        say: '没有处理结果和答复,不能办结。',
      },
      {
        test: `not(${HANDED}) or not(empty(\${reported-on}))`,
        say: '交办、转送的要先向交办机关报结,再办结。',
      },
    ],
    opinion: 'offered',
    toHer: [{ words: '您反映的事已经办结。谢谢您告诉我们。', reads: 'reporter' }],
  },
  {
    key: 'ask-extend',
    name: '报请延长',
    from: ['in-hand'],
    to: 'stay',
    who: HER,
    when: CLAIM,
    countersigns: [{ is: 'in-charge' }, { is: 'chair' }],
    opinion: 'required',
  },
  extendBy('extend', HER, '${signs.agree} > 0 and ${signs.against} = 0 and ${signs.waiting} = 0'),
  // Who is a leader herself asks nobody.
  extendBy(
    'extend-as-leader',
    [{ is: 'responsible', roles: ['chair', 'vice-chair'] }],
    '${signs.agree} = 0 and ${signs.waiting} = 0',
  ),
];

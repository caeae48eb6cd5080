import type { Field } from '../../contracts/ledger.ts';
import { cause, choice, contact, count, day, line, person, phone, words, yes } from './flow-parts.ts';

/** What a petition (信访件) says and what is done about it (R-16, PARAMETERS 7, FACTS 1). */
export const KINDS = ['建议意见', '检举控告', '申诉求决'];
export const CHANNELS = ['来访', '来电', '来信', '网络', '主席信箱', '主席接访', '妇女热线'];

/** How a petition that was accepted ends. */
export const HANDLED = ['答复解释', '调解成功', '转法律援助', '转法院', '转公安', '转其他部门', '救助帮扶'];

/** How a review (复查、复核) of its answer stands; written back by the platform, never typed. */
const REVIEW = [
  '复查中',
  '复核中',
  '维持原处理意见',
  '撤销,责令重新办理',
  '变更处理意见',
  '不予受理',
  '她已撤回申请',
];
export const UNDER_REVIEW = `(coalesce(\${review}, '') = '复查中' or coalesce(\${review}, '') = '复核中')`;

export const FIELDS: Field[] = [
  choice(
    'danger',
    '她现在有危险吗',
    ['没有', '有危险', '说不清'],
    '先问这一句。有危险或说不清:先打 110,按“登记接待”或家庭暴力个案紧急办。',
  ),
  choice(
    'kind',
    '哪一类',
    KINDS,
    '要求解决自己的事,选申诉求决;反映干部、单位违纪违法,选检举控告。拿不准先选申诉求决,受理时可以改。',
  ),
  choice('channel', '怎么来的', CHANNELS),
  choice('handed-down', '交办、转送的吗', ['不是', '上级妇联交办', '信访部门转送', '领导交办']),
  line('handed-by', '交办机关和文号', '例如:市妇联 交办〔2026〕3号。'),
  day('report-by', '要求哪天以前报结', '交办件上没有写的,填收到后第 60 天。'),
  choice('brought-by', '谁来反映的', ['本人', '家属', '信访代理员', '其他人']),
  person('agent', '代理人姓名'),
  line('authority', '委托书(编号或日期)', '代理员代办的必须写;没有委托书不能代办。'),
  {
    key: 'authority-scope',
    label: '委托了什么',
    type: 'choices',
    options: ['代为反映', '代交材料', '代收答复', '代为协商'],
  },
  person('who', '信访人'),
  phone,
  {
    key: 'id-number',
    label: '身份证号',
    type: 'text',
    maxLength: 18,
    help: '可以不写。用来认出是不是同一个人。',
  },
  {
    ...contact,
    label: '她的地址或微信',
    help: '只写地址、微信号;什么时候、用什么方式联系安全,写在下面“怎么联系她才安全”里。',
  },
  count('people', '涉及几人', '人', 1),
  count('reps', '来了几位代表', '人', 1),
  yes('migrant', '是流动妇女儿童'),
  cause,
  words('about', '反映了什么', '照她说的记,不要替她下结论。'),
  line('accused', '被反映的人', '写姓名,几个人用顿号隔开。写了的人,这件事永远不会交到他手里。'),
  line('accused-unit', '被反映的单位', '写全名。这个单位的人都看不到这件事。'),
  choice('told-how', '怎么告诉她的', [
    '书面告知',
    '当面告知,已签收',
    '短信或网上告知',
    '姓名或住址不清,无法告知',
  ]),
  choice('where-kind', '应当去哪里', [
    '人民法院',
    '人民检察院',
    '公安机关',
    '劳动仲裁或农村土地仲裁',
    '行政复议机关',
    '纪检监察机关',
    '政府部门',
    '其他单位',
  ]),
  line('where', '具体是哪个单位、怎么去', '写清单位、地址或电话。'),
  count('days', '从受理起一共办多少天', '天', 61),
  choice('extend-told', '延长的理由怎么告诉她的', ['书面告知', '当面告知,已签收', '短信或网上告知']),
  choice('result', '怎么办结的', HANDLED),
  words('decision', '处理意见', '查明了什么、依据是什么、支持不支持、怎么解决。'),
  words('answer', '给她的答复'),
  choice('answered-how', '怎么答复的', [
    '书面答复',
    '当面答复,已签收',
    '短信或网上答复',
    '姓名或住址不清,无法答复',
  ]),
  yes('told-review', '已告诉她:不服可以在 30 日内申请复查'),
  day('reported-on', '哪天报结的'),
  line('reported-to', '报给哪个机关'),
  choice('review', '复查、复核', REVIEW, '由平台按复查、复核的进展填写。'),
  choice('satisfied', '她满意不满意', ['满意', '基本满意', '不满意']),
  choice('satisfied-by', '谁说的', ['她凭回执码评的', '回访时她说的']),
];

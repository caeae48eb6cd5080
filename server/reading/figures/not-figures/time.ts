import { endsClause } from '../around.ts';
import { after, before, type Quantity, type Rules } from './rule.ts';

const DAYS = /^(?:天|夜|工作日|个工作日)$/;
const SPANS = /^(?:年|月|个月|周|个周|星期|个星期|个季度|个学期)$/;
const HOURS = /^(?:小时|个小时|个半小时|钟头|个钟头|分钟|秒|秒钟)$/;
const AGES = /^(?:岁|周岁)$/;
const LIMIT_BEFORE = /(?:不得?超过|不得?少于|不得?低于|至少|最多|最长|最短|不短于|不长于)$/;
const SESSION_NAME =
  /^(?:全会|全体|常委|执委|代表大会|党代会|妇代会|会议|人大|党代表|妇女代表|团代会|常务|大会)/;
const NUMBER = '[\\d一二三四五六七八九十百]';
const SESSION_BEFORE = new RegExp(
  `(?:[届市省县区国第]|[届市省县区国第]${NUMBER}+次[、和]|届${NUMBER}*次?[、和]?)$`,
);

/** Dates, spans of time, ages and sessions: numbers that place or limit something and count nothing. */
export const TIME_RULES: Rules = {
  'a date': (text, q) =>
    (q.unit === '日' && !/^(?:内|以[内上下])/.test(after(text, q))) ||
    q.unit === '月' ||
    (q.unit === '年' && !limit(text, q) && !years(text, q) && !term(text, q)),
  'a span of time 连续三年, 两个月': (text, q) =>
    SPANS.test(q.unit) && q.unit !== '年' && !limit(text, q) && !term(text, q),
  'a span of days 近10天, 连续5天': (text, q) =>
    DAYS.test(q.unit) &&
    !limit(text, q) &&
    (q.numeral.script === 'chinese' ||
      /(?:近|前|后|第|连续|过去|未来|这|为期|历时|最后|短短|头|时隔|提前|仅|满)$/.test(before(text, q, 8)) ||
      /^(?:后|前|来|之后|之前|假|长假|时间)/.test(after(text, q))),
  'round the clock 24小时, 八小时以外, 15分钟生活圈': (text, q) =>
    HOURS.test(q.unit) &&
    ((q.low === 24 &&
      !/^(?:内|以内|之内)/.test(after(text, q)) &&
      !/(?:到|至|为|达|共|累计)$/.test(before(text, q))) ||
      (q.low === 8 && /^(?:以外|之外|外|工作|内外)/.test(after(text, q))) ||
      /^[^,。;]{0,4}圈/.test(after(text, q)) ||
      /^(?:前|后|之后|制)/.test(after(text, q))),
  'a length of service 20年以上的': (text, q) =>
    q.unit === '年' &&
    /以[上下内]$/.test(text.slice(q.unitFrom, q.phraseTo)) &&
    !LIMIT_BEFORE.test(before(text, q)),
  'an age as a limit 35岁以下, 0-6岁; an average age is a figure': (text, q) =>
    AGES.test(q.unit) && !age(text, q),
  'a session 九届二次全会': (text, q) =>
    q.unit === '次' &&
    (/^全会|^(?:、|和)[一二三四五六七八九十]+次全会/.test(after(text, q)) ||
      (SESSION_NAME.test(after(text, q)) && SESSION_BEFORE.test(before(text, q)))),
};

/** 不超过两年, 3天内: a limit set for something is a figure; the span of time itself is none. */
function limit(text: string, q: Quantity): boolean {
  if (LIMIT_BEFORE.test(before(text, q, 6))) return true;
  if (q.unit === '年' || q.unit === '月') return false;
  const mark = after(text, q, 2);
  return /^(?:以内|之内|内)/.test(mark) || (/^以[上下]/.test(mark) && DAYS.test(q.unit));
}

/** 任期5年, 贷款期限为2年, 受教育年限平均达到9.8年. */
const term = (text: string, q: Quantity) =>
  q.high < 100 &&
  !/^(?:来|以来|间|前|后|里|中|期间|多来)/.test(after(text, q)) &&
  /(?:任期|期限|年限|有效期|贷款期|贴息期|还款期|服务期|公示期|合同期|宽限期|周期|试用期|限期)[^,。;\d]{0,8}$|年限[^。;]{0,30}(?:提高|增加|达到?|为)(?:了|到)?$/.test(
    text.slice(Math.max(0, q.from - 40), q.from),
  );

/** 2到3年: a range of years stands for itself unless it is a range of calendar years or tells when. */
const years = (text: string, q: Quantity) =>
  q.qualifier === 'range' &&
  q.high < 100 &&
  !/(?:近|前|后|未来|今后|过去|每|最近|满|这|头)$/.test(before(text, q, 4)) &&
  !/^(?:前|后|来|级|制)/.test(after(text, q));

/** 平均年龄32岁, 下降2.1岁, 上届的39.1岁; not 35岁以下, 年满18周岁, 45岁的她. */
function age(text: string, q: Quantity): boolean {
  const left = before(text, q, 20);
  // Nobody is 39.1 years old: it is a mean.
  if (!Number.isInteger(q.low)) return true;
  if (/(?:平均|寿命|均龄|期望|初婚)[^,。;]{0,14}$/.test(left)) return true;
  if (
    /(?:平均年龄|寿命|均龄)[^。;]*(?:[男女性村居][性]?|(?:上届|上一届|上年|去年)的?[为是]?)$/.test(
      text.slice(Math.max(0, q.from - 40), q.from),
    )
  )
    return true;
  if (/(?:最大|最小|最年长|最年轻|最高龄)[^,。;]{0,6}$/.test(left)) return true;
  if (/(?:下降|降低|提高|上升|年轻|增加|缩小|推迟|提前|延长)(?:了|约)?$/.test(left)) return true;
  if (q.qualifier !== null || q.unit === '周岁' || !endsClause(text, q.phraseTo)) return false;
  return !/(?:满|年仅|现年|[到至和、-])$/.test(left) && (left === '' || /龄[为是达]?$/.test(left));
}

import { clauseAfter, clauseBefore } from './around.ts';
import { wordAt, wordBefore } from './lexicon.ts';
import type { Quantity } from './quantity.ts';
import { BODIES, IDEAS, NAME_TAILS } from './words/nouns.ts';
import { isAmount, isCounted, isRate } from './words/units.ts';

/** A rule by which a number with a unit word is still no figure; its name is the reason. */
type Rule = (text: string, q: Quantity) => boolean;

const DAYS = /^(?:天|夜|工作日|个工作日)$/;
const SPANS = /^(?:年|月|个月|周|个周|星期|个星期|个季度|个学期|晚|年级)$/;
const HOURS = /^(?:小时|个小时|个半小时|钟头|个钟头|分钟|秒|秒钟)$/;
const DIGIT = '[\\d一二三四五六七八九十百]';
const ORDER_BEFORE = new RegExp(`第${DIGIT}*[、,至到和及与-]?$`);
const SESSION_NAME =
  /^(?:全会|全体|常委|执委|代表大会|党代会|妇代会|会议|人大|党代表|妇女代表|团代会|常务|大会)/;
const SESSION_BEFORE = new RegExp(
  `(?:[届市省县区国第]|[届市省县区国第]${DIGIT}+次[、和]|届${DIGIT}*次?[、和]?)$`,
);
const IDEA_ADJECTIVES = /^(?:重要|主要|突出|基本|关键|不同|工作|具体|重大|新|大|更|核心|主题|难点|热点)*/;
/** After an idea word: 3个重点村, 2个创新项目 count things. */
const THING_TAIL =
  /^(?:村|镇|乡|县|市|区|站|点|组|队|岗|户|家|园|室|所|馆|厅|校|班|社|员|单位|项目|企业|品牌|人群|人员|小组|产业|基地|公园|团队|课题|载体|网站|网点|站点|信息|部门|中心|活动|站所|处|室)/;
const STRONG_IDEAS =
  /^(?:方面|结合|层面|维护|意识|自信|全面|代表重要|率先|文明一起|务必|确立|大局|坚持|再|不变|转变|到位|落实|确保|有利|同步|必须|阶段)/;
/** Unit words that a lone Chinese digit may count in running text. */
const SAFE = new Set(
  '名 人 位 户 家 个 场 期 次 件 起 例 对 支 台 所 座 处 辆 套 本 册 份 篇 首 批 项 幅 间 栋 幢 人次 场次 户次 期次 宗 堂 轮 门 封 只 棵 株 村 镇 团队 节课 课时 学时 批次 家次 件次 个工作日 部 条 张 面 节 头 辆次 个班 岗 杯'.split(
    ' ',
  ),
);
/** 三条 and 两部 need a thing to count. */
const NEEDS: Record<string, RegExp> = {
  部: /^(?:[^,。、;]{0,4}(?:电话|法|作品|微电影|影片|电影|短片|片|剧|专著|书|手机|规章|条例))/,
  条: /^(?:[^,。、;]{0,4}(?:标语|横幅|信息|线索|短信|微信|微博|建议|意见|道路|公路|路|生产线|船))/,
  张: /^(?:[^,。、;]{0,4}(?:照片|卡|床|证|票|图片|展板|海报|问卷))/,
  面: /^(?:锦旗|旗)/,
  节: /^课/,
  头: /^(?:牛|猪|羊|驴|奶牛|母猪|肉牛|种猪)/,
  只: /^(?:羊|鸡|鸭|鹅|兔|船|山羊|股)/,
  对: /^(?:夫妻|夫妇|新人|好|婆媳|家庭|母子|母女|双胞胎|帮扶|子)/,
  杯: /^(?:茶|水)/,
};

const lone = (text: string, q: Quantity) =>
  q.numeral.script === 'chinese' && q.numeral.to - q.from === 1 ? text.charAt(q.from) : '';
const small = (q: Quantity) => q.numeral.script === 'chinese' && q.high < 10;
const before = (text: string, q: Quantity, reach = 12) => clauseBefore(text, q.from, reach);
const after = (text: string, q: Quantity) =>
  text.slice(q.unitFrom + q.unit.length, q.unitFrom + q.unit.length + 12);

/** Every rule with the reason for it (issue: what must not be found). */
const RULES: Record<string, Rule> = {
  'an order 第五, 第5、6期': (text, q) => ORDER_BEFORE.test(before(text, q, 8)),
  'the base of a rate 每10万人, 每3个月': (text, q) => /(?:每|每隔|每逢|每过|逢)$/.test(before(text, q, 4)),
  'which one, not how many 这三个, 哪两个': (text, q) =>
    /(?:[这那哪此该]|以上|以下|上述)$/.test(before(text, q, 4)) &&
    small(q) &&
    !/(?:及以上|人以上)$/.test(before(text, q, 4)),
  'a session 九届二次全会': (text, q) =>
    q.unit === '次' &&
    (/^全会|^(?:、|和)[一二三四五六七八九十]+次全会/.test(after(text, q)) ||
      (SESSION_NAME.test(after(text, q)) && SESSION_BEFORE.test(before(text, q)))),
  'an age 35岁以下, 0-6岁; an average age is one': (text, q) =>
    /^(?:岁|周岁)$/.test(q.unit) &&
    !(/(?:平均|寿命|均龄)[^,。;]{0,12}$/.test(before(text, q, 20)) && !/^以[上下内]/.test(after(text, q))),
  'a date': (text, q) => q.unit === '日' || q.unit === '月' || (q.unit === '年' && !limit(text, q)),
  'a span of time 连续三年, 两个月': (text, q) => SPANS.test(q.unit) && q.unit !== '年' && !limit(text, q),
  'a span of days': (text, q) =>
    DAYS.test(q.unit) &&
    !limit(text, q) &&
    (q.numeral.script === 'chinese' ||
      /(?:近|前|后|第|连续|过去|未来|这|为期|历时|最后|短短|头|时隔|提前|仅|满)$/.test(before(text, q, 8)) ||
      /^(?:后|前|来|之后|之前|假|长假|时间)/.test(after(text, q))),
  'round the clock 24小时, 八小时以外, 15分钟生活圈': (text, q) =>
    HOURS.test(q.unit) &&
    ((q.low === 24 && !/^(?:内|以内|之内)/.test(after(text, q))) ||
      (q.low === 8 && /^(?:以外|之外|外|工作|内外)/.test(after(text, q))) ||
      /^[^,。;]{0,4}圈/.test(after(text, q)) ||
      /^(?:前|后|之后|制)/.test(after(text, q))),
  'a length of service 20年以上的': (text, q) =>
    q.unit === '年' &&
    /以[上下内]$/.test(text.slice(q.unitFrom, q.phraseTo)) &&
    !/(?:不少于|不低于|不超过|至少)$/.test(before(text, q)),
  'a phase 二期工程': (text, q) =>
    q.unit === '期' &&
    small(q) &&
    (/^(?:工程|项目|建设|规划|改造|扩建|[)])/.test(after(text, q)) || /[(（]$/.test(before(text, q, 2))),
  'second, not two: 二次装修, 二等': (text, q) =>
    lone(text, q) === '二' && !isAmount(q.unit) && !isRate(q.unit),
  'a name 三支队, 五年级, 二村': (text, q) => nameTail(text, q),
  'something said, not counted: 三个方面, 两项制度': (text, q) => idea(text, q),
  'no classifier that a lone digit counts with': (text, q) =>
    small(q) && isCounted(q.unit) && lone(text, q) !== '一' && !safe(text, q),
  'one as an article 一个时期, 一次': (text, q) =>
    q.numeral.script === 'chinese' && q.low === 1 && q.high === 1 && lone(text, q) === '一' && !one(text, q),
  'a counter of a web page': (text, q) => /(?:点击|阅读|浏览|访问|下载)(?:量|数|次数)?[::]$/.test(before(text, q, 8)) || /(?:点击|阅读|浏览)[::]$/.test(text.slice(Math.max(0, q.from - 4), q.from)),
  'two of the text, counted by it: 两项合计': (text, q) => q.unit === '项' && /^(?:合计|相加|之和)/.test(after(text, q)),
  'a page': (text, q) => q.unit === '页' && /[第共全]$/.test(before(text, q, 3)),
  'a number lost before 万: 万人': (text, q) => lost(text, q),
  'less than a hundred characters are a slogan 十六字': (_text: string, q) => q.unit === '字' && q.high < 100,
  'a set phrase 两节, 三门': (text, q) =>
    /^两节$/.test(text.slice(q.from, q.phraseTo)) && !/^课/.test(after(text, q)),
  'a name of a project 百日攻坚, 万人游园': (text, q) => q.numeral.bare && /^(?:天|日|年)$/.test(q.unit),
  'a model, a part of a code 5G, A4': (text, q) =>
    /[A-Za-z#№_]$/.test(text.slice(Math.max(0, q.from - 1), q.from)),
  'a version 2.0版': (_text, q) => q.unit === '版',
};

/** The reason why a quantity is no figure, or '' when nothing speaks against it. */
export function reasonAgainst(text: string, q: Quantity): string {
  for (const [reason, rule] of Object.entries(RULES)) if (rule(text, q)) return reason;
  return '';
}

/** 不超过两年, 3天内: a limit set for something is a figure, a span of time is none. */
function limit(text: string, q: Quantity): boolean {
  if (
    /^(?:不超过|不少于|不低于|至少|不得少于|不得超过|最多|最长|最短|不得低于|不短于|不长于)$/.test(
      /(?:不得?超过|不得?少于|不得?低于|至少|最多|最长|最短|不短于|不长于)$/.exec(before(text, q, 6))?.[0] ??
        '',
    )
  )
    return true;
  if (q.unit === '年' || q.unit === '月') return false;
  return (
    /^(?:以内|之内|内)/.test(text.slice(q.unitFrom + q.unit.length, q.unitFrom + q.unit.length + 2)) ||
    (/^(?:以上|以下)/.test(text.slice(q.unitFrom + q.unit.length, q.unitFrom + q.unit.length + 2)) &&
      DAYS.test(q.unit))
  );
}

function nameTail(text: string, q: Quantity): boolean {
  if (q.numeral.script !== 'chinese' || q.high >= 100) return false;
  const tail = wordAt(NAME_TAILS, text, q.numeral.to);
  if (tail === '' || tail.length < q.unit.length) return false;
  if (tail === '支队') return !text.startsWith('支队伍', q.numeral.to);
  if (tail === '队' || tail === '组' || tail === '班' || tail === '团')
    return !text.startsWith('班次', q.numeral.to);
  return tail.length > q.unit.length || q.unit === tail;
}

function idea(text: string, q: Quantity): boolean {
  if (
    q.unit !== '个' &&
    q.unit !== '项' &&
    q.unit !== '种' &&
    q.unit !== '类' &&
    q.unit !== '条' &&
    q.unit !== '大'
  )
    return false;
  let rest = after(text, q);
  if (STRONG_IDEAS.test(rest) && q.high <= 20) return true;
  if (!(q.numeral.script === 'chinese' && q.high <= 20)) return false;
  const bare = IDEA_ADJECTIVES.exec(rest)?.[0] ?? '';
  for (const tail of bare === '' ? [rest] : [rest, rest.slice(bare.length)]) {
    const word = wordAt(IDEAS, tail, 0);
    if (word !== '' && !THING_TAIL.test(tail.slice(word.length))) return true;
  }
  rest = rest.slice(0, 1);
  return false;
}

function safe(text: string, q: Quantity): boolean {
  if (!SAFE.has(q.unit)) return false;
  const needs = NEEDS[q.unit];
  return needs === undefined || needs.test(after(text, q));
}

/** One is counted in an enumeration (15个村,一个社区居委会) and for named posts; elsewhere 一个 is an article. */
function one(text: string, q: Quantity): boolean {
  if (isAmount(q.unit) || isRate(q.unit)) return q.unit !== '元/';
  const left = before(text, q, 16);
  const right = after(text, q);
  if (q.unit === '名') return !/(?:每|作为|身为|成为|是|任何|当|做|的|同|某|另|这|那|之)$/.test(left);
  if (
    q.unit !== '个' &&
    q.unit !== '所' &&
    q.unit !== '家' &&
    q.unit !== '户' &&
    q.unit !== '位' &&
    q.unit !== '期'
  )
    return false;
  const listed =
    /^(?:和|及|与|以及|其中)?$/.test(left) &&
    /\d[^,。;]{0,12}[,、]$/.test(text.slice(Math.max(0, q.from - left.length - 16), q.from - left.length));
  return (
    listed &&
    wordBefore(BODIES, right.split(/[,。、;]/)[0] ?? '', (right.split(/[,。、;]/)[0] ?? '').length) !== ''
  );
}

/** 万人 after a verb has lost its number; 近万人 and 上万人 have not. 百名, 千名 are round numbers. */
function lost(text: string, q: Quantity): boolean {
  if (!q.numeral.bare) return false;
  const first = text.charAt(q.from);
  if (q.qualifier === 'over' || q.qualifier === 'approx') return false;
  if (first === '百' || first === '千') return q.unit === '' || (q.numeral.power >= 4 && !isAmount(q.unit));
  return !/(?:近|上|过|逾|超|超过|破|突破|不足|不到|约|将近|接近|达到?上)$/.test(before(text, q, 6));
}

export { clauseAfter };

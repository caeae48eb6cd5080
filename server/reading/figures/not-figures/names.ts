import { markBefore } from '../around.ts';
import { wordAt, wordBefore } from '../lexicon.ts';
import { BODIES, IDEAS, NAME_TAILS } from '../words/nouns.ts';
import { isAmount, isCounted, isRate } from '../words/units.ts';
import { after, before, lone, type Quantity, type Rules, small } from './rule.ts';

const ORDER_BEFORE = /第[\d一二三四五六七八九十百]*[、,至到和及与-]?$/;
const IDEA_ADJECTIVES = /^(?:重要|主要|突出|基本|关键|不同|工作|具体|重大|新|大|更|核心|主题|难点|热点)*/;
/** After an idea word: 3个重点村, 2个创新项目 count things. */
const THING_TAIL =
  /^(?:村|镇|乡|县|市|区|站|点|组|队|岗|户|家|园|室|所|馆|厅|校|班|社|员|单位|项目|企业|品牌|人群|人员|小组|产业|基地|公园|团队|课题|载体|网站|网点|站点|信息|部门|中心|活动|站所|处|室|级|合作社|工程队|平台)/;
/** Ideas that even an Arabic number does not count: 12个方面, 4个意识. */
const STRONG_IDEAS =
  /^(?:方面|结合|层面|维护|意识|自信|全面|代表重要|率先|文明一起|务必|确立|大局|坚持|再|不变|转变|到位|落实|确保|有利|同步|必须|阶段|年头|春秋|日夜|昼夜|寒暑)/;
/** Unit words that a lone Chinese digit may count in running text. */
const SAFE = new Set(
  '名 人 位 户 家 个 场 期 次 件 起 例 对 支 台 所 座 处 辆 套 本 册 份 篇 首 批 项 幅 间 栋 幢 人次 场次 户次 期次 宗 堂 轮 门 封 只 棵 株 村 镇 团队 节课 课时 学时 批次 家次 件次 个工作日 部 条 张 面 节 头 辆次 个班 岗 杯 道 笔 遍 趟 席 票 粒 包 袋 箱 盒 瓶 桶 双 床 盏 枚 颗 碗 站 款'.split(
    ' ',
  ),
);
/** With these a lone digit needs a thing to count: 三条横幅, 两部电话. */
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
  道: /^(?:关口|防线|菜|题|工序|程序)/,
  笔: /^(?:[^,。、;]{0,4}(?:款|贷|资金|钱|捐|订单))/,
};

/** Orders, names and ideas: the number is part of what something is called. */
export const NAME_RULES: Rules = {
  'an order 第五, 第5、6期': (text, q) => ORDER_BEFORE.test(before(text, q, 8)),
  'which one, not how many 这三个, 哪两个': (text, q) =>
    small(q) &&
    /(?:[这那哪此该]|以上|以下|上述)$/.test(before(text, q, 4)) &&
    !/(?:及以上|人以上)$/.test(before(text, q, 4)),
  'a phase 二期工程': (text, q) =>
    q.unit === '期' &&
    small(q) &&
    (/^(?:工程|项目|建设|规划|改造|扩建|[)])/.test(after(text, q)) ||
      /[(（]$/.test(text.slice(Math.max(0, q.from - 1), q.from))),
  'second, not two 二次装修': (text, q) => lone(text, q) === '二' && !isAmount(q.unit) && !isRate(q.unit),
  'a name 三支队, 五年级, 二村': (text, q) => nameTail(text, q),
  'something said, not counted 三个方面, 两项制度': (text, q) => idea(text, q),
  'no unit word that a lone digit counts with': (text, q) =>
    small(q) && isCounted(q.unit) && lone(text, q) !== '一' && !safe(text, q),
  'one as an article 一个时期, 一次': (text, q) =>
    lone(text, q) === '一' && q.low === 1 && q.high === 1 && !bounded(text, q) && !one(text, q),
  'a slogan of so many characters 十六字': (_text, q) => q.unit === '字' && q.high < 100,
  'the two festivals 两节': (text, q) =>
    lone(text, q) === '两' && q.unit === '节' && !/^课/.test(after(text, q)),
  'a project or a campaign 百日攻坚': (_text, q) => q.numeral.bare && /^(?:天|日|年)$/.test(q.unit),
  'three months and more 三个多月': (text, q) =>
    q.unit === '个' && /^(?:多|来)(?:月|星期|学期|世纪|年头)/.test(after(text, q)),
  'ten fingers play the piano 十个指头': (text, q) =>
    q.unit === '个' && /^(?:指头|手指|指|和尚|轮子|巴掌|鸡蛋|篮子|车轮|翅膀)/.test(after(text, q)),
};

function nameTail(text: string, q: Quantity): boolean {
  if (q.numeral.script !== 'chinese' || q.high >= 100) return false;
  const tail = wordAt(NAME_TAILS, text, q.numeral.to);
  if (tail === '' || tail.length < q.unit.length) return false;
  if (tail === '支队') return !text.startsWith('支队伍', q.numeral.to);
  return !text.startsWith('班次', q.numeral.to) && (tail.length > q.unit.length || q.unit === tail);
}

function idea(text: string, q: Quantity): boolean {
  if (!/^[个项种类条件大]$/.test(q.unit)) return false;
  const rest = after(text, q).replace(/^[“"]/, '');
  if (q.unit === '个' && STRONG_IDEAS.test(rest) && q.high <= 40) return true;
  if (q.numeral.script !== 'chinese' || q.high > 20) return false;
  const adjectives = IDEA_ADJECTIVES.exec(rest)?.[0] ?? '';
  for (const tail of adjectives === '' ? [rest] : [rest, rest.slice(adjectives.length)]) {
    const word = wordAt(IDEAS, tail, 0);
    if (word !== '' && !THING_TAIL.test(tail.slice(word.length))) return true;
  }
  return false;
}

function safe(text: string, q: Quantity): boolean {
  const needs = NEEDS[q.unit];
  return SAFE.has(q.unit) && (needs === undefined || needs.test(after(text, q)));
}

/** 至少一次, 一天以上: a bound counts even one. */
function bounded(text: string, q: Quantity): boolean {
  if (/最[多少高低]$/.test(q.left)) return false; // 最多一户: the richest one
  const mark = q.qualifier ?? markBefore(text, q.from, false).qualifier;
  return (mark === 'atLeast' || mark === 'atMost') && isCounted(q.unit);
}

/** One is counted in an enumeration (15个村,一个社区居委会) and for posts (一名副主席); elsewhere 一个 is an article. */
function one(text: string, q: Quantity): boolean {
  if (isAmount(q.unit) || isRate(q.unit)) return true;
  const left = before(text, q, 16);
  if (q.unit === '名') return !/(?:每|作为|身为|成为|是|任何|当|做|的|同|某|另|这|那|之)$/.test(left);
  if (!/^[个所家户位期]$/.test(q.unit)) return false;
  const start = q.from - left.length;
  const listed =
    /^(?:和|及|与|以及|其中)?$/.test(left) &&
    /\d[^,。;]{0,12}[,、]$/.test(text.slice(Math.max(0, start - 16), start));
  const noun = after(text, q).split(/[,。、;]/)[0] ?? '';
  return listed && wordBefore(BODIES, noun, noun.length) !== '';
}

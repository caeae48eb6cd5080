import { isAmount, isRate } from '../words/units.ts';
import { after, before, type Quantity, type Rules } from './rule.ts';

/** Lost numbers, bases, classes and codes: a unit word stands there, a counted amount does not. */
export const SIGN_RULES: Rules = {
  'a number lost before 万: 万人': (text, q) => lost(text, q),
  'the base of a rate 每10万人, 每3个月': (text, q) => /(?:每|每隔|每逢|每过|逢)$/.test(before(text, q, 4)),
  'the base of a comparison 以女性为100': (text, q) =>
    /以(?![上下内外来及后前])[^,。;()\d]{1,8}为$/.test(before(text, q)),
  'a class, not an amount 10万元以上的企业有7家': (text, q) =>
    !isRate(q.unit) &&
    /^(?:及|或|\(含\))?以[上下内]/.test(text.slice(q.unitFrom + q.unit.length, q.phraseTo)) &&
    /^(?:的[^,。;]{0,10}(?:有|占|达|为|共|\d|[一二两三四五六七八九十]+[名个户家人])|\p{Script=Han}{2,12}\d)/u.test(
      text.slice(q.phraseTo, q.phraseTo + 16),
    ),
  'a class of a scale 0类185人, 4类和5类': (text, q) =>
    q.unit === '类' &&
    q.numeral.script === 'arabic' &&
    (/^[\d和、及]/.test(after(text, q)) || /(?:分类|分级|类和|类、|类及)$/.test(before(text, q))),
  'a code of a budget 201类29款01项': (text, q) =>
    /^[类款项]$/.test(q.unit) &&
    (/^\d/.test(after(text, q)) ||
      /[类款]$/.test(text.slice(0, q.from).slice(-1)) ||
      /^\)/.test(after(text, q)) ||
      q.to - q.from >= 7),
  'articles of a law 七章三十二条': (text, q) =>
    q.unit === '条' && /[章节编][、,共]?$/.test(before(text, q, 4)),
  'a bound said again 三人以上(含三人)': (text, q) =>
    /[(]含$/.test(text.slice(Math.max(0, q.from - 2), q.from)),
  'places of a decimal 两位小数': (text, q) => q.unit === '位' && /^(?:小数|数)/.test(after(text, q)),
  'two of the text, counted by it 两项合计': (text, q) =>
    q.unit === '项' && /^(?:合计|相加|之和)/.test(after(text, q)),
  'a page': (text, q) => q.unit === '页' && /[第共全]$/.test(before(text, q, 3)),
  'a counter of a web page': (text, q) =>
    /(?:点击|阅读|浏览|访问|下载)(?:量|数|次数)?[::]?$/.test(text.slice(Math.max(0, q.from - 6), q.from)) &&
    q.unit === '次',
  'a part of a code A4, 5G': (text, q) => /[A-Za-z#№_]$/.test(text.slice(Math.max(0, q.from - 1), q.from)),
  'a mark in points 95.6分; 分 elsewhere is another word': (text, q) =>
    q.unit === '分' &&
    !(
      /(?:得分|平均|满意度|评分|成绩|测评|考核|分值|总分|分数|得|扣|加|减)[^,。;]{0,4}$/.test(
        before(text, q),
      ) && /^(?:以[上下]|左右|[,。、;)的]|$)/.test(after(text, q))
    ),
  'a third of a mile is no 里 of a place': (text, q) =>
    q.unit === '里' && !/^(?:[多余左,。、;长宽外远]|$)/.test(after(text, q)),
  'a saying 日行千里, 百步之内, 万里长征': (_text, q) =>
    q.numeral.bare &&
    q.qualifier !== 'over' &&
    /^(?:里|步|段|站|层|字|道|眼|面|样|遍|杯|双|口|片|串|根|把|米|斤|寸)$/.test(q.unit),
  'a version 2.0版': (_text, q) => q.unit === '版',
};

/** 万人 after a verb has lost its number; 近万人 and 上万人 have not. 百名, 千名 are round numbers. */
function lost(text: string, q: Quantity): boolean {
  if (!q.numeral.bare || q.qualifier === 'over' || q.qualifier === 'approx') return false;
  const first = text.charAt(q.from);
  if (first === '百' || first === '千') return q.unit === '' || (q.numeral.power >= 4 && !isAmount(q.unit));
  return !/(?:近|上|过|逾|超|超过|破|突破|不足|不到|约|将近|接近)$/.test(before(text, q, 6));
}

import { clauseBefore, endsClause } from './around.ts';
import { wordAt, wordBefore } from './lexicon.ts';
import type { Quantity } from './quantity.ts';
import { BARE_SUBJECTS, COUNTED_NOUNS, RATE_WORDS } from './words/nouns.ts';

/** A number without a unit word: is it a figure, and if its sign was lost, which (占总数的14 is 14 %)? null: no figure. */
export function bareUnit(text: string, q: Quantity): string | null {
  // 比例分别为30、32: what was said before the first counts for the next.
  const left = clauseBefore(text, q.from, 40).replace(/(?:\d+(?:\.\d+)?%?、+)+$/, '');
  const after = text.charAt(q.phraseTo);
  const more = q.qualifier === 'over' && q.phraseTo > q.numeral.to && q.numeral.to === q.to;
  const noun = wordAt(COUNTED_NOUNS, text, q.unitFrom);
  const large = q.numeral.power >= 3 || q.numeral.mark === 'over';
  const year = looksLikeYear(q);

  if (
    /(?:第|电话|热线|拨打|邮编|编号|代码|传真|手机|账号|帐号|QQ|qq|群号|号码|网址|文号|〔|\[)[^,。;]{0,3}$/.test(
      left,
    )
  )
    return null;
  if (
    /^(?:110|119|120|122|12338|12345|12348|12355|12351|12315|12333|12369|12349|12320|16838198|96110|10086|10010|10000)$/.test(
      text.slice(q.from, q.to),
    )
  )
    return null;
  if (q.numeral.digitsOnly && q.numeral.script === 'chinese') return null;
  // 400多妇女, 80多万基层组织, 16万妇女: the noun itself is counted.
  if (
    noun !== '' &&
    !year &&
    (q.qualifier === 'over' || large || (q.numeral.script === 'arabic' && q.low >= 2))
  ) {
    return /^(?:年|月|日)/.test(text.slice(q.unitFrom)) ? null : '';
  }
  if (q.numeral.script === 'chinese') {
    // 一万五, 两千多: only written-out numbers that say more than a digit.
    const long = (q.numeral.to - q.from >= 3 && q.high >= 100) || (more && q.high >= 10);
    return long && endsClause(text, q.phraseTo) && (left === '' || counted(left)) ? '' : null;
  }
  // 占总数的14, 覆盖率达80, 行政村90以上的工会主席.
  if (
    !year &&
    q.high <= 200 &&
    RATE_WORDS.test(left) &&
    (endsClause(text, q.phraseTo) || /^[的以左]/.test(text.slice(q.phraseTo)))
  ) {
    return q.numeral.power === 0 && !listMark(text, q) ? '%' : '';
  }
  // 性别比113.6: so many men to a hundred women, never with a unit.
  if (q.numeral.decimal || q.qualifier === 'range') {
    if (
      /性别比/.test(text.slice(Math.max(0, q.from - 50), q.from)) &&
      /[为是到至达的值在由从]$/.test(left) &&
      q.low > 50 &&
      q.high < 200
    )
      return '';
  }
  // 资金从50万提高到80万.
  if (
    large &&
    /^(?:提高|增加|增至|增长|增到|下降|减少|降|升|上升|上涨|扩大|减至|到|至)/.test(
      text.slice(q.phraseTo, q.phraseTo + 3),
    ) &&
    left !== ''
  )
    return '';
  if (!endsClause(text, q.phraseTo) || (after === '、' && q.high < 100 && !/分别/.test(left)))
    return more && after !== '年' && !year ? '' : null;
  if (year && q.numeral.power === 0 && !/(?:共|计|达|有|人口|人数|总数|户数)$/.test(left)) return null;
  if (more || large) return '';
  if (q.numeral.decimal && !counted(left)) return null;
  if (counted(left) && q.high >= 2) return '';
  // 其中县内85,省内34,省外23: what a breakdown has begun goes on without unit words.
  const listed = /(?:其中|分别)[^。\n]*$/.test(text.slice(Math.max(0, q.from - 40), q.from));
  return listed && /^[\p{Script=Han}“”]{1,10}$/u.test(left) && q.high >= 2 ? '' : null;
}

function counted(left: string): boolean {
  const text = left.replace(/(?:分别|约|近|仅|只|就|已|均|各|超过|不足|了)+(?:为|是|有|达)?$/, '');
  return (
    wordBefore(BARE_SUBJECTS, text, text.length) !== '' ||
    /(?:共|有|为|达|计|达到|(?:挣|赚|剩|卖|花|收|拿|分|捐|投|交|补|借|贷)(?:了|到|个|上)?)$/.test(left)
  );
}

/** 率为1、…: a list mark after a rate word is no rate. */
const listMark = (text: string, q: Quantity) =>
  text.charAt(q.phraseTo) === '、' && Number.isInteger(q.low) && q.high < 10;

const looksLikeYear = (q: Quantity) =>
  q.numeral.power === 0 &&
  Number.isInteger(q.low) &&
  ((q.low >= 1900 && q.low <= 2100) || (q.high >= 1900 && q.high <= 2100)) &&
  q.qualifier !== 'over' &&
  q.to - q.from >= 4;

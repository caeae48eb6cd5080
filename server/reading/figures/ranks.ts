import { clauseBefore, endsClause } from './around.ts';
import type { Found } from './figure-parts.ts';
import { numeralAt } from './numeral.ts';

const RANKING =
  /(?:排名|排在|位居|名列|位列|列|居|跃居|升至|升到|上升到|跻身|进入|入围|荣获|获得|获|夺得|取得|排|位次|名次|保持|占|跃升|上升至)[^,。;]{0,14}$/;
const WIDE_FIRST =
  /(?:全国|全省|全市|全县|全区|全盟|全州|全疆|全镇|世界|亚洲|同类|系统|系统内|全系统)(?:排名|排|位居|位列|列|居|名列)?$/;

/** 第3位, 全省第一, 前十, 居全省首位, 之首: a place in an order (位次), or null. A mere number of order (第三季度) is none. */
export function rankAt(text: string, at: number): Found | null {
  const sign = text.charAt(at);
  const left = clauseBefore(text, at, 24);
  if (sign === '第' || sign === '前') {
    const number = numeralAt(text, at + 1);
    if (number === null || number.low !== number.high || !Number.isInteger(number.low) || number.power >= 3)
      return null;
    const unit = /^(?:名|位)/.exec(text.slice(number.to, number.to + 1))?.[0] ?? '';
    const to = number.to + unit.length;
    if (sign === '前') {
      const strong = /^(?:强|列|茅)/.test(text.slice(to));
      if (
        !(unit !== '' || strong || endsClause(text, to) || text.startsWith('的', to)) ||
        !(unit !== '' || RANKING.test(left) || WIDE_FIRST.test(left))
      )
        return null;
      return rank(at + 1, number.to, strong ? to + 1 : to, number.low, unit, 'atMost');
    }
    const ends = endsClause(text, to) || /^[的和并且(]/.test(text.slice(to));
    if (unit !== '' && left === '' && endsClause(text, to))
      return rank(at + 1, number.to, to, number.low, unit, null);
    const ranked = RANKING.test(left) || WIDE_FIRST.test(left) || /倒数$/.test(left);
    if (!ranked || (unit === '' && !ends)) return null;
    if (text.startsWith('位的', to - 1) || /(?:放在|摆在|作为|列为|当作|把)[^,。;]{0,10}$/.test(left))
      return null;
    return rank(at + 1, number.to, to, number.low, unit, null);
  }
  for (const word of ['之首', '首位', '榜首', '首名']) {
    if (!text.startsWith(word, at)) continue;
    // 居首位 alone does not say among whom.
    if (word === '榜首' && /(?:名列|位居|位列|登上|登|居|列)$/.test(left))
      return rank(at, at + word.length, at + word.length, 1, '', null);
    const placed =
      /(?:居|列|位|排|登|获)[^,。;]{0,3}(?:全|各|系统|同类|世界|亚洲)[^,。;]{0,10}$|(?:全[国省市县区盟州]|各[县市区省])[^,。;]{0,8}(?:居|列|位|排|登)[^,。;]{0,2}$/.test(
        left,
      ) && !/(?:放在|摆在|作为|列为|置于|放到|摆到|放)[^,。;]{0,10}$/.test(left);
    return placed ? rank(at, at + word.length, at + word.length, 1, '', null) : null;
  }
  return null;
}

function rank(
  from: number,
  to: number,
  phraseTo: number,
  place: number,
  unit: string,
  qualifier: Found['qualifier'],
): Found {
  return {
    from,
    to,
    phraseTo,
    low: place,
    high: place,
    unit: unit === '' ? '位' : unit,
    qualifier,
    kind: 'rank',
    delta: false,
  };
}

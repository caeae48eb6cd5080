import { clauseStart } from './around.ts';
import type { Found } from './figure-parts.ts';

const CHANGE =
  /(?:增长|增加|提高|上升|下降|减少|降低|提升|缩小|扩大|回落|下滑|跌落|上涨|递增|递减|净增|净减|增幅|降幅|涨幅|增速|增长率|攀升|推迟|延长|缩短|缩减|压缩|压减|前移|后移|增|减|降|升|高|多|少|低)(?:幅度|幅|速度)?(?:分别|各|均)?(?:了|达到|达|约|近|超过|为|逾|不到|不足|到达|超)*$/;
const LEVEL_AFTER_CHANGE = /(?:到|至|为)$/;
const COMPARED = /(?:比|较|同比|环比|高于|低于|相比)/;

/** A change (增长, 比上年增加) or a state; 增加到 and 新增 are states. */
export function roleOf(text: string, found: Found): 'level' | 'delta' {
  if (
    found.delta ||
    /[百千万]分点$/.test(found.unit) ||
    /^的差[距额]/.test(text.slice(found.phraseTo, found.phraseTo + 3))
  )
    return 'delta';
  if (found.kind === 'rank') return 'level';
  const before = text.slice(clauseStart(text, found.from, 24), found.from);
  // 分别增长18%和22.5%: what changed the first changed the second.
  const row = before.replace(/(?:\d[\d.]*(?:万|亿)?(?:%|‰|个百分点|个千分点|元|人|名|个)?[、和及与])+$/, '');
  const bare = row.replace(/(?:约|近|超过|逾|将近|接近|至少|不少于|不低于)$/, '');
  if (LEVEL_AFTER_CHANGE.test(bare) && !/(?:增幅|降幅|涨幅|增速|增长率|率)[^,。]{0,3}$/.test(bare))
    return 'level';
  if (/(?:新增|新增加|增设|增收)[^,。;]{0,2}$/.test(bare)) return 'level';
  // 自然增长率 is a state of the population.
  if (/自然增长率[^,。;]{0,3}$/.test(bare)) return 'level';
  const verb = CHANGE.exec(bare)?.[0] ?? '';
  if (verb === '') return 'level';
  // 多, 少, 高, 低, 增, 减 alone need a comparison: 比去年多3人. 高1.2倍 needs none.
  if (/^[多少高低增减降升]$/.test(verb.replace(/[了达约近]/g, '')))
    return found.unit === '倍' || COMPARED.test(before) || /^[增减降升]/.test(verb) ? 'delta' : 'level';
  return 'delta';
}

import type { Qualifier } from '../../model.ts';
import { lexicon } from '../lexicon.ts';

/** Words around a number that say how exactly it is meant. */
const BEFORE: Record<Exclude<Qualifier, 'range'>, string> = {
  over: '超过 超过了 超 逾 突破 突破了 超出 高于 多于 大于 > 过 破 过了 超越 远超 已超 高出 > 超额 上升突破',
  atLeast:
    '不少于 不低于 至少 不下 不小于 最少 起码 ≥ 不得少于 不得低于 不应少于 不应低于 至少有 至少要 不下于 不短于 >= 最低不少于 ',
  atMost:
    '不超过 不多于 不高于 最多 至多 不大于 不得超过 不得高于 不得多于 不应超过 ≤ <= 控制在 不长于 最多不超过 不迟于 不超 不得多于 不得超出 不超出',
  lessThan: '不足 不到 低于 少于 未达 未满 不满 小于 未到 不及 < 还不到 不够 未超过 未达到 没有达到 达不到',
  nearly: '近 将近 接近 几近 逼近 近乎 近约 将近有 临近',
  approx:
    '约 大约 大概 约为 约有 约占 约计 约合 大致 估计 约达 大约有 大约为 预估 粗略 约在 平均约 差不多 左右约 约莫 约摸 大体',
};
const AFTER: Record<Exclude<Qualifier, 'range'>, string> = {
  over: '有余 多 余 开外 挂零 出头 强',
  atLeast: '以上 及以上 (含)以上 或以上 (及以上) (含以上) (以上) 之上 起步 以上(含) +',
  atMost: '以内 之内 以下 及以下 (含)以下 (及以下) (以内) (以下) 之下 封顶 为限 内',
  lessThan: '不到 弱 不足',
  nearly: '',
  approx: '左右 上下 许 前后 (左右) 光景',
};

const table = (words: Record<string, string>) => {
  const kinds = new Map<string, Exclude<Qualifier, 'range'>>();
  for (const [kind, list] of Object.entries(words)) {
    for (const word of list.split(' ').filter((w) => w !== ''))
      kinds.set(word, kind as Exclude<Qualifier, 'range'>);
  }
  return { kinds, words: lexicon(Object.values(words).join(' ')) };
};
export const MARKS_BEFORE = table(BEFORE);
export const MARKS_AFTER = table(AFTER);

/** 近 in 最近3次, 约 in 节约1000元, 过 in 通过300个: the end of another word, no qualifier. */
export const NOT_MARKS = lexicon(`
最近 附近 就近 临近的 贴近 靠近 邻近 新近 亲近 远近 走近 节约 集约 预约 公约 合约 契约 签约 条约 特约 制约 简约 大会约 纽约 誓约
通过 经过 不过 难过 见过 开过 办过 去过 搞过 做过 来过 有过 得过 到过 受过 学过 看过 说过 走过 透过 路过 错过 渡过 度过 评过 审过 接过
打破 侦破 破获 爆破 高超 赶超 反超 出超 入超 大于等于 小于等于 度不够 能力不足 经费不足 人员不足 力度不够 工作不足 分别不足`);

/** Small words that may stand between a qualifier and its number: 约有300人, 超过了1200人次. */
export const LINKS = lexicon('了 有 为 占 达 达到 到 是 计 的 在 于 每 年 人 全年 每年 平均 全市 全县 共');

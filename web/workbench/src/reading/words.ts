import type { LedgerFindingView } from '../../../../contracts/api-reading.ts';
import type { ReadCheck, ReadFigure } from '../../../../contracts/reading.ts';
import { formatNumber, formatRange } from '../format.ts';

/** What a reading is told in: the words for kinds, qualifiers, verdicts. */
export const KINDS: Readonly<Record<ReadFigure['kind'], string>> = {
  count: '个数',
  amount: '金额、数量',
  rate: '比率',
  rank: '名次',
  ordinal: '序次',
};
export const QUALIFIERS: Readonly<Record<NonNullable<ReadFigure['qualifier']>, string>> = {
  over: '多一点(余、多)',
  atLeast: '不少于(以上)',
  atMost: '不多于(以下、以内)',
  lessThan: '不到(不足)',
  nearly: '接近(近)',
  approx: '大约(约、左右)',
  range: '一个范围',
};
export const STATUSES: Readonly<Record<ReadFigure['status'], string>> = {
  actual: '已经做到的',
  plan: '计划、目标',
  norm: '规定的要求',
};
export const CHECK_TYPES: Readonly<Record<ReadCheck['type'], string>> = {
  sum: '分项相加',
  ratio: '占比',
  delta: '增减',
  average: '平均',
  product: '相乘',
  enumeration: '列举与个数',
  subset: '部分与整体',
  consistency: '前后一致',
  bound: '范围',
  monotonic: '逐年变化',
  all: '全部与个数',
  feasibility: '能不能成立',
};
export const MATCHES: Readonly<Record<LedgerFindingView['match'], string>> = {
  taught: '教过的',
  sure: '按字面对上的',
  likely: '可能是,请看一看',
};

/** 6814 → '6,814'; [3, 5] → '3—5'. */
export const valueText = (value: ReadFigure['value']): string =>
  typeof value === 'number' ? formatNumber(value) : `${formatNumber(value[0])}—${formatNumber(value[1])}`;

/** A figure as it is written: 1.7亿元. The unit word may stand apart from the number or be left out. */
export const rawText = (f: Pick<ReadFigure, 'raw' | 'unit'>): string =>
  f.raw.endsWith(f.unit) ? f.raw : `${f.raw}${f.unit}`;

/** 原文 20期,台账数出来 18期,少 2。 */
export function ledgerText(f: ReadFigure, l: LedgerFindingView): string {
  const counted = `${formatNumber(l.counted)}${l.unitWord}`;
  const said = `原文 ${rawText(f)},台账数出来 ${counted}`;
  if (l.verdict === 'not-counted') return `原文 ${rawText(f)},台账里这段时间没有人报过。`;
  if (l.verdict === 'differs' && l.difference !== null)
    return `${said},台账${l.difference < 0 ? '少' : '多'} ${formatNumber(Math.abs(l.difference))}。`;
  return l.verdict === 'fits' ? `${said},合得上。` : `${said},一致。`;
}
export const ledgerPlace = (l: LedgerFindingView): string => `${l.label} · ${formatRange(l.from, l.to)}`;

/** 81.2% of a text: 81%; less than one in a hundred: 不到1%. */
export const shareText = (share: number): string =>
  share > 0 && share < 0.01 ? '不到 1%' : `${Math.round(share * 100)}%`;

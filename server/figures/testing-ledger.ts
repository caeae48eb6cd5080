import type { Ledger } from '../../contracts/ledger.ts';

/** A ledger with every kind of measure and of dimension, for tests of counting only. */
export const TESTING_LEDGER: Ledger = {
  key: 'trial',
  number: 'L0',
  name: '试验台账',
  version: 1,
  about: '每件事记一行。',
  dayLabel: '日期',
  title: '${kind}',
  group: '基本情况',
  levels: ['nation', 'province', 'city', 'county', 'township', 'village'],
  kinds: ['federation', 'department'],
  expects: { levels: ['village'], every: 'month' },
  privacy: 'open',
  fields: [
    { key: 'amount', label: '数量', type: 'integer' },
    { key: 'kind', label: '类别', type: 'choice', options: ['甲', '乙', '丙'] },
    { key: 'tags', label: '标签', type: 'choices', options: ['红', '绿', '蓝'] },
    { key: 'who', label: '人', type: 'person' },
    { key: 'level', label: '存量', type: 'integer' },
    { key: 'ended', label: '终止', type: 'date' },
  ],
  dimensions: [
    { key: 'kind', label: '类别', value: '${kind}' },
    { key: 'tag', label: '标签', value: '${tags}' },
  ],
  measures: [
    { kind: 'flow', key: 'trial.amount', label: '数量', unitWord: '个', rule: '相加', value: '${amount}' },
    { kind: 'flow', key: 'trial.big', label: '大的', unitWord: '个', rule: '大于 50 的行', value: '1', when: '${amount} > 50' },
    { kind: 'stock', key: 'trial.level', label: '存量', unitWord: '人', rule: '最近一次', mode: 'reading', value: '${level}' },
    { kind: 'stock', key: 'trial.active', label: '在册', unitWord: '个', rule: '未终止的', mode: 'delta', value: '1', until: 'ended' },
    { kind: 'extreme', key: 'trial.most', label: '最大', unitWord: '个', rule: '最大的一行', pick: 'max', value: '${amount}' },
    { kind: 'distinct', key: 'trial.persons', label: '人数', unitWord: '人', rule: '同一人计一次', person: 'who' },
    { kind: 'ratio', key: 'trial.rate', label: '比率', unitWord: '%', rule: '大的占全部', numerator: 'trial.big', denominator: 'trial.lines' },
  ],
  checks: [],
  sources: ['test'],
};

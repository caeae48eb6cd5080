import type { Level, UnitKind } from '../../../contracts/ledger.ts';

/** Words that several screens share. What one screen alone says stands beside it. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  nation: '全国',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡级',
  village: '村级',
};

export const KIND_NAMES: Readonly<Record<UnitKind, string>> = {
  federation: '妇联',
  department: '部室',
  group: '妇女组织',
  member: '成员单位',
  venue: '阵地',
};

export const TEXT = {
  product: '半边天',
  motto: '把每一件事记一次,其余的由它来数。',
  nav: {
    home: '待办',
    records: '记录',
    figures: '数字',
    reports: '报表',
    matters: '事项',
    units: '组织',
    people: '人员',
    accounts: '账号',
    settings: '设置',
    audit: '审计',
  },
  reading: '报告体检',
  own: '本级',
  below: '下级',
  total: '合计',
  lastYear: '去年同期',
  /** Why a count of cases stands as 少于5 or 不单列. */
  whyHidden:
    '一件可能就是一位妇女:个案件数太少的只写“少于几”,能由此推算出来的、不满整月或者分得太细的写“不单列”;“核对中”的过一会儿再看。都不是 0,也不是没有报。',
  notReported: '未报',
  retry: '再试一次',
  more: (n: number): string => `再看 ${n} 条`,
  save: '保存',
  saveNext: '保存并再记一笔',
  cancel: '取消',
  close: '关闭',
  loading: '正在取数据',
  newLine: '记一笔',
  nothingThisMonth: '本月无',
  opening: '期初',
  countsOnly: '明细只给经办的人看,这里只有数。要核对,请找经办的组织。',
  networkLost: '连不上服务器。您填的内容还在页面上;请看看网络,稍等再试。',
  unreadable: '服务器的回答读不懂,可能正在升级。请稍等再试,或刷新页面。',
  timedOut: '等了很久没有回音。请再试一次;同一笔不会记两次。',
} as const;

/** State of a month in a ledger, with a sign so that colour is never alone. */
export const MONTH_STATES = {
  open: { sign: '○', name: '本月未记', tone: 'soon' },
  lines: { sign: '●', name: '本月已记', tone: 'done' },
  zero: { sign: '－', name: '本月无', tone: 'done' },
} as const;

export const CHANGE_NAMES = { create: '新记', correct: '更正', withdraw: '撤回', restore: '恢复' } as const;

export const OPENING_NAMES = {
  covers: '期初数(代表这段时间的全部)',
  rest: '期初数(只代表没有逐笔记的其余部分)',
} as const;

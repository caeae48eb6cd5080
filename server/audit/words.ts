/** Actions of the audit in Chinese words (操作). A room that records a new one adds its words here; the test looks. */
const WORDS: Readonly<Record<string, string>> = {
  'sign-in': '登录',
  'sign-in.second-step': '第二步验证',
  denied: '想做没有权限的事',
  'entry.create': '新记一笔',
  'entry.correct': '更正记录',
  'entry.withdraw': '撤回记录',
  'entry.restore': '恢复记录',
  'file.keep': '挂上附件',
  'file.withdraw': '撤下附件',
  'file.restore': '恢复附件',
  'file.open': '看附件(有姓名的台账)',
  'zero.state': '写“本月无”',
  'zero.take-back': '收回“本月无”',
  'month.remind': '催报',
  'unit.create': '建立组织',
  'unit.rename': '组织更名',
  'unit.move': '调整隶属',
  'unit.merge': '合并组织',
  'unit.split': '拆分组织',
  'unit.close': '撤销组织',
  'tree.load': '装入组织树',
  import: '导入数据',
  'export.shown': '把页面上的表存成表格',
  'import.save': '从表格导入',
  'import.undo': '撤销导入',
  'words.teach': '教说法',
  'words.forget': '忘掉说法',
  'report.begin': '起草报告',
  'report.submit': '报告送复核',
  'report.take-back': '收回报告',
  'report.return': '退回报告',
  'report.approve': '报告复核通过',
  'report.drop': '作废报告草稿',
  'report.arrange': '改写报告模板',
  'report.arrange-back': '恢复标准模板',
  'report.finalise': '报告定稿',
  'report.download': '下载报告',
  'account.first': '建立第一位管理员',
  'account.add': '操作员建账号',
  'account.create': '建账号',
  'account.post': '授职务',
  'account.post-asked': '申请授管理员职务',
  'account.post-confirmed': '确认管理员职务',
  'account.post-refused': '退回管理员职务',
  'account.post-end': '结束职务',
  'account.code': '发一次性口令',
  'account.disable': '停用账号',
  'account.enable': '启用账号',
  'account.password': '改自己的密码',
  'account.second-step': '绑定验证器',
  'account.second-step-removed': '解除自己的验证器',
  'account.second-step-reset': '重置别人的验证器',
  'account.recovery-codes': '换备用码',
  'account.prove-again': '再次确认是本人',
  'account.end-devices': '退出其他设备',
  'setting.change': '改设置',
  'parameter.change': '录入参数',
  'calendar.change': '录入节假日',
  'audit.read': '看审计',
  'audit.export': '导出审计',
  'audit.exported': '审计导出完毕',
  'audit.check': '核对审计链',
};

/** The kinds that may be asked for, by the beginning of the action. */
export const KINDS: readonly (readonly [what: string, words: string])[] = [
  ['sign-in', '登录'],
  ['denied', '想做没有权限的事'],
  ['entry', '记录'],
  ['file', '附件'],
  ['zero', '本月无'],
  ['month', '催报'],
  ['unit', '组织'],
  ['report', '报告'],
  ['account', '账号和职务'],
  ['import', '导入'],
  ['setting', '设置'],
  ['parameter', '参数'],
  ['calendar', '节假日'],
  ['audit', '看审计'],
];

export const wordsOf = (action: string): string => WORDS[action] ?? `其他(${action})`;
export const isKnownAction = (action: string): boolean => action in WORDS;

type Value = string | number | boolean | null;
/** How one part of an event's detail is said; the order is the one in which they are shown. */
const DETAILS: Readonly<Record<string, (value: string) => string>> = {
  from: (v) => `从 ${v}`,
  to: (v) => `到 ${v}`,
  what: (v) => `操作「${KINDS.find(([what]) => what === v)?.[1] ?? v}」`,
  result: (v) => `结果「${{ ok: '成功', denied: '拒绝', failed: '失败' }[v] ?? v}」`,
  byPerson: () => '按人查',
  page: () => '翻页',
  address: (v) => `网络地址 ${v}`,
  byCode: () => '凭一次性口令',
  role: (v) => `角色 ${v}`,
  unit: (v) => `组织 ${v}`,
  code: (v) => `代码 ${v}`,
  minutes: (v) => `${v} 分钟内有效`,
  ended: (v) => `退出 ${v} 处登录`,
  waited: () => '还没有确认过',
  byOperator: () => '操作员在服务器上',
  events: (v) => `核对 ${v} 条`,
  faults: (v) => `发现 ${v} 处不对`,
  bytes: (v) => `${v} 字节`,
  sha256: (v) => `校验码 ${v.slice(0, 12)}`,
  setting: (v) => `「${v}」`,
  before: (v) => `原为 ${v}`,
  after: (v) => `改为 ${v}`,
  since: (v) => `自 ${v} 起`,
  binding: () => '下级统一执行',
  daysOff: (v) => `放假 ${v} 天`,
  daysWorked: (v) => `调休上班 ${v} 天`,
  source: (v) => `依据「${v}」`,
  reason: (v) => `原因「${v}」`,
  rows: (v) => `${v} 行`,
  units: (v) => `组织 ${v} 个`,
  changes: (v) => `变动 ${v} 次`,
  persons: (v) => `人员 ${v} 人`,
  posts: (v) => `职务 ${v} 个`,
  lines: (v) => `记录 ${v} 条`,
  corrections: (v) => `更正 ${v} 次`,
  withdrawals: (v) => `撤回 ${v} 次`,
  restorations: (v) => `恢复 ${v} 次`,
  zeros: (v) => `本月无 ${v} 次`,
};

/** What an event says beside who and what: '网络地址 10.1.2.3 · 凭一次性口令'. `roleName` says a role in words. */
export function detailWords(
  detail: Readonly<Record<string, Value>>,
  roleName: (role: string) => string = (role) => role,
): string {
  const keys = [
    ...Object.keys(DETAILS).filter((k) => k in detail),
    ...Object.keys(detail).filter((k) => !(k in DETAILS)),
  ];
  return keys
    .filter((k) => detail[k] !== null && detail[k] !== false && detail[k] !== '')
    .map((k) => {
      const value = k === 'role' ? roleName(String(detail[k])) : String(detail[k]);
      return DETAILS[k]?.(value) ?? `${k} ${value}`;
    })
    .join(' · ');
}

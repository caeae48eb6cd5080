/** What each role may do: one table, read in review; the generated matrix test prints it (DESIGN §9). */
export const PERMISSIONS = {
  'unit.read': '看组织',
  'unit.manage': '建立、改名、调整、合并、撤销组织',
  'person.read': '看本组织范围内的人员',
  'person.write': '管本级和下一级的花名册',
  'person.open': '看电话、身份证号、出生日期(逐个打开,有记录)',
  'person.consent': '对下级报来的调动表示同意或不同意',
  'entry.read': '看台账',
  'entry.write': '记台账',
  'figure.read': '看数字',
  'report.read': '看报告、下载',
  'report.write': '写报告',
  'report.review': '复核报告',
  'report.finalise': '定稿',
  'reading.use': '报告体检',
  'reading.keep': '教说法、管比对库',
  'account.read': '看账号',
  'account.manage': '建账号、授职务、停用、发一次性口令',
  'setting.read': '看设置、参数、节假日',
  'setting.manage': '改本组织的设置、录入参数和本地节假日',
  'takeout.use': '取走本组织全部数据',
  'grant.confirm': '确认管理员职务、给管理员发一次性口令',
  'system.manage': '管系统、备份',
  'audit.read': '看审计',
  'matter.use': '办事项',
  'personal.approve': '批准删除个人信息(只看编号、日期和理由)',
} as const;
export type Permission = keyof typeof PERMISSIONS;

export const ROLES = [
  'village-cadre',
  'township-cadre',
  'county-cadre',
  'city-cadre',
  'province-cadre',
  'nation-cadre',
  'department-head',
  'vice-chair',
  'chair',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'village-cadre': '村(社区)妇联干部',
  'township-cadre': '乡镇(街道)妇联干部',
  'county-cadre': '县(市、区)妇联干部',
  'city-cadre': '市(州)妇联干部',
  'province-cadre': '省妇联干部',
  'nation-cadre': '全国妇联干部',
  'department-head': '部室负责人',
  'vice-chair': '副主席',
  chair: '主席',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

const cadre: readonly Permission[] = [
  'unit.read',
  'person.read',
  'person.write',
  'person.open',
  'entry.read',
  'entry.write',
  'figure.read',
  'report.read',
  'report.write',
  'report.review',
  // Guarded by a second reader: nobody makes her own report final.
  'report.finalise',
  'reading.use',
  'reading.keep',
  'setting.read',
  'matter.use',
];
const organiser: readonly Permission[] = [
  ...cadre,
  'unit.manage',
  'setting.manage',
  'takeout.use',
  'person.consent',
];

/** Administrators run the system and see no business data: a figure, a line or a report is never theirs to open. */
export const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  'village-cadre': cadre,
  'township-cadre': organiser,
  'county-cadre': organiser,
  'city-cadre': organiser,
  'province-cadre': organiser,
  'nation-cadre': organiser,
  'department-head': [...cadre, 'person.consent'],
  'vice-chair': organiser,
  chair: organiser,
  'system-admin': ['unit.read', 'account.read', 'account.manage', 'system.manage', 'setting.read'],
  'security-admin': ['unit.read', 'account.read', 'grant.confirm', 'setting.read', 'personal.approve'],
  'audit-admin': ['unit.read', 'audit.read'],
};

/** The three powers that never meet in one hand (SECURITY 19). */
export const SEPARATE_POWERS: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** True when a person who holds `held` may also be given `asked`. An administrator holds no business post either. */
export function mayHoldTogether(held: readonly Role[], asked: Role): boolean {
  const isPower = (r: Role): boolean => SEPARATE_POWERS.includes(r);
  return held.every((r) => r === asked || (!isPower(r) && !isPower(asked)));
}

/**
 * For whom the second step (第二步验证) is a must (SECURITY 3; GB/T 22239-2019 8.1.4.1 d): administrators, chairs, county
 * level and above, who see others' persons or everybody's figures. To a village, where one telephone serves five posts,
 * it is offered; whoever opens a case needs it there too (`provedTwice`).
 */
export const SECOND_STEP: Readonly<Record<Role, 'required' | 'offered'>> = {
  'village-cadre': 'offered',
  'township-cadre': 'offered',
  'county-cadre': 'required',
  'city-cadre': 'required',
  'province-cadre': 'required',
  'nation-cadre': 'required',
  'department-head': 'required',
  'vice-chair': 'required',
  chair: 'required',
  'system-admin': 'required',
  'security-admin': 'required',
  'audit-admin': 'required',
};

export const requiresSecondStep = (roles: readonly string[]): boolean =>
  ROLES.some((r) => roles.includes(r) && SECOND_STEP[r] === 'required');

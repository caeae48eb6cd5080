import { chinaDay } from '../platform/clock/index.ts';
import type { Order } from './parts.ts';

/** What was packed, gathered on the way. */
export interface Packed {
  readonly parts: { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly records: Map<string, number>;
  /** Lines of each CSV. */
  readonly rows: Map<string, number>;
  files: number;
  readonly missing: string[];
}
export const nothingPacked = (): Packed => ({
  parts: [],
  records: new Map(),
  rows: new Map(),
  files: 0,
  missing: [],
});

/** 说明.txt: what this is, how it is opened, how it comes in elsewhere. Windows line ends, for Notepad. */
export function readmeText(order: Order): string {
  return `\ufeff${[
    `${order.unit.name} 全部数据`,
    '',
    `取出日期:${chinaDay(order.at)}`,
    `取数据的人:${order.actor.name}(${order.actor.unit.name} ${order.actor.postTitle})`,
    `原因:${order.reason}`,
    `范围:${order.unit.name}及其下级,到取出时为止的全部记录(含更正、撤回的历史)。`,
    '',
    '里面有什么',
    '  台账/           每本台账一个 CSV 文件,可以用 WPS 或 Excel 直接打开。已撤回的记录也在,“状态”栏写明。',
    '  附件/           照片和 PDF 原件;“附件清单.csv”写明每个文件属于哪条记录。',
    '  交换格式/       records.ndjson:每行一条 JSON,组织沿革、人员、职务、记录和它们的全部改动,可以整体导入另一套系统。',
    '  清单.json       每个文件的大小和 SHA-256 校验码、各类记录的条数,用来核对有没有缺、有没有被改。',
    '',
    order.persons
      ? '里面有姓名等个人信息,请按个人信息保护的要求保管,用完删除。'
      : '没有人员和含个人信息的栏目(取数据的人没有查看权限)。',
    '人员的身份证号、电话、出生日期在记录里是加密的,只有原系统的密钥能打开;要用,请在系统里逐个查看。',
    '个案台账(如信访)只含本组织自己经手的;下级的个案不在里面。',
    '',
    '怎样导入另一套“半边天”:把 records.ndjson 交给对方的管理员,执行 ./halfsky import 交换格式/records.ndjson。',
    '格式说明见系统文档 docs/exchange-format.md。',
  ].join('\r\n')}\r\n`;
}

/** 清单.json: format, for whom, counts, and each part with its SHA-256. */
export function manifestText(order: Order, packed: Packed): string {
  return `${JSON.stringify(
    {
      format: 'halfsky-takeout-1',
      madeAt: order.at.toISOString(),
      unit: { code: order.unit.code, name: order.unit.name },
      persons: order.persons,
      records: Object.fromEntries(packed.records),
      rows: Object.fromEntries(packed.rows),
      attachments: packed.files,
      missing: packed.missing,
      parts: packed.parts,
    },
    null,
    1,
  )}\n`;
}

const NAMES: Readonly<Record<string, string>> = {
  unit: '组织',
  'unit-change': '组织沿革',
  person: '人员',
  post: '职务',
  line: '记录',
  correction: '更正',
  withdrawal: '撤回',
  restoration: '恢复',
  zero: '本月无',
};

/** The order in which they are said. */
export const COUNT_NAMES: readonly string[] = [...Object.values(NAMES), '附件', '找不到的附件'];

/** What a page says of a package: 组织 12, 记录 340 … */
export const countsOf = (packed: Packed): Record<string, number> => ({
  ...Object.fromEntries([...packed.records].map(([type, n]) => [NAMES[type] ?? type, n])),
  附件: packed.files,
  ...(packed.missing.length > 0 ? { 找不到的附件: packed.missing.length } : {}),
});

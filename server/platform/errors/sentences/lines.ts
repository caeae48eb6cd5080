import { type Sentences, say } from './sentence.ts';

/** Ledgers and their lines (台账、记录), figures (数字), attachments (附件), Excel (导入导出). */
export const LINES = {
  'ledger.unknown': { status: 404, text: say('没有编号为「{key}」的台账。') },
  'measure.unknown': {
    status: 404,
    text: say('没有编号为「{key}」的数字。请用 ./halfsky figure --list 查看有哪些。'),
  },
  'definition.changed': {
    status: 500,
    text: say('「{key}」第 {version} 版已经发布,内容不能再改。请把改动作为新的一版发布。'),
  },
  'entry.of-matter': {
    status: 409,
    text: say(
      '这条记录由事项自动形成,不能在台账里更正、撤回或恢复。情况有变,请经办人在事项里办,这里的记录和数字会跟着更正。',
    ),
  },
  'entry.withdrawn': { status: 409, text: say('这条记录已经撤回。要改它,请先恢复。') },
  'entry.not-withdrawn': { status: 409, text: say('这条记录没有撤回,不用恢复。') },
  'zero.future': { status: 422, text: say('{month} 还没有到,不能写“本月无”。') },
  'zero.has-lines': { status: 409, text: say('{month} 已经有记录(如「{title}」),不能写“本月无”。') },
  'figure.too-many-months': { status: 422, text: say('按月看最多 20 年,请缩短时间范围。') },
  'figure.series-too-long': { status: 422, text: say('小图并列最多看 36 个月,请缩短时间范围。') },
  'figure.view-name-taken': { status: 409, text: say('已经有一个叫「{name}」的看法了,请换个名字。') },
  'figure.views-full': { status: 409, text: say('存下的看法最多 {most} 个,请先去掉不用的。') },
  'figure.no-dimension': { status: 422, text: say('这个数字不能按「{dimension}」分。') },
  'view.too-many': { status: 409, text: say('常用筛选最多存 {most} 个,请先删掉不用的。') },
  'file.refused': { status: 422, text: say('这个文件没有收下。') },
  'file.too-large': { status: 413, text: say('「{name}」超过 20 MB。请压缩,或分成几份再传。') },
  'file.too-many': {
    status: 409,
    text: say('一条记录最多 {most} 个附件,已经满了。请先撤下不要的,或把几页合成一份 PDF。'),
  },
  'file.quota': {
    status: 409,
    text: say('「{unit}」的附件已占满 {quota} MB,不能再传。请联系上级,或请系统管理员调整设置。'),
  },
  'file.offset': { status: 409, text: say('这一段接不上已传的部分,页面会从断的地方接着传。') },
  'file.not-whole': { status: 409, text: say('有附件还没有传完或已经过期,请等它传完,或去掉它再保存。') },
  'file.damaged': {
    status: 500,
    text: say('「{name}」的内容和当初的校验码对不上,可能磁盘坏了。请告诉系统管理员,用备份找回。'),
  },
  'workbook.too-large': {
    status: 413,
    text: say('文件有 {size} MB,一次最多 {most} MB。请拆成几份,分几次导入。'),
  },
  'workbook.not-a-table': {
    status: 422,
    text: say('这不是能导入的表。请在 Excel 或 WPS 里打开,“另存为”Excel 工作簿(.xlsx)或 CSV,再导入。'),
  },
  'workbook.old-format': {
    status: 422,
    text: say('这是旧格式的文件(.xls 或 .et)。请在 Excel 或 WPS 里打开,“另存为”Excel 工作簿(.xlsx),再导入。'),
  },
  'workbook.encrypted': {
    status: 422,
    text: say('文件加了密码,读不了。请在 Excel 里打开、去掉密码、保存后再导入。'),
  },
  'workbook.macros': {
    status: 422,
    text: say('文件里带宏,为了安全不能导入。请“另存为”Excel 工作簿(.xlsx,不含宏),再导入。'),
  },
  'workbook.bomb': {
    status: 422,
    text: say('文件解开以后大得不像一张表,没有读。请把要导入的内容复制到新的工作簿里,再导入。'),
  },
  'workbook.entities': {
    status: 422,
    text: say('文件里有不该有的外部引用声明,为了安全没有读。请用 Excel 或 WPS 打开、另存一次,再导入。'),
  },
  'workbook.broken': {
    status: 422,
    text: say('文件坏了或不完整,读不出来。请用 Excel 或 WPS 打开、另存一次,再导入。'),
  },
  'workbook.too-slow': {
    status: 422,
    text: say('这个文件 {seconds} 秒还没有读完。请拆成几份,分几次导入。'),
  },
  'workbook.too-many-rows': {
    status: 422,
    text: say('表里超过 {most} 行,一次导不了这么多。请拆成几份,分几次导入。'),
  },
  'workbook.empty': { status: 422, text: say('文件里没有内容。请核对是不是选错了文件。') },
  'workbook.no-head': {
    status: 422,
    text: say(
      '没有找到「{ledger}」的表头。表头要有「{day}」和各栏目的名称,写在前 20 行之内;也可以下载模板,把内容贴进去。',
    ),
  },
  'workbook.no-day': {
    status: 422,
    text: say('表里没有「{day}」这一列,不知道每一行是哪天的事。请加上这一列再导入。'),
  },
  'workbook.other-ledger': {
    status: 422,
    text: say('这是「{given}」的表,您现在导入的是「{wanted}」。请到「{given}」里导入。'),
  },
  'workbook.crowded': { status: 503, text: say('同时导入的人多,请过半分钟再试。') },
  'import.not-ready': { status: 409, text: say('这次导入现在是“{state}”,不能这样做。请刷新页面看看。') },
  'import.has-bad': {
    status: 409,
    text: say('还有 {bad} 行有问题,选的是“全部成功才存”,所以一行也没有存。请先改好,或选“只存没问题的”。'),
  },
  'import.nothing': { status: 409, text: say('没有可以存的行。') },
  'import.gone': {
    status: 409,
    text: say('这次导入的核对结果已过期清理。请重新选文件;存过的行不会重复。'),
  },
  'export.counts-only': {
    status: 403,
    text: say('明细只给经办的组织看,这里只有数,不能导出明细。'),
  },
} satisfies Sentences;

import { type Sentences, say } from './sentence.ts';

/** Running the house: start, settings (设置), the database, copies (备份), commands. */
export const RUNNING = {
  'serve.needs-tls': {
    status: 500,
    text: say(
      '要让别的机器访问,须先设置证书(HALFSKY_TLS_CERT、HALFSKY_TLS_KEY)或指明可信代理(HALFSKY_TRUSTED_PROXY)。',
    ),
  },
  'serve.port-taken': { status: 500, text: say('端口 {port} 已被占用。请用 HALFSKY_PORT 换一个端口。') },
  'serve.sample-folder': {
    status: 500,
    text: say('这个数据文件夹里是样例,账号密码是公开的,不能用于正式运行。请另用一个空文件夹(HALFSKY_DATA)。'),
  },
  'serve.sample-loopback': { status: 500, text: say('样例世界只能在本机打开,不能让别的机器访问。') },
  'config.invalid': { status: 500, text: say('设置有误:{names}。请对照 docs/operating.md 改正后再启动。') },
  'command.needs': { status: 422, text: say('缺少 {what}。用 --help 看用法。') },
  'command.bad-day': { status: 422, text: say('{day} 不是真实的日期,请按 2013-05-06 的样子写。') },
  'sample.incomplete': {
    status: 500,
    text: say('样例世界缺少 {unit} 之下的组织,没有装好。请换一个空的数据文件夹再试。'),
  },
  'sample.broken': { status: 500, text: say('样例没有装入。') },
  'sample.not-empty': {
    status: 409,
    text: say('这个数据文件夹里已有正式数据,不能装样例。请用 HALFSKY_DATA 另指一个空文件夹。'),
  },
  'folder.unwritable': { status: 500, text: say('数据文件夹不能写。') },
  'folder.not-empty': { status: 409, text: say('目标文件夹不是空的。') },
  'folder.busy': { status: 409, text: say('这个数据文件夹正在被另一个进程使用。') },
  'setting.level': { status: 403, text: say('「{label}」不由{level}一级来定,请找上级。') },
  'setting.bound': {
    status: 409,
    text: say('「{label}」由「{unit}」统一规定,下级不能另定。要改,请找它。'),
  },
  'setting.changed': {
    status: 409,
    text: say('「{label}」刚刚被别人改过。请先看看现在的内容,再决定怎样改。'),
  },
  'setting.house': {
    status: 403,
    text: say('这是整个平台共用的,由最上一级的系统管理员来改。请告诉他。'),
  },
  'parameter.fixed': {
    status: 409,
    text: say(
      '「{label}」在 {checked} 以前的值核对过原文,不能改。以后有新规定,请写 {checked} 之后的起始日期和依据。',
    ),
  },
  'database.newer': {
    status: 500,
    text: say('这个数据库由更新的版本建立({names})。请先升级程序,再打开它。'),
  },
  'database.role-denied': {
    status: 500,
    text: say(
      '数据库账号不能建立或修改角色 {role}。请给它 CREATEROLE 权限,或由数据库管理员先建好这个角色并授权。',
    ),
  },
  'database.role-powers': {
    status: 500,
    text: say('数据库角色 {role} 有超出需要的权限(超级用户、绕过行级安全等),请先收回再启动。'),
  },
  'database.too-old': { status: 500, text: say('数据库版本太低,需要 PostgreSQL 16 或更高版本。') },
  'db.user': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.platform': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.programs': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.unreachable': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.note-copied': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.gone': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.leftover': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.access': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.remains': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.stop': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.damaged': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.version': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.init': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.password': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.port': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.start': { status: 500, text: say('内嵌数据库没有准备好。') },
  'db.folder': { status: 500, text: say('内嵌数据库没有准备好。') },
  'backup.unreadable': { status: 500, text: say('备份读不出来。') },
  'backup.damaged': { status: 500, text: say('备份已损坏,没有恢复。') },
  'backup.sealed': { status: 409, text: say('这份备份是加密的,要有当时的 keys.json 或口令才能打开。') },
  'backup.wrong-key': { status: 409, text: say('给的钥匙打不开这份备份。') },
  'backup.walled': {
    status: 500,
    text: say(
      '没有备份:这个数据库用户看不全下面的表({names}),备份会缺行而不报错。请让它能看到全部行(BYPASSRLS),或用数据库自己的工具备份。',
    ),
  },
  'backup.too-new': {
    status: 409,
    text: say('这份备份来自更新的程序,本程序不认识其中的 {names}。请用同样新或更新的程序恢复。'),
  },
  'backup.older': {
    status: 409,
    text: say(
      '这份备份来自较旧的程序,而目标数据库已被较新的程序打开过,两边的表不一样,没有恢复。请给一个没有用过的空库:换一个空的数据文件夹,或新建一个数据库;旧表会先照旧建好、装入,再自动升级。',
    ),
  },
  'backup.passphrase': {
    status: 400,
    text: say('备份口令文件 {file} 不合用:要有一行、12 个字符以上的口令,且只有本用户能读(chmod 600)。'),
  },
  'backup.elsewhere': { status: 500, text: say('数据库有一部分在数据文件夹之外,物理备份带不走。') },
  'backup.log-lost': { status: 500, text: say('备份期间的日志不全,请重新备份。') },
  'backup.not-embedded': {
    status: 422,
    text: say('整库备份只用于内嵌数据库。外接数据库请用它自己的工具,或 --kind logical。'),
  },
  'backup.no-room': {
    status: 507,
    text: say('磁盘只剩 {free} MB,放不下一份新备份(上一份 {need} MB)。请清理磁盘,或把旧备份移到别的机器。'),
  },
  'backup.none-to-try': { status: 409, text: say('还没有一份可以试恢复的备份。请先备份。') },
  'backup.trial-failed': {
    status: 500,
    text: say('试恢复没有成功:这份备份可能用不了。请马上另做一份,并告诉开发人员。'),
  },
  'keys.unreadable': {
    status: 500,
    text: say('{file} 读不懂,它应当是本系统的 keys.json。请换成原来的那一份。'),
  },
  'keys.missing': {
    status: 500,
    text: say(
      '没有启动:数据库里有加密的内容,而数据文件夹里没有 keys.json。请把原来那份 keys.json(印记 {print})放回 {place} 再启动;确实找不回来了,见运行手册“钥匙丢了”。',
    ),
  },
  'keys.other': {
    status: 500,
    text: say(
      '没有启动:{place} 里的 keys.json(印记 {given})不是这个数据库用的那一份(印记 {print}),用它打不开加密的内容。请放回原来的那一份;确实找不回来了,见运行手册“钥匙丢了”。',
    ),
  },
  'personal.untold': {
    status: 500,
    text: say(
      '没有启动:恢复回来的数据里有 {count} 件事项已经依法删除,而 {place} 里的 erasures.ndjson 没有它们的记录。请把和 keys.json 一起另存的 erasures.ndjson 放进 {place} 再启动;确实找不回来的,删去 {place} 里的 restored.json 再启动,那几件的内容一样打不开。',
    ),
  },
  'takeout.under-way': { status: 409, text: say('您还有一份数据正在打包,请等它做好再取下一份。') },
  'takeout.gone': { status: 409, text: say('这份数据包已过期删除,或没有做成。请再取一次。') },
} satisfies Sentences;

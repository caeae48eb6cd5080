interface Sentence {
  readonly status: number;
  readonly text: (d: Readonly<Record<string, unknown>>) => string;
}
const say =
  (text: string) =>
  (d: Readonly<Record<string, unknown>>): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(d[name] ?? ''));

/** code → HTTP status → Chinese sentence. One table for the whole house. */
export const SENTENCES: Readonly<Record<string, Sentence>> = {
  unexpected: {
    status: 500,
    text: say('系统出了意外,这一步没有完成。请稍后再试;若仍不行,请告诉系统管理员。'),
  },
  'input.invalid': { status: 422, text: say('有几处需要改一改再保存。') },
  'input.unreadable': { status: 400, text: say('收到的内容读不懂,请刷新页面后重试。') },
  'sign-in.required': { status: 401, text: say('请先登录。') },
  'sign-in.wrong': { status: 401, text: say('账号或密码不对。') },
  'sign-in.slow-down': {
    status: 429,
    text: say(
      '连续错得太多了,请等 {minutes} 分钟再试。忘了密码不用再猜,请找本单位的系统管理员要一次性口令。',
    ),
  },
  'sign-in.code-spent': {
    status: 401,
    text: say('这个一次性口令已经用过了。请用您后来改的密码登录,或请管理员再发一个。'),
  },
  'sign-in.code-late': { status: 401, text: say('这个一次性口令已经过期。请管理员再发一个。') },
  'sign-in.second': {
    status: 401,
    text: say('密码对了,还要输入手机验证器上的 6 位验证码(或一个备用码)。'),
  },
  'sign-in.second-wrong': {
    status: 401,
    text: say('验证码不对。请看手机验证器上现在的 6 位数字;手机时间若不准,请先校准。'),
  },
  'sign-in.second-used': {
    status: 401,
    text: say('这个验证码已经用过了,一个码只能用一次。请等验证器上的数字变了(约 {seconds} 秒)再输入。'),
  },
  'sign-in.recovery-used': {
    status: 401,
    text: say('这个备用码已经用过了,每个只能用一次。请划掉它,换下一个。'),
  },
  'sign-in.step-over': {
    status: 401,
    text: say('输入验证码的时间过了(5 分钟),请重新输入账号和密码。'),
  },
  'sign-in.post-waits': {
    status: 403,
    text: say('账号已经建好,职务还在等安全管理员确认,确认后才能登录。'),
  },
  'sign-in.fresh': {
    status: 401,
    text: say('这一步要再确认一次是您本人:请输入验证码(没有绑定验证器的输入密码)。'),
  },
  'sign-in.proof-wrong': { status: 401, text: say('密码不对。') },
  'account.owes-password': { status: 403, text: say('请先改密码,改好之前不能做别的。') },
  'account.owes-second-step': {
    status: 403,
    text: say('您的职务要求第二步验证,请先绑定手机验证器,绑定之前不能做别的。'),
  },
  'second.not-started': {
    status: 409,
    text: say('绑定还没有开始,或已在别的页面完成。请刷新页面再看。'),
  },
  'second.first-wrong': {
    status: 422,
    text: say(
      '验证码不对,还没有绑定。请确认扫的是本页的二维码,再输入验证器上现在的 6 位数字;手机时间若不准,请先校准。',
    ),
  },
  'second.none': { status: 409, text: say('这个账号没有绑定验证器。') },
  'second.required': {
    status: 409,
    text: say('您的职务要求第二步验证,不能解除。要换手机,请直接绑定新的验证器。'),
  },
  'flow.unknown': { status: 404, text: say('没有叫「{key}」的流程。请刷新页面后重试。') },
  'matter.moved': {
    status: 409,
    text: say('这件事在 {when} 已经由{who}办了“{what}”,您页面上的是旧的。请看看最新情况再办。'),
  },
  'matter.not-yours': {
    status: 403,
    text: say('这一步现在不由您来办。这件事是「{state}」,由{holder}负责。'),
  },
  'matter.erased': {
    status: 410,
    text: say('这件事的内容已于 {day} 依法删除,不能再看、再办。留下的只有编号、办理时间和分类,用于统计。'),
  },
  'personal.still-open': {
    status: 409,
    text: say('{number} 还没有办结,不能删除。请先办结;她不想办了,在办理步骤里写明。'),
  },
  'personal.kept': {
    status: 409,
    text: say(
      '{number} 依规定要保存到 {until},在那以前不能删除;这期间只保存,不作别的用。保存几年在「设置 · 个人信息」里,以本单位的归档范围和保管期限表为准。',
    ),
  },
  'personal.referral-open': {
    status: 409,
    text: say('还有转办没有答复,也没有收回,不能删除。请先收回转办或等到答复。'),
  },
  'personal.waiting': { status: 409, text: say('这件事已经有人提出删除,正在等安全管理员批准。') },
  'personal.same-person': {
    status: 403,
    text: say('提出删除的人不能自己批准。请由另一位安全管理员批准。'),
  },
  'personal.over': { status: 409, text: say('这件请求已经办过了。请刷新页面看结果。') },
  'content.erased': { status: 410, text: say('这部分内容已经依法删除,不能再看。') },
  'letter.erased': {
    status: 410,
    text: say('这封来件的内容已经按法律规定删除,这里不再有您写过的话。有新的事,请再写一次或打 12338。'),
  },
  'matter.second-step': {
    status: 403,
    text: say(
      '看个案、办个案要先绑定验证器:打开右上角「我的账号」里的「第二步验证」,两分钟就好。她有危险的,先打 110,不用等。',
    ),
  },
  // No such number, and not for her: one sentence, or trying numbers would tell what there is.
  'matter.urgent-none': {
    status: 404,
    text: say(
      '没有您可以紧急查看的这一件。请核对单位和编号;只有本机关和上一级妇联的人可以,这件事涉及的人不可以。',
    ),
  },
  'matter.urgent-needless': {
    status: 409,
    text: say('这件事您已经经手,不用紧急查看,从「事项」里直接打开。'),
  },
  'matter.urgent-many': { status: 409, text: say('有几个部室都有这个编号,请把单位选到部室再试。') },
  'matter.urgent-often': {
    status: 429,
    text: say('一天最多紧急查看 {most} 件。请找这件事的责任人或者她的领导。'),
  },
  'request.foreign': {
    status: 403,
    text: say('这次操作不是从本系统的页面发出的,已拒绝。请从系统页面操作。'),
  },
  'not-found': { status: 404, text: say('没有找到{what}。') },
  forbidden: { status: 403, text: say('您现在的职务不能做这件事。') },
  'post.two-powers': { status: 409, text: say('系统、安全、审计三个管理员必须由不同的人担任。') },
  'database.lost': { status: 503, text: say('数据库暂时连不上,您填的内容还在页面上,请稍等片刻再保存。') },
  'database.busy': { status: 503, text: say('同时有别的改动碰到了一起,这一步没有保存。请再试一次。') },
  'disk.full': {
    status: 507,
    text: say('服务器磁盘已满,暂时不能保存,可以照常查看。请联系系统管理员清理磁盘。'),
  },
  'save.conflict': {
    status: 409,
    text: say('这一行已被别人改过(现在是第 {version} 版)。请看过新内容后再决定怎样改。'),
  },
  'save.key-reused': { status: 409, text: say('同一个提交编号已用于另一份内容。请刷新页面后重新保存。') },
  'request.too-many': { status: 429, text: say('操作太频繁了,请 {seconds} 秒后再试。') },
  'input.too-large': { status: 413, text: say('一次提交的内容太大,请分几次提交。') },
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
  'unit.code-taken': { status: 409, text: say('代码 {code} 已经是另一个组织的(或曾经是)。请核对代码。') },
  'unit.name-taken': {
    status: 409,
    text: say('同一个上级之下已有叫「{name}」的组织。请换一个名称,或先撤销原来的。'),
  },
  'unit.level-skipped': {
    status: 422,
    text: say('「{name}」是{level}组织,不能直接挂在{parentLevel}的「{parent}」之下,中间缺了层级。'),
  },
  'unit.level-differs': { status: 422, text: say('「{name}」不是妇联,层级须与所在的「{parent}」相同。') },
  'unit.parent-not-federation': { status: 422, text: say('「{parent}」不是妇联,「{name}」不能挂在它之下。') },
  'unit.circle': { status: 422, text: say('「{parent}」在「{name}」之下,不能反过来做它的上级。') },
  'unit.closed': { status: 422, text: say('「{name}」已于 {day} 撤销,不能再用。') },
  'unit.day-future': {
    status: 422,
    text: say('「{name}」的变动日期 {day} 还没有到。到了那一天再办,权限和数字会一起跟着变。'),
  },
  'unit.day-too-early': {
    status: 422,
    text: say('「{name}」上一次变动在 {last},新的变动日期必须在它之后。'),
  },
  'unit.same-parent': { status: 422, text: say('「{name}」现在就在「{parent}」之下,不用调整。') },
  'unit.parent-later': {
    status: 422,
    text: say('「{parent}」{from} 才成立,{day} 还没有它,「{name}」不能从那天起挂在它之下。'),
  },
  'unit.has-children': {
    status: 409,
    text: say('「{name}」之下还有 {count} 个组织({names} 等),请先调整或撤销它们,再撤销它。'),
  },
  'unit.has-open-work': { status: 409, text: say('「{name}」还有没办完的事:{work}。请先办完或移交。') },
  'unit.merge-unlike': { status: 422, text: say('「{name}」与「{into}」不是同级同类的两个组织,不能合并。') },
  'unit.not-a-child': { status: 422, text: say('「{name}」不在「{parent}」之下,不能随它分出去。') },
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
  'sign-in.no-post': { status: 403, text: say('账号没有在任的职务。请找本单位的系统管理员核对。') },
  'figure.too-many-months': { status: 422, text: say('按月看最多 20 年,请缩短时间范围。') },
  'figure.series-too-long': { status: 422, text: say('小图并列最多看 36 个月,请缩短时间范围。') },
  'figure.view-name-taken': { status: 409, text: say('已经有一个叫「{name}」的看法了,请换个名字。') },
  'figure.views-full': { status: 409, text: say('存下的看法最多 {most} 个,请先去掉不用的。') },
  'figure.no-dimension': { status: 422, text: say('这个数字不能按「{dimension}」分。') },
  'report.unknown': { status: 404, text: say('没有叫「{kind}」的报告。现有:{known}。') },
  'report.not-for-level': { status: 422, text: say('「{name}」不适用于「{unit}」这一级。') },
  'report.period': { status: 422, text: say('报告的时间不清楚:{need}。') },
  'report.missing': {
    status: 409,
    text: say('报告还缺这些数字,不能定稿或下载:{names}。请先补记,或写明“本月无”。'),
  },
  'paper.not-read': {
    status: 409,
    text: say('这份报告还没有经另一个人复核通过,不能定稿。请先送复核。'),
  },
  'paper.moved-since-read': {
    status: 409,
    text: say('复核以后,台账里的数变了,文字和复核时看到的不一样了。请收回,再送一次复核。'),
  },
  'paper.last-plan': {
    status: 409,
    text: say('上期计划还有 {count} 项没有写明结果(未完成、继续做的要写一句说明),写完才能定稿。'),
  },
  'paper.why-replace': {
    status: 409,
    text: say('第 {version} 版已经定稿。要出新版,请写明为什么替换,至少四个字。'),
  },
  'paper.closed': { status: 409, text: say('这份稿子已经{became},不能再改。请回到报告页看最新的一版。') },
  'paper.not-now': { status: 403, text: say('报告现在是“{state}”,您不能做这一步。请刷新看看它到了谁手里。') },
  'paper.changed': { status: 409, text: say('这份报告刚才又有人改过,请看过最新的内容再做这一步。') },
  'paper.no-superior': { status: 422, text: say('没有上一级妇联,请送本单位另一位同志复核。') },
  'paper.too-long': { status: 413, text: say('这份报告太长了(手写部分超过一百五十万字),请分成几份。') },
  'paper.comments-full': { status: 409, text: say('一份报告最多提 {most} 条意见。') },
  'template.changed': {
    status: 409,
    text: say('这个模板刚才有人改过。您改的还在页面上,请刷新看过最新的写法再保存。'),
  },
  'report.unexplained': { status: 409, text: say('还有对不上的数或没处理的意见,须逐条写明原因才能定稿。') },
  'unit.undo-nothing': { status: 409, text: say('没有可以撤回的变动:它随组织树装入,或者已经撤回了。') },
  'unit.undo-followed': {
    status: 409,
    text: say('这次变动之后又有了别的变动、记录或人员,不能直接撤回。请按实际情况再办一次变动。'),
  },
  'unit.unknown': {
    status: 404,
    text: say('没有代码为 {code} 的组织。请核对代码,或先装入组织树(load-tree)。'),
  },
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
  'serve.sample-loopback': { status: 500, text: say('样例世界只能在本机打开,不能让别的机器访问。') },
  'account.code-wrong': {
    status: 403,
    text: say('一次性口令不对、已用过或已过期。重新启动 serve 会得到新的口令。'),
  },
  'account.self': {
    status: 409,
    text: say('不能这样改自己的账号。请另一位管理员来办;改密码、换验证器请到“我的账号”。'),
  },
  'account.own-request': { status: 409, text: say('自己提出的授权不能自己确认,请另一位安全管理员来办。') },
  'account.elsewhere': {
    status: 409,
    text: say('她还在「{unit}」任职,不归您管。这件事请上级的系统管理员来办;您可以结束她在您这里的职务。'),
  },
  'account.code-by-security': {
    status: 403,
    text: say('管理员的一次性口令由安全管理员来发,系统管理员只能重置她的验证器。'),
  },
  'account.last-power': {
    status: 409,
    text: say('这是最后一位{role},不能停用或结束职务,否则这件事就没有人能做了。请先设另一位。'),
  },
  'account.is-disabled': { status: 409, text: say('「{name}」的账号已停用。请先启用它。') },
  'account.login-taken': {
    status: 409,
    text: say('账号 {login} 已经有人用了。请换一个,如加上单位的拼音或数字。'),
  },
  'account.role-place': { status: 422, text: say('「{unit}」不能授「{role}」这个角色。请核对组织和角色。') },
  'account.post-held': { status: 409, text: say('她在「{unit}」已有「{role}」职务(或正等确认),不用再授。') },
  'handover.day': {
    status: 422,
    text: say('交接的日期要在 {back} 天前到 {ahead} 天后之间。请核对日期。'),
  },
  'handover.same': { status: 422, text: say('不能交给她自己。请另选接手的人。') },
  'handover.later': {
    status: 422,
    text: say('她 {day} 才离任,现在还不能停用账号。请去掉“同时停用”,到那天再停。'),
  },
  'handover.first': { status: 409, text: say('“{what}”还有 {n} 件,{first},再来办交接。') },
  'handover.no-successor': { status: 422, text: say('她手上还有东西要交,请先选接手的人。') },
  'deputy.self': { status: 422, text: say('不能请自己代理自己。请另选一位。') },
  'deputy.power': {
    status: 422,
    text: say('「{role}」不能请人代理:三员分立。请另建管理员账号,由安全管理员确认。'),
  },
  'deputy.chain': { status: 422, text: say('这个职务是代理来的,不能再转给别人代理。') },
  'deputy.stranger': {
    status: 422,
    text: say('代理人要是「{unit}」本机关(含部室)或上级里、有在任职务的人。请从名单里选。'),
  },
  'deputy.past': { status: 422, text: say('代理最早从今天({day})开始。') },
  'deputy.order': { status: 422, text: say('结束的日期不能早于开始的日期。') },
  'deputy.long': { status: 422, text: say('代理最长 {days} 天。更长的请授职务。') },
  'deputy.overlap': {
    status: 409,
    text: say('{from} 至 {to} 已经请了{name}代理这个职务。请换日期,或先结束那一次。'),
  },
  'batch.no-head': {
    status: 422,
    text: say('没有找到表头。请在前十行里有一行写着“姓名”和“组织”,或者用模板。'),
  },
  'batch.too-many': { status: 422, text: say('表里有 {n} 人,一次最多 {most} 人。请分成几个表。') },
  'batch.nothing': { status: 422, text: say('表里没有人。请在表头下面一人一行填好。') },
  'batch.nothing-good': { status: 422, text: say('没有可以建的:请先改好有问题的行。') },
  'batch.has-bad': { status: 422, text: say('还有 {n} 行有问题,一个都没有建。请改好,或选“只建没问题的”。') },
  'batch.made': {
    status: 409,
    text: say('这一批刚才已经建好了,口令只显示一次。没有拿到的,请在“建过的批次”里重发口令。'),
  },
  'batch.all-used': { status: 409, text: say('这一批的人都已经登录过或停用了,没有要重发的。') },
  'account.password': { status: 422, text: say('密码不合要求。') },
  'folder.unwritable': { status: 500, text: say('数据文件夹不能写。') },
  'folder.not-empty': { status: 409, text: say('目标文件夹不是空的。') },
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
  'backup.elsewhere': { status: 500, text: say('数据库有一部分在数据文件夹之外,物理备份带不走。') },
  'backup.log-lost': { status: 500, text: say('备份期间的日志不全,请重新备份。') },
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
  'backup.not-embedded': {
    status: 422,
    text: say('整库备份只用于内嵌数据库。外接数据库请用它自己的工具,或 --kind logical。'),
  },
  'config.invalid': { status: 500, text: say('设置有误:{names}。请对照 docs/operating.md 改正后再启动。') },
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
  'reading.too-long': {
    status: 422,
    text: say('这份文字太长或太乱,一分半钟没有读完。请分成几份,一份一份地体检。'),
  },
  'reading.unreadable': { status: 422, text: say('这个文件读不出文字。请另存为 .docx 或 .txt 再试。') },
  'reading.crowded': { status: 503, text: say('排队体检的人多,请过半分钟再试。文字还在页面上。') },
  'reading.two-at-once': { status: 409, text: say('您已有两份正在体检,请等其中一份读完再来。') },
  'reading.full': {
    status: 409,
    text: say('比对库里您单位已有 {most} 份稿子,放满了。请先移出一些旧的。'),
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
  'export.counts-only': {
    status: 403,
    text: say('明细只给经办的组织看,这里只有数,不能导出明细。'),
  },
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
  'folder.busy': { status: 409, text: say('这个数据文件夹正在被另一个进程使用。') },
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
  'view.too-many': { status: 409, text: say('常用筛选最多存 {most} 个,请先删掉不用的。') },
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
  'letter.no-place': { status: 422, text: say('没有找到接收的妇联。请写县、区的名字,例如:鼓楼区。') },
  'letter.nobody': {
    status: 503,
    text: say('这个地方还没有人用本平台接件,您写的没有发出去。请打 12338,或到当地妇联。'),
  },
  'letter.no-code': {
    status: 404,
    text: say('没有这个回执码。它是 12 个字母和数字,没有 0、1、I、L、O、U。请对着抄的再看一遍。'),
  },
  'letter.no-words': { status: 422, text: say('还没有写。请写一两句话,再按按钮。') },
  'letter.too-long': { status: 422, text: say('写了 {count} 个字,最多 4000 个。请分两次发。') },
  'referral.matter-closed': { status: 409, text: say('这件事已经办结,不能再转办。') },
  'referral.moved': {
    status: 409,
    text: say('这件转办刚才有了变化(对方可能接收、提问或答复了)。请看一看新的情况再办。'),
  },
  'referral.over': { status: 409, text: say('这件转办已经答复或者收回,不用再办这一步。') },
  'referral.nothing-asked': { status: 409, text: say('对方没有等着回复的问题。请刷新页面。') },
  'referral.not-silent': {
    status: 409,
    text: say('对方还没有到期不答复,不能起草督促处理意见。到期以后再起草。'),
  },
  'referral.not-answered': {
    status: 409,
    text: say('对方没有这样答复,不能以这个理由起草。请核对答复再选。'),
  },
  'referral.not-accepted': { status: 409, text: say('请先写明接收人,再答复或提问。') },
  // What a link says that is good for nothing any more tells nothing of what it was about.
  'referral.link-unknown': {
    status: 404,
    text: say('这个链接不对,或者没有抄全。请向给您链接的同志核对。'),
  },
  'referral.link-withdrawn': {
    status: 410,
    text: say('这个链接已经收回,不能再用。有疑问请联系给您链接的同志。'),
  },
  'referral.link-expired': {
    status: 410,
    text: say('这个链接已经过期,不能再用。还需要的话,请联系给您链接的同志换一个。'),
  },
  'referral.link-replaced': {
    status: 410,
    text: say('这个链接已经换成新的,不能再用。请用后来收到的那一个。'),
  },
  'referral.link-answered': { status: 410, text: say('答复已经收到,这个链接用完了。谢谢。') },
  'referral.link-locked': {
    status: 403,
    text: say('口令输错的次数太多,链接已经锁住。请联系给您链接的同志换一个。'),
  },
  'referral.pin-wrong': {
    status: 422,
    text: say('口令不对,还可以试 {left} 次。请向给您链接的同志核对。'),
  },
  'referral.pin-first': { status: 401, text: say('请先输口令。') },
  'contact.moved': { status: 409, text: say('怎么联系她,{who}刚刚改过。请看过新的,再决定改不改。') },
  'contact.message-over': { status: 409, text: say('这句话已经告诉她了,或者不用告诉了。请刷新页面。') },
  'letter.over': { status: 409, text: say('这件事您已经撤回,不再办了。要重新办,请再写一次。') },
  'parameter.fixed': {
    status: 409,
    text: say(
      '「{label}」在 {checked} 以前的值核对过原文,不能改。以后有新规定,请写 {checked} 之后的起始日期和依据。',
    ),
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
  'person.changed': { status: 409, text: say('别人刚刚改过。请刷新页面,看看现在的样子,再改。') },
  'person.merged': { status: 409, text: say('「{name}」的这份档案已经并入另一份,请看那一份。') },
  'person.same-file': { status: 422, text: say('两边是同一份档案,不能合并。') },
  'person.numbers-differ': {
    status: 409,
    text: say('两份档案的身份证号不同,不是同一个人。如果有一个登记错了,请先更正再合并。'),
  },
  'person.number-known': {
    status: 409,
    text: say('这个身份证号已经登记在「{name}」的档案里。请打开那份档案,加一个职务就行。'),
  },
  'person.number-elsewhere': {
    status: 409,
    text: say('这个身份证号已由别处的妇联登记。请与上级妇联联系,把她调过来。'),
  },
  'person.same': {
    status: 409,
    text: say(
      '花名册里已有「{name}」:{posts}。如果就是她,请打开她的档案加一个职务;如果是同名的另一个人,请勾上“是另一个人”再保存。',
    ),
  },
  'person.sealed': { status: 403, text: say('您的职务不能看她的{what}。需要时请找管她档案的妇联。') },
  'post.ended': { status: 409, text: say('「{title}」已经在 {day} 结束。请刷新页面。') },
  'transfer.needs-consent': {
    status: 409,
    text: say(
      '{unit}的「{title}」任期没有满,调动、免职要先征得上一级妇联同意。请先“征求意见”,同意以后再办。',
    ),
  },
  'transfer.before-consent': {
    status: 409,
    text: say('上一级妇联是 {day} 同意的,调动的日期不能早于这一天。'),
  },
  'transfer.protected': {
    status: 409,
    text: say('「{title}」任期没有满,不能把职务改成别的,也不能把任期改到今天以前。要调动请先征求意见。'),
  },
  'transfer.not-needed': { status: 409, text: say('「{title}」不用征求意见,可以直接办理。') },
  'transfer.asked': { status: 409, text: say('「{title}」的调动已经在征求意见,不用再报一次。') },
  'transfer.nobody-above': { status: 409, text: say('没有更上一级的妇联可以征求意见。') },
  'transfer.own-request': { status: 403, text: say('自己报的调动,要由别人表示意见。') },
  'transfer.not-yours': { status: 403, text: say('这件调动由{unit}表示意见。') },
  'transfer.closed': { status: 409, text: say('这件调动已经有了结果。请刷新页面。') },
  'merge.undone': { status: 409, text: say('这次合并已经撤销了。') },
  'library.in': { status: 409, text: say('「{name}」已经在「{library}」人才库里。') },
  'takeout.under-way': { status: 409, text: say('您还有一份数据正在打包,请等它做好再取下一份。') },
  'takeout.gone': { status: 409, text: say('这份数据包已过期删除,或没有做成。请再取一次。') },
};

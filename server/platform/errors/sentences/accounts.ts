import { type Sentences, say } from './sentence.ts';

/** The way in (登录), accounts and posts (账号、职务), hand-over (交接), deputies (代理). */
export const ACCOUNTS = {
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
  'sign-in.no-post': { status: 403, text: say('账号没有在任的职务。请找本单位的系统管理员核对。') },
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
  'account.owes-password': { status: 403, text: say('请先改密码,改好之前不能做别的。') },
  'account.owes-second-step': {
    status: 403,
    text: say('您的职务要求第二步验证,请先绑定手机验证器,绑定之前不能做别的。'),
  },
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
  'account.password': { status: 422, text: say('密码不合要求。') },
  'post.two-powers': { status: 409, text: say('系统、安全、审计三个管理员必须由不同的人担任。') },
  'post.ended': { status: 409, text: say('「{title}」已经在 {day} 结束。请刷新页面。') },
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
} satisfies Sentences;

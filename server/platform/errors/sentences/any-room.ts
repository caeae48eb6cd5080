import { type Sentences, say } from './sentence.ts';

/** What every request may meet, whatever it asks for. */
export const ANY_ROOM = {
  unexpected: {
    status: 500,
    text: say('系统出了意外,这一步没有完成。请稍后再试;若仍不行,请告诉系统管理员。'),
  },
  'input.invalid': { status: 422, text: say('有几处需要改一改再保存。') },
  'input.unreadable': { status: 400, text: say('收到的内容读不懂,请刷新页面后重试。') },
  'input.too-large': { status: 413, text: say('一次提交的内容太大,请分几次提交。') },
  'not-found': { status: 404, text: say('没有找到{what}。') },
  forbidden: { status: 403, text: say('您现在的职务不能做这件事。') },
  'request.foreign': {
    status: 403,
    text: say('这次操作不是从本系统的页面发出的,已拒绝。请从系统页面操作。'),
  },
  'request.too-many': { status: 429, text: say('操作太频繁了,请 {seconds} 秒后再试。') },
  'save.conflict': {
    status: 409,
    text: say('这一行已被别人改过(现在是第 {version} 版)。请看过新内容后再决定怎样改。'),
  },
  'save.key-reused': { status: 409, text: say('同一个提交编号已用于另一份内容。请刷新页面后重新保存。') },
  'database.lost': { status: 503, text: say('数据库暂时连不上,您填的内容还在页面上,请稍等片刻再保存。') },
  'database.busy': { status: 503, text: say('同时有别的改动碰到了一起,这一步没有保存。请再试一次。') },
  'disk.full': {
    status: 507,
    text: say('服务器磁盘已满,暂时不能保存,可以照常查看。请联系系统管理员清理磁盘。'),
  },
} satisfies Sentences;

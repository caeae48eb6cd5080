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
  unexpected: { status: 500, text: say('系统出了意外,这一步没有完成。请稍后再试;若仍不行,请告诉系统管理员。') },
  'input.invalid': { status: 422, text: say('有几处需要改一改再保存。') },
  'input.unreadable': { status: 400, text: say('收到的内容读不懂,请刷新页面后重试。') },
  'sign-in.required': { status: 401, text: say('请先登录。') },
  'sign-in.wrong': { status: 401, text: say('账号或密码不对。') },
  'sign-in.slow-down': { status: 429, text: say('试得太多了,请 {minutes} 分钟后再试。') },
  'request.foreign': { status: 403, text: say('这次操作不是从本系统的页面发出的,已拒绝。请从系统页面操作。') },
  'not-found': { status: 404, text: say('没有找到{what}。') },
  forbidden: { status: 403, text: say('您现在的职务不能做这件事。') },
  'post.two-powers': { status: 409, text: say('系统、安全、审计三个管理员必须由不同的人担任。') },
  'database.lost': { status: 503, text: say('数据库暂时连不上,您填的内容还在页面上,请稍等片刻再保存。') },
  'disk.full': { status: 507, text: say('服务器磁盘已满,暂时不能保存,可以照常查看。请联系系统管理员清理磁盘。') },
  'save.conflict': {
    status: 409,
    text: say('这一行已被别人改过(现在是第 {version} 版)。请看过新内容后再决定怎样改。'),
  },
  'save.key-reused': { status: 409, text: say('同一个提交编号已用于另一份内容。请刷新页面后重新保存。') },
  'folder.busy': { status: 409, text: say('这个数据文件夹正在被另一个进程使用。') },
};

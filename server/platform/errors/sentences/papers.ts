import { type Sentences, say } from './sentence.ts';

/** Reports and papers (报告、文书), reading a report (报告体检). */
export const PAPERS = {
  'report.unknown': { status: 404, text: say('没有叫「{kind}」的报告。现有:{known}。') },
  'report.not-for-level': { status: 422, text: say('「{name}」不适用于「{unit}」这一级。') },
  'report.period': { status: 422, text: say('报告的时间不清楚:{need}。') },
  'report.missing': {
    status: 409,
    text: say('报告还缺这些数字,不能定稿或下载:{names}。请先补记,或写明“本月无”。'),
  },
  'report.unexplained': { status: 409, text: say('还有对不上的数或没处理的意见,须逐条写明原因才能定稿。') },
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
} satisfies Sentences;

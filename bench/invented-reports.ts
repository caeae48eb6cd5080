/**
 * Invented reports (样例) of any length, for measuring only: sentences of the trade with drawn places, figures and words. The
 * same number always gives the same report. Sentences are drawn from a space so large that two reports share phrases, as
 * real ones do, and no passages.
 */
const PLACES = '青禾 柳溪 东塘 云岭 枫桥 南湾 石滩 白鹭 桃源 清水 双桥 望江 龙泉 金沙 高坪 北川'.split(' ');
const ACTS = '举办 开展 组织 承办 协助举办 联合开展 集中开展 分片举办 轮流举办 先后开展'.split(' ');
const THINGS =
  '家政服务培训班 育婴员培训班 葡萄修剪讲座 普法宣传 家风故事巡讲 法律咨询 健康讲座 亲子阅读 创业沙龙 手工编织课 茶艺比武 防溺水宣讲 反家庭暴力宣传 电商直播课 广场舞展演 书画展'.split(
    ' ',
  );
const WHO =
  '妇女 农村妇女 留守妇女 女职工 返乡妇女 困难妇女 青年妇女 妇女干部 巾帼志愿者 女企业家 家长 儿童'.split(
    ' ',
  );
const RESULTS =
  '受到群众欢迎 取得明显成效 得到上级肯定 带动了周边村镇 解决了实际困难 提高了办事能力 丰富了业余生活 增强了法律意识 拓宽了增收门路 密切了干群关系'.split(
    ' ',
  );
const WAYS =
  '上门走访 集中座谈 分片包干 以会代训 送教下乡 结对帮扶 网上报名 电话回访 现场观摩 专题研讨 逐户登记 邻里互助'.split(
    ' ',
  );
const LINKS = '期间, 同时, 在此基础上, 据统计, 此外, 年中, 入秋以后, 按照安排, 从六月起, 各村'.split(' ');

/** A generator of whole numbers below `n`, the same for the same seed (mulberry32). */
export function dice(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

/** Report number `seed`, of at least `chars` characters. */
export function inventedReport(seed: number, chars: number): string {
  const roll = dice(seed);
  const one = (words: readonly string[]): string => words[roll(words.length)] ?? '';
  const parts = [`${one(PLACES)}县妇联${2001 + roll(22)}年工作总结\n`];
  let length = 0;
  while (length < chars) {
    const sentence = SENTENCES[roll(SENTENCES.length)]?.(one, roll) ?? '';
    const ends = roll(6) === 0 ? '\n' : '';
    parts.push(sentence, ends);
    length += sentence.length + ends.length;
  }
  return parts.join('').slice(0, chars);
}

type Maker = (one: (words: readonly string[]) => string, roll: (n: number) => number) => string;
const SENTENCES: readonly Maker[] = [
  (one, roll) =>
    `${one(LINKS)}${one(PLACES)}镇${one(ACTS)}${one(THINGS)}${1 + roll(40)}期,${one(WHO)}${20 + roll(900)}人次参加,${one(RESULTS)}。`,
  (one, roll) =>
    `${one(PLACES)}乡通过${one(WAYS)}、${one(WAYS)},慰问${one(WHO)}${5 + roll(300)}户,发放慰问金${1 + roll(60)}.${roll(10)}万元,${one(RESULTS)}。`,
  (one, roll) => {
    const [a, b] = [10 + roll(400), 10 + roll(400)];
    return `全县登记${one(WHO)}${a + b}名,其中${one(PLACES)}片${a}名,${one(PLACES)}片${b}名,${one(LINKS)}采取${one(WAYS)}的办法逐一落实。`;
  },
  (one, roll) => {
    const [all, done] = [100 + roll(200), 40 + roll(60)];
    return `受理${one(WHO)}来信来访${all}件,办结${done}件,办结率${((100 * done) / all).toFixed(1)}%,${one(PLACES)}街道的做法${one(RESULTS)}。`;
  },
  (one) =>
    `${one(PLACES)}村的${one(WHO)}自己动手,把${one(THINGS)}和${one(THINGS)}合在一起办,${one(WAYS)}做在前面,${one(WAYS)}跟在后面,${one(RESULTS)}。`,
  (one, roll) =>
    `${one(LINKS)}选派${one(WHO)}${2 + roll(30)}名到${one(PLACES)}、${one(PLACES)}两地学习${one(THINGS)}的经验,回来后以${one(WAYS)}为主推开,${one(RESULTS)}。`,
  (one) => `高举旗帜、围绕中心、服务大局,团结带领广大${one(WHO)}在新的征程上再立新功。`,
];

/** A report as somebody copies it: other figures and places, lines broken, a page number, its first half behind the second. */
export function copied(report: string, seed: number): string {
  const roll = dice(seed);
  const cut = report.indexOf('。', report.length / 2) + 1;
  return (report.slice(cut) + report.slice(0, cut))
    .replace(/\d+/g, (n) => String(Number(n) + 1 + roll(9)))
    .replaceAll(PLACES[roll(PLACES.length)] ?? '', '别处')
    .replace(/[\s\S]{200}/g, (part) => (roll(3) === 0 ? `${part}\n— ${roll(90)} —\n` : part));
}

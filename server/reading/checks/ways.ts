/**
 * Ways in which a whole is cut (划分). `full`: the named members are all there are (男女, 农业与非农), so a sum that differs
 * cannot be. `apart`: members exclude one another but others may be left out (学历, 年龄段), so only a sum above the whole
 * cannot be. `like`: members look alike and may overlap.
 */
export type Cut = 'full' | 'apart' | 'like';

export type Way = { members: RegExp[]; full?: number[][]; cut: Cut };

export const WAYS: Way[] = [
  { members: [/男/, /女/], full: [[0, 1]], cut: 'apart' },
  { members: [/非农/, /农业|农村|务农/], full: [[0, 1]], cut: 'apart' },
  { members: [/城镇|城市|城区|县城|市区/, /农村|乡村|乡镇|牧区|农牧区/], full: [[0, 1]], cut: 'apart' },
  { members: [/流动|外来|暂住|非户籍/, /常住|户籍|本地/], cut: 'apart' },
  { members: [/少数民族/, /汉族/], full: [[0, 1]], cut: 'apart' },
  {
    members: [/非公|民营|私营|非国有/, /国有|公有/, /集体/],
    full: [
      [0, 1],
      [0, 1, 2],
    ],
    cut: 'apart',
  },
  { members: [/民办|私立/, /公办|公立/], full: [[0, 1]], cut: 'apart' },
  { members: [/不合格|未达标|不达标|未通过|不及格/, /合格|达标|通过|及格/], full: [[0, 1]], cut: 'apart' },
  {
    members: [
      /未[^,]{0,4}$|未(?:完成|办结|建|就业|参加|脱贫)|尚未|没有|剩余|余下|还剩|正在[^,;]{2}|在办|待(?:办|结|建|处理|核|定|转)/,
      /已|完成|办结|建成|就业/,
    ],
    full: [[0, 1]],
    cut: 'apart',
  },
  {
    members: [/保留|留任/, /撤销|取消|摘牌|淘汰|注销/, /移交|划转|转出/, /降级|暂缓|整改/, /合并/],
    cut: 'apart',
  },
  { members: [/上半年/, /下半年/], full: [[0, 1]], cut: 'apart' },
  {
    members: [/一季度/, /二季度/, /三季度/, /四季度/],
    full: [[0, 1, 2, 3]],
    cut: 'apart',
  },
  { members: [/长期|常年|固定/, /季节|短期|临时/], full: [[0, 1]], cut: 'apart' },
  { members: [/自谋|自发|自主|自行/, /集体|组织/], cut: 'apart' },
  { members: [/非党员|群众/, /党员/], cut: 'apart' },
  { members: [/在职|在岗/, /退休|离休|离退/], cut: 'apart' },
  { members: [/专职/, /兼职/], full: [[0, 1]], cut: 'apart' },
  { members: [/预备党员/, /正式党员/], full: [[0, 1]], cut: 'apart' },
  { members: [/线上|网上/, /线下|现场/], full: [[0, 1]], cut: 'apart' },
  { members: [/来信/, /来访/, /来电|电话|热线/, /网上|网络/], full: [[0, 1, 2]], cut: 'apart' },
  { members: [/连任|留任/, /新任|新当选|新进/], full: [[0, 1]], cut: 'apart' },
  {
    members: [
      /省外|境外|国外|外省|州外|区外|等省/,
      /省内|[县市]外|外县|外市|本省/,
      /[县市州区乡镇村]内|本[县市州区地乡镇村]|就地|就近/,
    ],
    full: [[0, 1, 2]],
    cut: 'apart',
  },
  { members: [/下降|减少/, /持平|不变/, /上升|增加|增长/], full: [[0, 1, 2]], cut: 'apart' },
  { members: [/[市县区]本级|[市县区]直|机关/, /县\(?市?、?区|乡镇|基层|县级/], cut: 'like' },
  { members: [/基本支出|人员经费|人员支出/, /项目支出|公用经费|公用支出/], full: [[0, 1]], cut: 'apart' },
  { members: [/非定向/, /定向/], full: [[0, 1]], cut: 'apart' },
  { members: [/特等奖/, /一等奖/, /二等奖/, /三等奖/, /优秀奖|鼓励奖|优胜奖|入围奖/], cut: 'apart' },
  { members: [/金奖/, /银奖/, /铜奖/, /优秀奖|优胜奖/], cut: 'apart' },
  { members: [/不满意/, /基本满意|较满意/, /非常满意|很满意/, /满意/], cut: 'apart' },
  {
    members: [/不合格|不称职|不达标|较差|差$/, /合格|称职|及格|一般/, /良好|良$|较好/, /优秀|优良|优$|^好/],
    cut: 'apart',
  },
  { members: [/正(?:科|处|厅|职|县)/, /副(?:科|处|厅|职|县)/], cut: 'apart' },
  {
    members: [/研究生|硕士|博士/, /本科|大学/, /大专|专科/, /中专|中职|职高/, /高中/, /初中/, /小学/, /文盲/],
    cut: 'apart',
  },
  {
    members: [
      /国家级|全国|中央/,
      /省级|自治区级|^省/,
      /市级|地级|盟级|^市(?!场)/,
      /县级|区级|旗级|^县|^区/,
      /乡级|镇级|^乡镇?|^镇/,
      /村级|社区级|^村|^社区/,
    ],
    cut: 'like',
  },
  { members: [/党支部|党委|党组织/, /村委|居委/], cut: 'like' },
  { members: [/少年|儿童|未成年/, /老人|老年/, /妇女|妇干/, /青年/], cut: 'like' },
];

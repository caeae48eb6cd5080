import type { ReportTemplate } from '../../contracts/report.ts';
import { core, figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 001-K 二(四): rights and law. */
export const halfYearRightsPart: Part = {
  level: 2,
  heading: '（四）维权工作',
  blocks: [
    prose('rights-work', '利用“三八”维权周等时机，面向社会、面向妇女开展普法宣传教育，送法下村、下社区。'),
    local(
      'points',
      '设立投诉箱{complaint-boxes}、投诉站{complaint-stations}，及时处理妇女群众来信来访。',
      [
        figure('complaint-boxes', '投诉箱', 'rights-points.points', { where: { kind: '投诉箱' } }),
        figure('complaint-stations', '投诉站', 'rights-points.points', { where: { kind: '投诉站' } }),
      ],
      { source: '001-K「设立投诉箱,在处司法所设立投诉站」' },
    ),
    local(
      'half-petitions',
      '处理来信来访{petitions}，办结率为{closerate}。',
      [
        figure('petitions', '处理的来信来访', 'petitions.received', { unitWord: '件' }),
        figure('closerate', '来信来访办结率', 'petitions.closed-rate', { digits: 1 }),
      ],
      { source: 'R-16 · 001-A「今年全年共接待来信来访9起,结案率百分之百」' },
    ),
    core(
      'law-training',
      '举办法律培训{law-sessions}，培训妇女{law-women}。',
      [
        figure('law-sessions', '法律培训', 'law-publicity.sessions', {
          where: { form: '法律培训' },
          unitWord: '场',
        }),
        figure('law-women', '法律培训的妇女', 'law-publicity.women', { where: { form: '法律培训' } }),
      ],
      { source: '001-K「截止目前举办法律培训8场,培训妇女650人」' },
    ),
    local(
      'law-materials',
      '下发法律宣传材料{law-titles}{law-copies}。',
      [
        figure('law-titles', '法律宣传材料', 'materials.titles', { where: { kind: '法律' } }),
        figure('law-copies', '法律宣传材料份数', 'materials.given', { where: { kind: '法律' } }),
      ],
      { source: '001-K「下发法律宣传材料3种(妇女法、婚姻法、劳动法)9000份」' },
    ),
  ],
};

/** 001-K 二(五): children. Own level and villages are kept apart as the source does. */
export const childrenPart: Part = {
  level: 2,
  heading: '（五）妇儿工委及少儿工作',
  blocks: [
    prose('children-work', '落实妇女儿童发展规划，分解目标责任，开展丰富多彩的少年儿童活动。'),
    local(
      'only-children-own',
      '“六一”期间，向每个独生子女发放{each-own}的慰问金，共计{only-own}。',
      [
        figure('each-own', '独生子女慰问标准（本级）', 'condolence.each-max', {
          where: { class: '独生子女', occasion: '六一' },
          scope: 'own',
        }),
        figure('only-own', '独生子女慰问金（本级）', 'condolence.amount', {
          where: { class: '独生子女', occasion: '六一' },
          scope: 'own',
        }),
      ],
      { source: '001-K「向每个独生子女发放了60元的慰问金和独生子女费共计3000元」' },
    ),
    local(
      'disabled-children',
      '慰问贫困残疾儿童{disabled-children}。',
      [
        figure('disabled-children', '慰问的贫困残疾儿童', 'condolence.people', {
          where: { class: '贫困残疾儿童' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「慰问了5名贫困残疾儿童」' },
    ),
    local(
      'kindergarten',
      '向幼儿园小朋友{kindergarten}发放纪念品。',
      [
        figure('kindergarten', '慰问的幼儿园小朋友', 'condolence.people', {
          where: { class: '幼儿园小朋友' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「给170名小朋友发放纪念品」' },
    ),
    local(
      'only-children-below',
      '所属各级向独生子女{only-below-people}发放慰问金{only-below}。',
      [
        figure('only-below-people', '慰问的独生子女（下级）', 'condolence.people', {
          where: { class: '独生子女', occasion: '六一' },
          scope: 'below',
        }),
        figure('only-below', '独生子女慰问金（下级）', 'condolence.amount', {
          where: { class: '独生子女', occasion: '六一' },
          scope: 'below',
        }),
      ],
      { source: '001-K「给独生子女发放了独生子女(57人)保健费3420元」' },
    ),
    local(
      'only-child-families',
      '慰问独生子女{families}，发放慰问金{families-sum}。',
      [
        figure('families', '慰问的独生子女家庭', 'condolence.households', {
          where: { class: '独生子女家庭' },
          unitWord: '个家庭',
        }),
        figure('families-sum', '独生子女家庭慰问金', 'condolence.amount', {
          where: { class: '独生子女家庭' },
          qualifier: { kind: 'over', step: 100, word: '余' },
        }),
      ],
      { source: '001-K「慰问了56个独生子女家庭,发放了1500余元」' },
    ),
    local(
      'sponsored',
      '赞助学校、幼儿园“六一”活动{sponsored}。',
      [figure('sponsored', '“六一”赞助', 'donations.spent', { where: { fund: '六一赞助' } })],
      { source: '001-K「村妇代会还给学校赞助了500元」「并且还赞助了500元」' },
    ),
    local(
      'programmes',
      '选送节目{programmes}参加“六一”演出。',
      [figure('programmes', '“六一”演出节目', 'activities.programmes', { where: { festival: '六一' } })],
      { source: '001-K「精心准备选送了两个精品节目」' },
    ),
    local(
      'mothers-talk',
      '优秀母亲{mothers-talk}参加“三八”座谈。',
      [
        figure('mothers-talk', '“三八”座谈的优秀母亲', 'activities.people', {
          where: { kind: '座谈交流', festival: '三八' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「通过推荐出8名优秀母亲进行座谈」' },
    ),
    local(
      'mothers-honoured',
      '表彰优秀母亲{mothers-honoured}。',
      [
        figure('mothers-honoured', '表彰的优秀母亲', 'honours.persons', {
          where: { kind: '优秀母亲' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「1名最佳优秀母亲进行表彰」' },
    ),
    local(
      'mothers-sent',
      '向上级妇联推荐优秀母亲{mothers-sent}。',
      [
        figure('mothers-sent', '推荐的优秀母亲', 'talent.recommended', {
          where: { purpose: '优秀母亲' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「同时向市妇联推荐了2名优秀母亲」' },
    ),
  ],
};

/** 001-K 二(六): the federation itself. */
export const selfPart: Part = {
  level: 2,
  heading: '（六）妇联自身建设',
  blocks: [
    local(
      'party-stages',
      '女党员转正{full}、纳新{recruited}。',
      [
        figure('full', '转正的女党员', 'party-women.full', { unitWord: '名' }),
        figure('recruited', '纳新的女党员', 'party-women.recruited', { unitWord: '名' }),
      ],
      { source: '001-K「今年在庆“七一”前转正了3名、纳新了5名」' },
    ),
    local(
      'recommended-pool',
      '推优人才在库{recommended-pool}。',
      [
        figure('recommended-pool', '推优人才在库', 'talent.in-stock', {
          where: { library: '推优人才' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「今年在去年42名的基础上继续做好推优工作」' },
    ),
    local(
      'recommended-plan',
      '计划推优{recommended-plan}，此项工作正在进行中。',
      [
        figure('recommended-plan', '计划推优', 'talent.planned', {
          where: { result: '计划' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「计划今年推优8名,此项工作正在进行中」' },
    ),
    local(
      'four-haves',
      '按照有挂牌、有版面、有制度、有档案，抓好妇女阵地建设，阵地建设达到{four-haves-rate}。',
      [figure('four-haves-rate', '阵地达标率', 'venues.four-haves-rate', { digits: 1 })],
      { source: '001-K「阵地建设达到了100%」' },
    ),
    local(
      'delegates',
      '发挥妇代会代表{delegates}的作用。',
      [
        figure('delegates', '妇代会代表', 'cadres.members', {
          where: { role: '妇代会代表' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「我处有5名昌市妇代会代表」' },
    ),
    prose('self-more', '建立健全学习、例会、材料报表上报和检查评比等制度，并付诸实施。'),
  ],
};

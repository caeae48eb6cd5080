import type { ReportTemplate } from '../../contracts/report.ts';
import { core, figure, local, prose } from './blocks.ts';
import { CITY_AND_ABOVE } from './levels.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §2 「围绕发展大局,助力妇女就业创业有新举措」. */
export const developmentPart: Part = {
  level: 1,
  heading: '二、围绕发展大局，助力妇女就业创业有新举措',
  blocks: [
    local(
      'posts-review',
      '深化“巾帼建功”活动。对{reviewed}市级以上“巾帼文明岗”进行复查指导并重新命名，保留{kept}，撤销{revoked}。',
      [
        figure('reviewed', '复查的“巾帼文明岗”', 'post-review.reviewed', { where: CITY_AND_ABOVE }),
        figure('kept', '复查后保留的“巾帼文明岗”', 'post-review.kept', { where: CITY_AND_ABOVE }),
        figure('revoked', '复查后撤销的“巾帼文明岗”', 'post-review.revoked', { where: CITY_AND_ABOVE }),
        figure('handed', '复查后移交的“巾帼文明岗”', 'post-review.moved', { where: CITY_AND_ABOVE }),
      ],
      {
        checks: [
          {
            key: 'posts-add-up',
            test: '${kept} + ${revoked} + ${handed} = ${reviewed}',
            gap: '${reviewed} - ${kept} - ${revoked} - ${handed}',
            say: '复查 ${reviewed} 个，保留 ${kept}、撤销 ${revoked}、移交 ${handed} 个，差 ${gap} 个：复查结果未填。',
          },
        ],
        source:
          '004§2「对862个市级以上“巾帼文明岗”进行复查指导并重新命名,保留726个,撤销113个,23个文明岗管理权限移交」',
      },
    ),
    local(
      'posts-moved',
      '{moved}文明岗管理权限移交其他妇联。',
      [figure('moved', '管理权限移交的“巾帼文明岗”', 'post-review.moved', { where: CITY_AND_ABOVE })],
      { source: '004§2「23个文明岗管理权限移交平潭综合实验区妇联」' },
    ),
    local(
      'posts-training',
      '举办“巾帼文明岗”创建工作培训班，{posts-trained}文明岗负责人参加培训。',
      [
        figure('posts-trained', '参加“巾帼文明岗”培训的负责人', 'training.people', {
          where: { kind: '巾帼文明岗' },
          unitWord: '名',
        }),
      ],
      { source: '004§2「150名文明岗负责人参加培训」' },
    ),
    local(
      'posts-named',
      '涌现市级以上“巾帼建功标兵”{pacesetters}，“巾帼文明岗（标兵岗）”{posts-named}。',
      [
        figure('pacesetters', '市级以上“巾帼建功标兵”', 'honours.granted', {
          where: { kind: '巾帼建功标兵', ...CITY_AND_ABOVE },
        }),
        figure('posts-named', '市级以上“巾帼文明岗（标兵岗）”', 'honours.granted', {
          where: { kind: '巾帼文明岗', ...CITY_AND_ABOVE },
        }),
      ],
      { source: '004§2「涌现市级以上“巾帼建功标兵”94个,“巾帼文明岗(标兵岗)”114个」' },
    ),
    core(
      'skill-training',
      '深化“双学双比”活动。举办“双学双比”培训班{sxsb-sessions}，培训妇女{sxsb-women}。',
      [
        figure('sxsb-sessions', '“双学双比”培训班期数', 'training.sessions', { where: { kind: '双学双比' } }),
        figure('sxsb-women', '“双学双比”培训的妇女', 'training.women', {
          where: { kind: '双学双比' },
          unitWord: '人',
        }),
      ],
      {
        compare: {
          figure: 'sxsb-women',
          up: '比上年增加{change}。',
          down: '比上年减少{change}。',
          same: '与上年持平。',
        },
        source: '004§2「举办“双学双比”培训班72期,培训妇女6814人」',
      },
    ),
    local(
      'all-training',
      '举办各类培训班{allsessions}，培训妇女{allwomen}。',
      [
        figure('allsessions', '各类培训班', 'training.sessions'),
        figure('allwomen', '各类培训的妇女', 'training.women'),
        figure('namedsessions', '“双学双比”培训班', 'training.sessions', { where: { kind: '双学双比' } }),
      ],
      {
        when: '${namedsessions} = 0',
        source: 'R-60 · 002「共举办各级各类培训班357期,培训妇女16131人次」',
      },
    ),
    local(
      'bases',
      '发挥基地示范带动作用，培树市级以上“巾帼示范基地（村）”{bases-named}。',
      [
        figure('bases-named', '市级以上“巾帼示范基地（村）”', 'bases.new', {
          where: { kind: ['巾帼示范基地', '巾帼示范村'], ...CITY_AND_ABOVE },
        }),
      ],
      { source: '004§2「培树市级以上“巾帼示范基地(村)”54个」' },
    ),
    local(
      'rural-collectives',
      '荣获“全国农村妇女岗位建功先进集体”{rural-collectives}。',
      [
        figure('rural-collectives', '“全国农村妇女岗位建功先进集体”', 'honours.granted', {
          where: { kind: '农村妇女岗位建功先进集体', level: '全国级' },
        }),
      ],
      { source: '004§2「“全国农村妇女岗位建功先进集体”2个」' },
    ),
    local(
      'rural-leaders',
      '荣获“全国农村科技致富女能手”{rural-leaders}。',
      [
        figure('rural-leaders', '“全国农村科技致富女能手”', 'honours.persons', {
          where: { kind: '农村科技致富女能手', level: '全国级' },
          unitWord: '名',
        }),
      ],
      { source: '004§2「“全国农村科技致富女能手”2名」' },
    ),
    local(
      'trees',
      '发动各界妇女广泛参与新农村建设，营建巾帼林，种植树苗{trees}。',
      [
        figure('trees', '巾帼林种植的树苗', 'activities.trees', {
          qualifier: { kind: 'over', step: 10000, word: '多' },
        }),
      ],
      { source: '004§2「营建巾帼林,种植树苗1万多株」' },
    ),
    local(
      'loans',
      '助力妇女就业创业。推进妇女创业小额贷款工作，新增妇女小额贴息贷款{loan-sum}，扶持城乡妇女{loan-women}。',
      [
        figure('loan-sum', '新增妇女小额贴息贷款', 'loans.amount', { unitWord: '万元', digits: 2 }),
        figure('loan-women', '贷款扶持的妇女', 'loans.people', { unitWord: '人' }),
      ],
      {
        compare: {
          figure: 'loan-sum',
          up: '贷款比上年增加{change}。',
          down: '贷款比上年减少{change}。',
          same: '贷款与上年持平。',
        },
        source: '004§2「新增妇女小额贴息贷款8888万元,扶持城乡妇女1527人」',
      },
    ),
    local(
      'job-fairs',
      '举办各类招聘会{fairs}，帮助{fair-hired}女性实现就业。',
      [
        figure('fairs', '各类招聘会', 'job-fairs.sessions', { unitWord: '场(次)' }),
        figure('fair-hired', '招聘会帮助就业的女性', 'job-fairs.hired', { unitWord: '名' }),
      ],
      {
        compare: {
          figure: 'fair-hired',
          up: '比上年增加{change}。',
          down: '比上年减少{change}。',
          same: '与上年持平。',
        },
        source: '004§2「举办各类招聘会86场(次),帮助13170名女性实现就业」',
      },
    ),
    local(
      'labour',
      '转移富余劳动力妇女{transferred}。',
      [figure('transferred', '转移的富余劳动力妇女', 'labour.transferred')],
      { source: 'R-70 · 001-A「全处妇女富余劳动力转移就业达3600人」' },
    ),
    prose('development-more', '支持女企业家开展交流合作，发挥女性在创业就业中的作用。'),
  ],
};

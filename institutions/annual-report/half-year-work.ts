import type { ReportTemplate } from '../../contracts/report.ts';
import { core, figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 001-K 二(二)(三): publicity and training, women in the economy. */
export const publicityPart: Part = {
  level: 2,
  heading: '（二）开展宣传教育活动，加大妇女的培训力度',
  blocks: [
    prose('publicity-work', '开展形式多样的宣传教育活动，提高广大妇女的综合素质。'),
    local(
      'materials-printed',
      '编印妇女儿童宣传材料{titles-printed}，{copies-printed}。',
      [
        figure('titles-printed', '编印的宣传材料', 'materials.titles-printed'),
        figure('copies-printed', '编印的份数', 'materials.printed'),
      ],
      { source: '001-K「处妇联编印了妇女儿童宣传材料10种,3万份」' },
    ),
    local(
      'selected',
      '在各种宣传、教育活动中，评选出优秀女党员、三八红旗手、致富女能手、优秀母亲、巾帼标兵等{selected-persons}，先进集体{selected-collectives}。',
      [
        figure('selected-persons', '评选出的先进个人', 'honours.persons', { unitWord: '名' }),
        figure('selected-collectives', '评选出的先进集体', 'honours.collectives'),
      ],
      {
        source:
          '001-K「评选出了15名优秀女党员,五好文明家庭,三八红旗手,致富女能手,优秀母亲巾帼女标兵,3名先进集体」',
      },
    ),
    core(
      'training',
      '举办各类培训班{training-sessions}，培训妇女{training-women}。',
      [
        figure('training-sessions', '各类培训班', 'training.sessions'),
        figure('training-women', '培训的妇女', 'training.women'),
      ],
      {
        compare: {
          figure: 'training-women',
          up: '比上年同期增加{change}。',
          down: '比上年同期减少{change}。',
          same: '与上年同期持平。',
        },
        source: '001-K「举办了各类培训班20期,培训妇女1700人」',
      },
    ),
    local(
      'training-rate',
      '培训率达{training-rate}。',
      [
        figure('training-rate', '参训率', 'training.attendance-rate', {
          qualifier: { kind: 'atLeast', step: 5, word: '以上' },
        }),
      ],
      { source: '001-K「培训率达85%以上」' },
    ),
    local(
      'materials-given',
      '发放各种宣传材料{copies-given}。',
      [
        figure('copies-given', '发放的宣传材料', 'materials.given', {
          qualifier: { kind: 'over', step: 10000, word: '余' },
        }),
      ],
      { source: '001-K「发放了各种宣传材料3万余份」' },
    ),
  ],
};

export const economyPart: Part = {
  level: 2,
  heading: '（三）组织妇女参与经济建设',
  blocks: [
    prose('economy-work', '围绕当地经济工作重点，积极组织妇女学技术、用技术，参与经济建设。'),
    local(
      'tech-leaders',
      '培养了{tech-leaders}妇女科技致富带头人。',
      [
        figure('tech-leaders', '新培养的妇女科技致富带头人', 'talent.added', {
          where: { library: '科技致富带头人' },
          unitWord: '名',
          qualifier: { kind: 'over', step: 10, word: '多' },
        }),
      ],
      { source: '001-K「培养了20多名适应时展需要的农村妇女科技致富带头人」' },
    ),
    local(
      'tech-bases',
      '建立了{tech-bases}科技示范基地。',
      [figure('tech-bases', '新建的科技示范基地', 'bases.new', { where: { kind: '科技示范基地' } })],
      { source: '001-K「建立了2个科技示范基地」' },
    ),
    local(
      'helped',
      '开展“手拉手结对子”扶贫济困工作，计划帮助{helped}困难户实现解困。',
      [figure('helped', '计划帮扶的困难户', 'relief.households', { where: { state: '计划' } })],
      { source: '001-K「今年处妇联计划帮助2名困难户实现解困」' },
    ),
    local(
      'surplus',
      '摸底有妇女富余劳动力{surplus}。',
      [figure('surplus', '妇女富余劳动力', 'situation.surplus-labour')],
      { source: '001-K「全处有农村妇女富余劳动力595人」' },
    ),
    local(
      'labour',
      '转移了富余劳动力妇女{transferred}，其中自谋{self}，集体组织{collective}，长期转移{long}，季节性转移{seasonal}，本县市转移{near}，州外转移{far}。',
      [
        figure('transferred', '转移的富余劳动力妇女', 'labour.transferred'),
        figure('self', '自谋转移', 'labour.transferred', { where: { way: '自谋' } }),
        figure('collective', '集体组织转移', 'labour.transferred', { where: { way: '集体组织' } }),
        figure('long', '长期转移', 'labour.transferred', { where: { duration: '长期' } }),
        figure('seasonal', '季节性转移', 'labour.transferred', { where: { duration: '季节性' } }),
        figure('near', '本县市转移', 'labour.transferred', { where: { place: '本县市' } }),
        figure('middle', '州内县外转移', 'labour.transferred', { where: { place: '州内县外' } }),
        figure('far', '州外转移', 'labour.transferred', { where: { place: '州外' } }),
      ],
      {
        checks: [
          {
            key: 'labour-by-way',
            test: '${self} + ${collective} = ${transferred}',
            gap: '${transferred} - ${self} - ${collective}',
            say: '转移 ${transferred} 人，自谋 ${self} 人加集体组织 ${collective} 人，差 ${gap} 人：转移方式未填。',
          },
          {
            key: 'labour-by-duration',
            test: '${long} + ${seasonal} = ${transferred}',
            gap: '${transferred} - ${long} - ${seasonal}',
            say: '转移 ${transferred} 人，长期 ${long} 人加季节性 ${seasonal} 人，差 ${gap} 人：转移时间未填。',
          },
          {
            key: 'labour-by-place',
            test: '${near} + ${middle} + ${far} = ${transferred}',
            gap: '${transferred} - ${near} - ${middle} - ${far}',
            say: '转移 ${transferred} 人，本县市 ${near} 人、州内县外 ${middle} 人、州外 ${far} 人，差 ${gap} 人：去向未填。',
          },
        ],
        source:
          '001-K「转移了富余劳动力妇女261人,其中自谋258人,集体组织3人,长期转移231人,季节性转移30人,本县市转移248人,州外转移9人」',
      },
    ),
    local(
      'labour-middle',
      '州内县外转移{labour-middle}。',
      [figure('labour-middle', '州内县外转移', 'labour.transferred', { where: { place: '州内县外' } })],
      { source: 'R-70: a third class of place that the seed does not name' },
    ),
    local(
      'labour-income',
      '她们的年收入最高达{income-max}，最低{income-min}。',
      [
        figure('income-max', '最高年收入', 'labour.income-max', { unitWord: '万元', digits: 2 }),
        figure('income-min', '最低年收入', 'labour.income-min', { unitWord: '元' }),
      ],
      { source: '001-K「最后的年收入达6万元,最低的年收入达5000元」' },
    ),
  ],
};

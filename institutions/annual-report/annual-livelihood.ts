import type { ReportTemplate } from '../../contracts/report.ts';
import { figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §5 「围绕民生需求,关爱妇女儿童工作有新进展」. */
export const livelihoodPart: Part = {
  level: 1,
  heading: '五、围绕民生需求，关爱妇女儿童工作有新进展',
  blocks: [
    local(
      'project',
      '扎实推进妇女儿童活动中心建设，已投入资金{project-invested}（含拆迁征地）。',
      [
        figure('project-invested', '妇女儿童活动中心已投入资金', 'projects.invested', {
          unitWord: '亿元',
          digits: 2,
        }),
      ],
      { source: '004§5「已投入资金1.7亿(含拆迁征地)」' },
    ),
    prose(
      'condolence',
      '关心贫困优秀妇女的生产生活，“两节”、“三八”、“母亲节”期间，分别深入基层看望慰问贫困母亲和贫困妇干。',
    ),
    local(
      'condoled-people',
      '全年看望慰问{condoled-people}。',
      [figure('condoled-people', '慰问的人数', 'condolence.people')],
      { source: 'R-80 · 004§5「“两节”、“三八”、“母亲节”期间,分别深入基层看望慰问」' },
    ),
    local(
      'condoled-households',
      '慰问困难家庭{condoled-households}。',
      [figure('condoled-households', '慰问的户数', 'condolence.households')],
      { source: 'R-80 · 001-K「慰问了56个独生子女家庭」' },
    ),
    local(
      'health',
      '组织“妇女健康关爱月”、“关爱母亲健康”义诊、贫困“两癌”妇女救助等活动，惠及妇女儿童{benefited}。',
      [
        figure('benefited', '健康关爱活动惠及的妇女儿童', 'activities.beneficiaries', {
          where: { kind: '健康关爱' },
          unitWord: '人',
          qualifier: { kind: 'over', step: 10000, word: '余' },
        }),
      ],
      { source: '004§5「组织专家开展“妇女健康关爱月”、“关爱母亲健康”义诊……等活动,惠及妇女儿童2万余人」' },
    ),
    local(
      'donations',
      '大力实施“春蕾计划”，开展公益募捐等行动，广募社会爱心资金{donations}。',
      [figure('donations', '募集的社会爱心资金', 'donations.received', { unitWord: '万元', digits: 2 })],
      {
        compare: {
          figure: 'donations',
          up: '比上年增加{change}。',
          down: '比上年减少{change}。',
          same: '与上年持平。',
        },
        source: '004§5「广募社会爱心资金72.63万元」',
      },
    ),
    local(
      'child-homes',
      '援建“留守流动儿童之家”{child-homes}。',
      [
        figure('child-homes', '援建的“留守流动儿童之家”', 'venues.aided', {
          where: { kind: '留守流动儿童之家' },
        }),
      ],
      { source: '004§5「援建“留守流动儿童之家”12个」' },
    ),
    local(
      'relief',
      '救助贫困妇女儿童{relieved}。',
      [figure('relieved', '救助的贫困妇女儿童', 'relief.people', { unitWord: '名' })],
      { source: '004§5「救助贫困妇女儿童669名」' },
    ),
  ],
};

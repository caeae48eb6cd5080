import type { ReportTemplate } from '../../contracts/report.ts';
import { core, figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §3 「围绕社会管理创新,维护妇女儿童合法权益有新亮点」. */
export const rightsPart: Part = {
  level: 1,
  heading: '三、围绕社会治理创新，维护妇女儿童合法权益有新亮点',
  blocks: [
    prose(
      'rights-source',
      '强化源头维权。借助“两会”平台，发动人大代表、政协委员围绕妇女儿童权益提出相关提案、议案，合力向职能部门建言献策。开展妇女儿童权益保障工作专题调研，推动解决妇女儿童维权热点难点问题。',
    ),
    core(
      'petitions',
      '强化社会化维权。深入开展“三八”妇女维权月活动，深化妇联主席下基层大接访，处理来信来访{petitions}，办结率为{closerate}。',
      [
        figure('petitions', '处理的来信来访', 'petitions.received', { unitWord: '件' }),
        figure('closerate', '来信来访办结率', 'petitions.closed-rate', { digits: 1 }),
      ],
      {
        checks: [
          {
            key: 'rate-within-whole',
            test: '${closerate} <= 100',
            say: '办结率 ${closerate}% 大于 100%：有的事项办结了两次，请核对。',
          },
        ],
        compare: {
          figure: 'petitions',
          up: '比上年增加{change}。',
          down: '比上年减少{change}。',
          same: '与上年持平。',
        },
        source: '004§3「处理来信来访1455件,办结率为100%」',
      },
    ),
    core(
      'law-publicity',
      '借助重要法律节点深入基层开展“送法上门”、“送法进社区”等普法宣传活动{law-sessions}，惠及妇女{law-people}。',
      [
        figure('law-sessions', '普法宣传活动', 'law-publicity.sessions', { unitWord: '场' }),
        figure('law-people', '普法宣传惠及的妇女', 'law-publicity.women', {
          unitWord: '名',
          qualifier: { kind: 'over', step: 10000, word: '余' },
        }),
      ],
      { source: '004§3「六五普法宣传活动130场,惠及妇女10万余名」' },
    ),
    local(
      'rights-commended',
      '{rights-commended}同志的维权工作受到全国级表彰。',
      [
        figure('rights-commended', '维权工作受全国以上表彰的同志', 'honours.persons', {
          where: { series: '维权', level: '全国级' },
          unitWord: '名',
        }),
      ],
      { source: '004§3「我市2名同志和秀山中学受到国际劳工组织和全国妇联表彰」' },
    ),
    local(
      'three-systems',
      '强化实事化维权。完善妇女维权“三制”，社区、村妇女维权三制覆盖率达{three-rate}。',
      [
        figure('three-rate', '社区、村妇女维权三制覆盖率', 'rights-points.coverage', {
          qualifier: { kind: 'atLeast', step: 10, word: '以上' },
        }),
      ],
      { source: '004§3「全市社区、村妇女维权三制覆盖率达80%以上」' },
    ),
    local(
      'three-models',
      '打造省、市级“三制”示范点{three-models}。',
      [
        figure('three-models', '省、市级“三制”示范点', 'rights-points.demonstrations', {
          where: { level: ['省级', '市级'] },
        }),
      ],
      { source: '004§3「精心打造省、市级“三制”示范点27个」' },
    ),
    local(
      'three-bodies',
      '建立妇女议事机构/组织{councils}，妇女互助组{mutual-groups}，组建了由{agents}妇干组成的信访代理/协理员队伍。',
      [
        figure('councils', '妇女议事机构/组织', 'rights-points.councils'),
        figure('mutual-groups', '妇女互助组', 'rights-points.groups'),
        figure('agents', '信访代理/协理员', 'rights-points.agents', { unitWord: '名' }),
      ],
      {
        source:
          '004§3「全市建立妇女议事机构/组织2438个,妇女互助组1738个,组建了一支由2232名妇干组成的信访代理/协理员队伍」',
      },
    ),
  ],
};

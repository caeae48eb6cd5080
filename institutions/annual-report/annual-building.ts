import type { ReportTemplate } from '../../contracts/report.ts';
import { figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §7 「围绕夯实根基,妇联组织自身建设有新提升」. */
export const buildingPart: Part = {
  level: 1,
  heading: '七、围绕夯实根基，妇联组织自身建设有新提升',
  blocks: [
    local(
      'homes-province',
      '加强基层组织建设。全面开展先进“妇女之家”创建活动，推出{homes-province}省级“先进妇女之家”示范点。',
      [
        figure('homes-province', '省级“先进妇女之家”示范点', 'venues.demonstrations', {
          where: { kind: '妇女之家', level: '省级' },
        }),
      ],
      { source: '004§7「推出27个省级“先进妇女之家”示范点」' },
    ),
    local(
      'homes-city',
      '选树{homes-city}市级优秀“妇女之家”示范点。',
      [
        figure('homes-city', '市级优秀“妇女之家”示范点', 'venues.demonstrations', {
          where: { kind: '妇女之家', level: '市级' },
          unitWord: '家',
        }),
      ],
      { source: '004§7「在全市选树首批30家市优秀妇女之家示范点」' },
    ),
    local(
      'homes-new',
      '在机关、事业单位，妇女集中的巾帼文明岗、行业窗口等部门拓展成立“妇女之家”{homes-new}。',
      [figure('homes-new', '拓展成立的“妇女之家”', 'venues.new', { where: { kind: '妇女之家' } })],
      { source: '004§7「拓展成立“妇女之家”56个」' },
    ),
    local(
      'organisations',
      '已建妇女组织{built}，组建率达{built-rate}。',
      [
        figure('built', '已建妇女组织', 'organisations.built'),
        figure('built-rate', '妇女组织组建率', 'organisations.rate', { digits: 1 }),
      ],
      { source: 'R-02 · 002「新经济组织1348个,已建妇女组织的1281个」' },
    ),
    prose(
      'cadres',
      '加强干部队伍建设。举办妇女干部研修班，推荐女干部及新上岗的基层妇干参加上级妇联各类培训班，提升女干部和基层妇女组织履职能力。认真做好女干部推优工作。',
    ),
    local(
      'cadres-trained',
      '现有妇联干部{cadre-people}，培训率达{cadre-rate}。',
      [
        figure('cadre-people', '妇联干部', 'cadres.people', { unitWord: '名' }),
        figure('cadre-rate', '妇联干部培训率', 'cadres.trained-rate', { digits: 1 }),
      ],
      { source: 'R-61 · 002「全市现有有专兼职妇干311人」「98%的妇干都已参加了……培训」' },
    ),
    local(
      'party-women',
      '发展女党员{recruited}，转正{full}。',
      [
        figure('recruited', '纳新的女党员', 'party-women.recruited', { unitWord: '名' }),
        figure('full', '转正的女党员', 'party-women.full', { unitWord: '名' }),
      ],
      { source: 'R-132 · 001-K「转正了3名、纳新了5名」' },
    ),
    local(
      'published',
      '发表通讯报道等{published}。',
      [figure('published', '发表的文章', 'papers.published')],
      { source: 'R-58 · 001-A「今年来我处妇联共发表通讯报道三篇」' },
    ),
    local(
      'papers-won',
      '开展妇女理论研讨工作，有{papers-won}研讨论文在妇女理论研究论文评选中获奖。',
      [figure('papers-won', '获奖的研讨论文', 'papers.prizes', { unitWord: '篇' })],
      { source: '004§7「有28篇研讨论文在省妇女理论研究论文评选中获奖」' },
    ),
    local(
      'moral-lectures',
      '加强机关党建效能建设。开展机关廉政文化教育，举办道德讲堂{moral-lectures}，推进文明和谐机关建设。',
      [
        figure('moral-lectures', '道德讲堂', 'activities.sessions', {
          where: { kind: '道德讲堂' },
          unitWord: '场',
        }),
      ],
      { source: '004§7「举办道德讲堂12场」' },
    ),
  ],
};

import type { ReportTemplate } from '../../contracts/report.ts';
import { figure, local, prose } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §7 「围绕夯实根基,妇联组织自身建设有新提升」. */
export const buildingPart: Part = {
  level: 1,
  heading: '七、围绕夯实根基,妇联组织自身建设有新提升',
  blocks: [
    local(
      'homes-province',
      '加强基层组织建设。全面开展先进“妇女之家”创建活动,推出{homes-province}省级“先进妇女之家”示范点。',
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
      '在机关、事业单位,妇女集中的巾帼文明岗、行业窗口等部门拓展成立“妇女之家”{homes-new}。',
      [figure('homes-new', '拓展成立的“妇女之家”', 'venues.new', { where: { kind: '妇女之家' } })],
      { source: '004§7「拓展成立“妇女之家”56个」' },
    ),
    prose(
      'cadres',
      '加强干部队伍建设。举办妇女干部研修班,推荐女干部及新上岗的基层妇干参加上级妇联各类培训班,提升女干部和基层妇女组织履职能力。认真做好女干部推优工作。',
    ),
    local(
      'papers-won',
      '开展妇女理论研讨工作,有{papers-won}研讨论文在妇女理论研究论文评选中获奖。',
      [figure('papers-won', '获奖的研讨论文', 'papers.prizes', { unitWord: '篇' })],
      { source: '004§7「有28篇研讨论文在省妇女理论研究论文评选中获奖」' },
    ),
    local(
      'moral-lectures',
      '加强机关党建效能建设。开展机关廉政文化教育,举办道德讲堂{moral-lectures},推进文明和谐机关建设。',
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

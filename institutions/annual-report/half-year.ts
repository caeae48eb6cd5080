import type { ReportTemplate } from '../../contracts/report.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { items, prose } from './blocks.ts';
import { childrenPart, halfYearRightsPart, selfPart } from './half-year-care.ts';
import { situationPart } from './half-year-situation.ts';
import { economyPart, publicityPart } from './half-year-work.ts';

/** 半年工作总结, after the order of 001-K: situation, what was done, problems, the next plan. */
export const halfYear: ReportTemplate = {
  key: 'half-year',
  name: '半年工作总结',
  version: 2,
  period: 'half-year',
  levels: ALL_LEVELS,
  title: '{unit}{period}工作总结',
  parts: [
    situationPart,
    {
      level: 1,
      heading: '二、主要做法',
      blocks: [prose('work', '{period}，{unit}围绕中心工作，结合实际，主要做了以下工作。')],
    },
    {
      level: 2,
      heading: '（一）领导重视，保证妇联工作健康有序发展',
      blocks: [
        prose(
          'leaders',
          '同级党委、政府重视妇联工作，把妇联工作列入年度重点工作，与其他工作同部署、同检查、同总结。',
        ),
      ],
    },
    publicityPart,
    economyPart,
    halfYearRightsPart,
    childrenPart,
    selfPart,
    {
      level: 2,
      heading: '（七）文字材料上报',
      blocks: [prose('papers-sent', '按照上级妇联的要求及时上报各种材料和报表。')],
    },
    {
      level: 1,
      heading: '三、存在问题',
      blocks: [
        items('last-plan', 'last-plan', '上期工作计划完成情况：', ''),
        items(
          'problems',
          'problems',
          '当前还存在以下问题：',
          '妇女干部的综合素质有待提高，工作经费不足，材料、报表上报的质量和时效有待加强，工作的创新性有待进一步增强。',
        ),
      ],
    },
    {
      level: 1,
      heading: '四、下一步工作计划',
      blocks: [
        items(
          'plan',
          'plan',
          '下一步重点做好以下工作：',
          '进一步加强对妇女工作的领导；继续加强妇女的宣传教育；继续组织妇女参与经济建设；继续抓好妇女维权、妇女儿童和未成年人工作；继续加强妇联自身建设，规范完善工作档案。',
        ),
      ],
    },
  ],
  sources: ['R-54', '001-K「我处下辖8个村委会……规范完善处村两级妇联工作档案」'],
};

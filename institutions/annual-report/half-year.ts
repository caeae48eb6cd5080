import type { ReportTemplate } from '../../contracts/report.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { prose } from './blocks.ts';
import { childrenPart, halfYearRightsPart, selfPart } from './half-year-care.ts';
import { situationPart } from './half-year-situation.ts';
import { economyPart, publicityPart } from './half-year-work.ts';

/** 半年工作总结, after the order of 001-K: situation, what was done, problems, the next plan. */
export const halfYear: ReportTemplate = {
  key: 'half-year',
  name: '半年工作总结',
  version: 1,
  period: 'half-year',
  levels: ALL_LEVELS,
  title: '{unit}{period}工作总结',
  parts: [
    situationPart,
    { level: 1, heading: '二、主要做法', blocks: [] },
    {
      level: 2,
      heading: '(一)领导重视,保证妇联工作健康有序发展',
      blocks: [prose('leaders', '(党委、政府对妇联工作的要求、会议和责任书,写在这里。)')],
    },
    publicityPart,
    economyPart,
    halfYearRightsPart,
    childrenPart,
    selfPart,
    {
      level: 2,
      heading: '(七)文字材料上报',
      blocks: [prose('papers-sent', '按照上级妇联的要求及时上报各种材料和报表。')],
    },
    {
      level: 1,
      heading: '三、存在问题',
      blocks: [prose('problems', '(存在的问题逐条写,上一期没有解决的继续列出。)')],
    },
    {
      level: 1,
      heading: '四、下一步工作计划',
      blocks: [prose('plan', '(下一步的工作逐条写,每条写清谁做、什么时候做完。)')],
    },
  ],
  sources: ['R-54', '001-K「我处下辖8个村委会……规范完善处村两级妇联工作档案」'],
};

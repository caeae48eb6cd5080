import type { ReportTemplate } from '../../contracts/report.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { buildingPart } from './annual-building.ts';
import { culturePart } from './annual-culture.ts';
import { developmentPart } from './annual-development.ts';
import { livelihoodPart } from './annual-livelihood.ts';
import { rightsPart } from './annual-rights.ts';
import { mainFigures } from './annual-table.ts';
import { items, prose } from './blocks.ts';

/** 年度工作总结, after the order of 004: seven parts, next year's plan, the main figures in one table. */
export const annual: ReportTemplate = {
  key: 'annual',
  name: '年度工作总结',
  version: 2,
  period: 'year',
  levels: ALL_LEVELS.filter((level) => level !== 'village'),
  title: '{unit}{period}工作总结',
  parts: [
    {
      level: 1,
      heading: '一、围绕时代主题，学习宣传贯彻中央精神有新成效',
      blocks: [
        prose(
          'opening',
          '{period}，在同级党委、政府的领导和上级妇联的指导下，{unit}及所属各级妇联组织不断提升服务大局、服务妇女、服务基层的能力，团结带领广大妇女为当地经济社会发展作出了积极贡献。',
        ),
        prose(
          'study',
          '各级妇联组织把学习贯彻中央精神作为妇女工作中一项十分重要的政治任务，坚持理论联系实际，做到学以致用，重点在助力妇女创业就业、维护妇儿权益、改善妇儿民生、参与文明创建、加强自身建设等工作方面取得了成效。',
        ),
      ],
    },
    developmentPart,
    rightsPart,
    culturePart,
    livelihoodPart,
    {
      level: 1,
      heading: '六、围绕合作共赢，促进妇女交流交往有新收获',
      blocks: [
        prose(
          'exchange',
          '坚持与民主党派妇委会的联系制度，邀请人大女代表、政协女委员参加妇联活动，加强联系和服务。坚持对团体会员的指导，引导各团体会员积极参与经济建设、维护妇女儿童合法权益、服务妇女儿童民生需求。',
        ),
      ],
    },
    buildingPart,
    {
      level: 1,
      heading: '八、存在问题和下一年主要任务',
      blocks: [
        items('last-plan', 'last-plan', '上一年主要任务完成情况：', ''),
        items(
          'problems',
          'problems',
          '对照新形势新任务的要求，妇联工作还存在以下问题：',
          '对照新形势新任务的要求，妇联工作还存在基层组织发展不够平衡、活动形式创新不够、干部能力有待提高等问题，将在今后的工作中认真加以改进。',
        ),
        items(
          'plan',
          'plan',
          '下一年，将继续围绕中心、服务大局，重点抓好以下工作：',
          '下一年，将继续围绕中心、服务大局，深化妇女就业创业、维权服务、家庭文明、关爱帮扶和自身建设各项工作，团结带领广大妇女为当地经济社会发展作出新的贡献。',
        ),
      ],
    },
    { level: 1, heading: '附：主要数字一览', blocks: [mainFigures] },
  ],
  sources: ['R-54', 'R-56', 'R-57', '004「2013年工作回顾」', '004「2014年主要任务」'],
};

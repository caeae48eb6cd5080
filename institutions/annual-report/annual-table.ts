import type { ReportTemplate } from '../../contracts/report.ts';
import { figure } from './blocks.ts';

type Table = Extract<ReportTemplate['parts'][number]['blocks'][number], { kind: 'table' }>;

/** 主要数字一览: what was done at the own level and below, beside last year. */
export const mainFigures: Table = {
  kind: 'table',
  key: 'main-figures',
  caption: '主要数字一览',
  columns: ['own', 'below', 'total', 'last-year', 'change'],
  rows: [
    figure('row-classes', '各类培训班', 'training.sessions'),
    figure('row-trained', '培训妇女', 'training.women'),
    figure('row-activities', '各类活动', 'activities.sessions'),
    figure('row-law', '普法宣传', 'law-publicity.sessions'),
    figure('row-petitions', '处理来信来访', 'petitions.received'),
    figure('row-closed', '其中已办结', 'petitions.closed'),
    figure('row-loans', '新增妇女小额贷款', 'loans.amount', { unitWord: '万元', digits: 2 }),
    figure('row-fairs', '招聘会', 'job-fairs.sessions'),
    figure('row-hired', '帮助就业妇女', 'job-fairs.hired'),
    figure('row-honours', '新授称号', 'honours.granted'),
    figure('row-parents', '培训家长', 'family-education.parents'),
    figure('row-relieved', '救助妇女儿童', 'relief.people'),
    figure('row-donations', '募集资金', 'donations.received', { unitWord: '万元', digits: 2 }),
    figure('row-venues', '新建阵地', 'venues.new'),
  ],
};

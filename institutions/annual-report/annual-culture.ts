import type { ReportTemplate } from '../../contracts/report.ts';
import { figure, local, prose } from './blocks.ts';
import { CITY_AND_ABOVE } from './levels.ts';

type Part = ReportTemplate['parts'][number];

/** 004 §4 「围绕文明和谐建设,引领妇女传承美德弘扬新风有新作为」. */
export const culturePart: Part = {
  level: 1,
  heading: '四、围绕文明和谐建设，引领妇女传承美德弘扬新风有新作为',
  blocks: [
    local(
      'honours',
      '深入开展评选表彰典型活动。开展评选优秀女性（集体）活动，以典型的示范作用激励广大妇女建功立业。评选表彰市级以上先进个人{honour-persons}、先进集体{honour-collectives}。',
      [
        figure('honour-persons', '评选表彰的市级以上先进个人', 'honours.persons', {
          where: { kind: '先进个人', ...CITY_AND_ABOVE },
          unitWord: '名',
        }),
        figure('honour-collectives', '评选表彰的市级以上先进集体', 'honours.collectives', {
          where: { kind: '先进集体', ...CITY_AND_ABOVE },
        }),
      ],
      { source: '004§4「评选表彰市级以上先进个人143名、先进集体84个」' },
    ),
    local(
      'lectures',
      '深入开展家庭建设工作。举办“幸福家庭魅力女性”等公益大讲堂{lectures}，引导妇女遵守社会公德、践行职业道德、弘扬家庭美德、陶冶个人品德。',
      [
        figure('lectures', '公益大讲堂', 'activities.sessions', {
          where: { kind: '公益讲座' },
          unitWord: '场',
        }),
      ],
      { source: '004§4「举办“幸福家庭魅力女性”等公益大讲堂74场」' },
    ),
    local(
      'green-families',
      '持续深化各类特色家庭创建活动，评选环保文明家庭（标兵户）{green-families}。',
      [
        figure('green-families', '环保文明家庭（标兵户）', 'honours.households', {
          where: { kind: '环保文明家庭' },
        }),
      ],
      { source: '004§4「评选环保文明家庭(标兵户)60户」' },
    ),
    local(
      'good-wives',
      '评选“好妻子”、“好母亲”{good-wives}。',
      [
        figure('good-wives', '“好妻子”、“好母亲”', 'honours.persons', {
          where: { kind: ['好妻子', '好母亲'] },
          unitWord: '名',
        }),
      ],
      { source: '004§4「联合海警一支队评选“好妻子”、“好母亲”20名」' },
    ),
    local(
      'family-education',
      '开展科学家教宣传普及活动{family-sessions}，培训家长{parents}，提高科学家教知识的知晓率与覆盖面。',
      [
        figure('family-sessions', '科学家教宣传普及活动', 'family-education.sessions', { unitWord: '场' }),
        figure('parents', '家庭教育培训的家长', 'family-education.parents', { unitWord: '人次' }),
      ],
      {
        compare: {
          figure: 'parents',
          up: '比上年增加{change}。',
          down: '比上年减少{change}。',
          same: '与上年持平。',
        },
        source: '004§4「开展科学家教宣传普及活动66场,培训家长11212人次」',
      },
    ),
    local(
      'model-families',
      '评选表彰各类文明家庭{model-families}。',
      [
        figure('model-families', '评选的文明家庭', 'honours.households', {
          where: { kind: ['文明家庭', '五好文明家庭', '十星级文明户', '平安家庭'] },
        }),
      ],
      { source: 'R-82 · 001-A「文明家庭80户」' },
    ),
    local(
      'pairs',
      '表彰好婆媳{pairs}。',
      [figure('pairs', '表彰的好婆媳', 'honours.pairs', { where: { kind: '好婆媳' } })],
      { source: 'R-90 · 001-A「各村表彰好婆媳30对」' },
    ),
    local(
      'volunteers',
      '组织巾帼志愿服务活动{services}，参与志愿者{person-times}。',
      [
        figure('services', '巾帼志愿服务活动', 'volunteers.services'),
        figure('person-times', '参与的志愿者', 'volunteers.person-times'),
      ],
      { source: 'R-86 · 001-M「共开展各类志愿服务活动20余次」' },
    ),
    prose(
      'culture-more',
      '深入开展群众性精神文明创建活动。组织敬老爱老、文明交通、低碳环保等主题巾帼志愿服务活动，弘扬社会文明新风尚。',
    ),
  ],
};

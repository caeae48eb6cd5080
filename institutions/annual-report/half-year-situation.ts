import type { ReportTemplate } from '../../contracts/report.ts';
import { core, figure, local } from './blocks.ts';

type Part = ReportTemplate['parts'][number];

/** 001-K 「我处下辖8个村委会,8个妇代会……」: the first paragraph, from the situation sheets. */
export const situationPart: Part = {
  level: 1,
  heading: '一、基本情况',
  blocks: [
    local(
      'villages',
      '{unit}下辖{villages}村委会。',
      [figure('villages', '村委会', 'situation.villages', { unitWord: '个' })],
      { source: '001-K「我处下辖8个村委会」' },
    ),
    local(
      'communities',
      '下辖{communities}社区居委会。',
      [figure('communities', '社区居委会', 'situation.communities', { unitWord: '个' })],
      { source: '001-A「一个社区居委会」' },
    ),
    local(
      'organisations',
      '有{women-congresses}妇代会，{women-committees}妇委会。',
      [
        figure('women-congresses', '妇代会', 'organisations.built', { where: { kind: '妇代会' } }),
        figure('women-committees', '妇委会', 'organisations.built', { where: { kind: '妇委会' } }),
      ],
      { source: '001-K「8个妇代会,4个妇委会」' },
    ),
    local('branches', '有{branches}党支部。', [figure('branches', '党支部', 'situation.branches')], {
      source: '001-K「9个党支部」',
    }),
    core(
      'population',
      '总人数（常住人口）{population}，总户数{households}，其中妇女（十八至六十岁）{women1860}。',
      [
        figure('population', '总人口', 'situation.population'),
        figure('households', '总户数', 'situation.households'),
        figure('women1860', '十八至六十岁妇女', 'situation.women-18-60'),
      ],
      {
        checks: [
          {
            key: 'women-within-population',
            test: '${women1860} <= ${population}',
            say: '十八至六十岁妇女 ${women1860} 人，比总人口 ${population} 人还多，请核对情况表。',
          },
        ],
        source: '001-K「总人数(常住人口)6292人,总户数2074户,其中妇女(18-60岁)1734人」',
      },
    ),
    local(
      'minority-women',
      '少数民族妇女{minority-women}。',
      [figure('minority-women', '少数民族妇女', 'situation.minority-women')],
      { source: '001-K「少数民族妇女414人」' },
    ),
    core(
      'children',
      '（零至十四岁）儿童{children}，其中女童{girls}。',
      [figure('children', '儿童', 'situation.children'), figure('girls', '女童', 'situation.girls')],
      {
        checks: [
          {
            key: 'girls-within-children',
            test: '${girls} <= ${children}',
            say: '女童 ${girls} 人，比儿童 ${children} 人还多，请核对情况表。',
          },
        ],
        source: '001-K「(0-14岁)儿童1194人,其中女童583人」',
      },
    ),
    local(
      'floating',
      '流动人口{floating}，其中流动妇女（十八至六十岁）{floating-women}。',
      [
        figure('floating', '流动人口', 'situation.floating'),
        figure('floating-women', '流动妇女', 'situation.floating-women'),
      ],
      { source: '001-K「流动人口16000人,其中流动妇女(18-60岁)5371人」' },
    ),
    local(
      'party',
      '共有党员{party-members}，其中女党员{party-women}。',
      [
        figure('party-members', '党员', 'situation.party-members', { unitWord: '名' }),
        figure('party-women', '女党员', 'situation.party-women', { unitWord: '名' }),
      ],
      { source: '001-K「全处共有党员211名,其中女党员45名」' },
    ),
    local(
      'activists',
      '入党积极分子{activists}，其中妇女入党积极分子{women-activists}。',
      [
        figure('activists', '入党积极分子', 'situation.activists', { unitWord: '名' }),
        figure('women-activists', '妇女入党积极分子', 'situation.women-activists', { unitWord: '人' }),
      ],
      { source: '001-K「全处入党积极分子109名,其中妇女入党积极分子38人」' },
    ),
    local(
      'red-banner',
      '有三八红旗手{red-banner}。',
      [
        figure('red-banner', '现有三八红旗手', 'honours.persons-in-stock', {
          where: { kind: '三八红旗手' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「三八红旗手78名」' },
    ),
    local(
      'five-good',
      '有五好文明家庭{five-good}。',
      [
        figure('five-good', '现有五好文明家庭', 'honours.households-in-stock', {
          where: { kind: '五好文明家庭' },
          unitWord: '户',
        }),
      ],
      { source: '001-K「五好文明家庭168户」' },
    ),
    local(
      'ten-star',
      '有十星级文明户{ten-star}。',
      [
        figure('ten-star', '现有十星级文明户', 'honours.households-in-stock', {
          where: { kind: '十星级文明户' },
          unitWord: '户',
        }),
      ],
      { source: '001-K「十星级文明户669户」' },
    ),
    local(
      'able-women',
      '有女致富能手、种养殖户{able-women}。',
      [
        figure('able-women', '女致富能手、种养殖户', 'talent.in-stock', {
          where: { library: '女能手、种养大户' },
          unitWord: '名',
        }),
      ],
      { source: '001-K「女致富能手,种养殖户36名」' },
    ),
  ],
};

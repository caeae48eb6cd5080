import { expect, test } from 'vitest';
import { readFigures } from './index.ts';

const told = (text: string) =>
  readFigures(text).map((f) =>
    [f.raw, f.value, f.unit, f.qualifier].filter((part) => part !== null).join('|'),
  );

test.each([
  // Page numbers, line ends and blanks inside.
  ['在全市选树首批30\n11、家示范点', ['30|30|家']],
  ['由2232名妇\n6、干组成的队伍', ['2232|2232|名']],
  ['各级妇联组织紧紧围绕中心工作,组建率100\n\n%;全市有', ['100|100|%']],
  ['全年为适龄妇女举办各类实用技术培训班和讲座共计\n- 12 -\n36期', ['36|36|期']],
  ['党员 15 人,占 50 %', ['15|15|人', '50|50|%']],
  // Masked and lost numbers.
  ['全处达20xx余人', []],
  ['发放**份、×名、N万人', []],
  ['死亡率为万,比上年增长万人', []],
  ['占总数的14,35岁以下9人', ['14|14|%', '9|9|人']],
  ['比例分别为30、32、。', ['30|30|%', '32|32|%']],
  // Units that a row shares.
  ['提高2.1和3.4个百分点', ['2.1|2.1|个百分点', '3.4|3.4|个百分点']],
  // Full-width and half-width.
  ['培训１，２３４人，合格率９５．５％', ['１，２３４|1234|人', '９５．５|95.5|%']],
  ['维护权益3件.调处纠纷11件.', ['3|3|件', '11|11|件']],
  // What only begins like a unit word.
  ['2010组织31名女干部', ['31|31|名']],
  ['完成12项目标任务', ['12|12|项']],
  ['30家庭、5部门', ['30|30|', '5|5|']],
  ['中专学历22人大专学历8人', ['22|22|人', '8|8|人']],
  ['有两名家长发言', ['两|2|名']],
])('%j', (text, figures) => {
  expect(told(text)).toEqual(figures);
});

test.each([
  '2024年3月8日上午9时30分',
  '妇字〔2023〕12号、深妇字[2008]34号',
  '市委十届六次、七次全会和九届二次执委会议',
  '第八次、第十二届、第5、6期',
  '35岁以下、0-6岁、年满18周岁、60岁以上的老人',
  '连续三年、近5年来、两个月、24小时值班、八小时以外',
  '12338热线、拨打110、QQ群123456',
  '“百千万”工程、《一千零一夜》、^v^三八^v^',
  '三个方面、四个意识、两项制度、十六字方针',
  '一方面、千方百计、一系列、十分重要、万众一心',
  '二期工程、二次装修、海警一支队、孔浦二村、五年级',
  '20年以上的、10万元以上的企业有不少',
  '数据保留两位小数,201类29款01项',
  '点击:1819次 第8页 共8页',
  '每10万人、每3个村',
])('nothing in %j', (text) => {
  expect(told(text)).toEqual([]);
});

test('role: a change or a state', () => {
  const roles = (text: string) => readFigures(text).map((f) => f.role);
  expect(roles('幼儿园917所,比上年增加82所')).toEqual(['level', 'delta']);
  expect(roles('由62%提高到85%,提高23个百分点')).toEqual(['level', 'level', 'delta']);
  expect(roles('新增贷款300万元,同比增长12%')).toEqual(['level', 'delta']);
});

test('status: fact, plan, norm; headings carry over', () => {
  const of = (text: string) => readFigures(text).map((f) => f.status);
  expect(of('举办了3期培训班。')).toEqual(['actual']);
  expect(of('力争培训500人。')).toEqual(['plan']);
  expect(of('学习时间不少于1天。')).toEqual(['norm']);
  expect(of('三、下一步工作打算\n举办培训班10期。\n四、其他情况\n举办培训班3期。')).toEqual([
    'plan',
    'actual',
  ]);
  expect(of('考勤制度\n报送材料3份。')).toEqual(['norm']);
});

test('period: the nearest stated time, in the sentence or before it; a heading ends it', () => {
  const of = (text: string) => readFigures(text).map((f) => f.period);
  expect(of('2013年举办3期。培训40人。上半年开会2次。')).toEqual(['2013年', '2013年', '上半年']);
  expect(of('2012年有3个。\n二、主要做法\n办班3期。')).toEqual(['2012年', null]);
});

test('subject: what is counted, as written', () => {
  const of = (text: string) => readFigures(text).map((f) => f.subject);
  expect(of('培训妇女6814人')).toEqual(['培训妇女']);
  expect(of('其中女党员45名,占党员总数的21%')).toEqual(['女党员', '女党员占党员总数']);
  expect(of('先后举办了4次招聘会,帮助86名妇女就业')).toEqual(['招聘会', '妇女就业']);
  expect(of('全市163个乡镇、19个街道')).toEqual(['乡镇', '街道']);
  expect(of('有6个村还进行了培训')).toEqual(['村']);
});

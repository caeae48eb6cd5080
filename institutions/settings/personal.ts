import type { Setting } from '../../contracts/setting.ts';

const group = '个人信息';
const levels: Setting['levels'] = ['nation', 'province', 'city', 'county', 'township'];

/** What no law counts in years or days about her own data: each office decides, within bounds (SECURITY 39). */
export const personalSettings: readonly Setting[] = [
  {
    key: 'personal.keep-case-years',
    version: 1,
    group,
    label: '个案、信访件办结后保存几年',
    meaning:
      '从办结那年的下一年算起,满这么多年以前不能删除,本人要求也只能先不用、只保存。以本单位报同级档案局同意的《归档范围和保管期限表》为准;表上是永久的,填最大的数。',
    type: { kind: 'whole', least: 0, most: 100, unitWord: '年' },
    default: 10,
    source:
      '个人信息保护法第十九条、第四十七条第二款;机关文件材料归档范围和文书档案保管期限规定(国家档案局令第8号)第六条定期分 30 年、10 年。各类个案定几年没有全国统一的表,默认取最短的一档',
    grade: null,
    of: 'unit',
    levels,
  },
  {
    key: 'personal.keep-contact-years',
    version: 1,
    group,
    label: '咨询、来件答复后保存几年',
    meaning:
      '答复完、没有立案的来访来电来信,满这么多年以前不能删除;填 0 就是本人要求删除时可以删。本单位的保管期限表列了来信来访的,按表上的年数填。',
    type: { kind: 'whole', least: 0, most: 100, unitWord: '年' },
    default: 0,
    source:
      '个人信息保护法第四十七条第一款第一项(处理目的已实现);不需办理的来信来电不归档(DA/T 22-2015,据二手资料)。年数是本平台的默认',
    grade: null,
    of: 'unit',
    levels,
  },
  {
    key: 'personal.answer-days',
    version: 1,
    group,
    label: '本人要副本、更正、删除,几天内办',
    meaning: '她在网页上或者来人提出以后,过了这么多天还没有办,名单上标为超期。',
    type: { kind: 'whole', least: 1, most: 30, unitWord: '天' },
    default: 15,
    source: '个人信息保护法第四十五条、第五十条只说「及时」,没有天数;默认 15 天是本平台定的',
    grade: null,
    of: 'unit',
    levels,
  },
];

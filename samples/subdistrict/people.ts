import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, oneOf, seeded } from '../chance.ts';
import { inventedName } from '../people.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

const SKILLS = ['葡萄种植', '奶牛饲养', '蔬菜大棚', '养鸡', '棉花种植'];

/** Party members, able women and delegates of the half-year (001-K 三、六); every person is invented. */
export function* people(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('people-2005');
  let next = 0;
  const person = (): { person: string; birth: string } => ({
    person: inventedName(next++),
    birth: `${between(1958, 1982, chance)}-0${between(1, 9, chance)}-1${between(0, 9, chance)}`,
  });
  const village = (): string => oneOf(SUBDISTRICT_VILLAGES, chance);
  for (let i = 0; i < 3; i += 1) {
    const data = { stage: '转正', ...person(), recruited: '2004-06-22', recommended: true };
    yield line('party-women', village(), '2005-06-24', data);
  }
  for (let i = 0; i < 5; i += 1) {
    yield line('party-women', village(), '2005-06-24', { stage: '纳新', ...person(), recommended: true });
  }
  for (let i = 0; i < 23; i += 1) {
    const day = dayWithin('2005-01-10', '2005-06-15', chance);
    const data = {
      matter: '入库',
      library: '科技致富带头人',
      speciality: oneOf(SKILLS, chance),
      ...person(),
    };
    yield line('talent', village(), day, data);
  }
  for (let i = 0; i < 36; i += 1) {
    const data = {
      matter: '入库',
      library: '女能手、种养大户',
      speciality: oneOf(SKILLS, chance),
      carried: true,
    };
    yield line('talent', village(), '2004-12-20', { ...data, ...person() });
  }
  for (let i = 0; i < 42; i += 1) {
    const data = { matter: '入库', library: '推优人才', carried: true, ...person() };
    yield line('talent', SUBDISTRICT.code, '2004-11-20', data);
  }
  for (let i = 0; i < 8; i += 1) {
    const data = { matter: '推优', purpose: '先进典型', upto: '上级妇联', result: '计划', ...person() };
    yield line('talent', SUBDISTRICT.code, '2005-02-18', data);
  }
  for (let i = 0; i < 2; i += 1) {
    const data = { matter: '推优', purpose: '优秀母亲', upto: '上级妇联', result: '已推荐', ...person() };
    yield line('talent', SUBDISTRICT.code, '2005-03-02', data);
  }
  for (let i = 0; i < 5; i += 1) {
    yield line('cadres', SUBDISTRICT.code, '2003-11-12', {
      post: '市妇代会代表',
      role: '妇代会代表',
      ...person(),
    });
  }
}

import type { LineRecord } from '../../contracts/exchange.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

const village = (i: number): string => SUBDISTRICT_VILLAGES[i] ?? SUBDISTRICT.code;

/** 六一 visits, sponsoring, the two households to be helped, complaint points and positions (001-K 三–六). */
export function* care(): Generator<LineRecord> {
  const line = recorder('yj05');
  const at = SUBDISTRICT.code;
  const occasion = '六一';
  yield line('condolence', at, '2005-05-30', {
    occasion,
    class: '独生子女',
    people: 50,
    each: 60,
    sum: 3000,
  });
  yield line('condolence', at, '2005-05-31', {
    occasion,
    class: '贫困残疾儿童',
    people: 5,
    goods: '学习用品',
  });
  yield line('condolence', village(1), '2005-06-01', {
    occasion,
    class: '幼儿园小朋友',
    people: 170,
    goods: '纪念品',
  });
  yield line('condolence', village(2), '2005-06-01', {
    occasion,
    class: '独生子女',
    people: 57,
    each: 60,
    sum: 3420,
  });
  yield line('condolence', village(3), '2005-06-01', {
    occasion,
    class: '独生子女家庭',
    households: 56,
    sum: 1540,
  });
  for (const [i, purpose] of ['村小学“六一”运动会', '幼儿园“六一”活动'].entries()) {
    const data = { direction: '用出', amount: 500, fund: '六一赞助', purpose };
    yield line('donations', village(i === 0 ? 0 : 1), '2005-05-31', data);
  }
  for (let i = 0; i < 2; i += 1) {
    const data = { group: '困难户', state: '计划', means: ['政策扶持', '技术引导', '结对帮扶'] };
    yield line('relief', at, '2005-03-15', data);
  }
  yield line('rights-points', village(4), '2005-03-06', {
    kind: '投诉箱',
    name: '样例石桥村',
    plate: true,
    keeper: '村妇代会主任',
  });
  yield line('rights-points', at, '2005-03-07', {
    kind: '投诉站',
    name: '街道司法所',
    plate: true,
    keeper: '司法所值班干部',
  });
  for (const unit of [at, ...SUBDISTRICT_VILLAGES]) {
    yield line('venues', unit, '2004-10-12', {
      name: '妇女阵地',
      kind: '妇女阵地',
      setting: unit === at ? '乡镇街道' : '村',
      plate: true,
      board: true,
      rules: true,
      files: true,
    });
  }
}

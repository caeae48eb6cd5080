import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, seeded, spread } from '../chance.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

/** Ten titles, 30,000 copies, of which three law titles with 9,000 (001-K 二、四). */
const TITLES: readonly (readonly [topic: string, kind: string, copies: number])[] = [
  ['妇女权益保障法', '法律', 3400],
  ['婚姻法', '法律', 3100],
  ['劳动法', '法律', 2500],
  ['马克思主义妇女观', '综合', 2800],
  ['家庭优生优育优教', '家庭教育', 3600],
  ['科普知识', '科普', 3300],
  ['劳动力转移相关政策', '就业政策', 3000],
  ['健康教育', '健康', 3500],
  ['公民道德建设', '道德文明', 2700],
  ['民族团结一家亲', '民族团结', 2100],
];

/** Leaflets, law lectures, festivals and the two model bases of the half-year. */
export function* publicity(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('publicity-2005');
  for (const [topic, kind, copies] of TITLES) {
    yield line('materials', SUBDISTRICT.code, dayWithin('2005-02-20', '2005-05-28', chance), {
      topic,
      kind,
      printed: copies,
      given: copies,
    });
  }
  // What the villages gave out beside the sub-district's own print: 3万余份 in all.
  for (const [i, given] of [420, 510, 460].entries()) {
    const village = SUBDISTRICT_VILLAGES[i * 3] ?? SUBDISTRICT.code;
    yield line('materials', village, '2005-05-20', { topic: '市妇联宣传册', kind: '综合', given });
  }
  const women = spread(650, 8, chance, { least: 40, sway: 0.5 });
  for (const [i, count] of women.entries()) {
    const day = dayWithin('2005-01-20', '2005-06-10', chance);
    yield line('law-publicity', SUBDISTRICT_VILLAGES[i] ?? SUBDISTRICT.code, day, {
      topic: ['妇女权益保障法', '婚姻法', '劳动法'][i % 3],
      form: '法律培训',
      people: count + between(0, 15, chance),
      women: count,
      campaign: i < 3 ? '三八维权周(月)' : '送法下乡',
    });
  }
  yield* festivals();
  for (const [i, [name, trade]] of [
    ['样例桃园示范基地', '桃树'] as const,
    ['样例养殖示范基地', '养鸡'] as const,
  ].entries()) {
    yield line('bases', SUBDISTRICT_VILLAGES[i + 2] ?? SUBDISTRICT.code, '2005-04-0'.concat(String(i + 5)), {
      name,
      kind: '科技示范基地',
      grade: '乡级',
      trade,
      households: 18 + i * 5,
    });
  }
}

function* festivals(): Generator<LineRecord> {
  const line = recorder('yj05');
  const at = SUBDISTRICT.code;
  yield line('activities', at, '2005-03-01', {
    topic: '庆“三八”总结表彰大会',
    kind: '节日活动',
    people: 320,
    women: 296,
    festival: '三八',
  });
  yield line('activities', at, '2005-03-04', {
    topic: '首届时装表演赛、歌舞表演赛',
    kind: '文体活动',
    people: 410,
    women: 350,
    festival: '三八',
  });
  yield line('activities', at, '2005-03-03', {
    topic: '优秀母亲座谈会',
    kind: '座谈交流',
    people: 8,
    women: 8,
    festival: '三八',
  });
  yield line('activities', at, '2005-05-14', {
    topic: '民族团结游园活动',
    kind: '主题宣传',
    people: 960,
    women: 520,
    festival: '民族团结月',
  });
  yield line('activities', at, '2005-05-30', {
    topic: '选送节目参加市庆“六一”诗与歌表演赛',
    kind: '儿童活动',
    people: 36,
    women: 20,
    festival: '六一',
    programmes: 2,
  });
  for (const [i, village] of SUBDISTRICT_VILLAGES.slice(0, 5).entries()) {
    yield line('activities', village, '2005-06-01', {
      topic: ['庆“六一”少儿节目', '趣味运动会', '少儿文艺演出', '庆“六一”联欢', '少儿游园'][i],
      kind: '儿童活动',
      people: 90 + i * 22,
      women: 50 + i * 12,
      festival: '六一',
    });
  }
}

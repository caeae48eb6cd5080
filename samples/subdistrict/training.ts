import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, seeded, spread } from '../chance.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

/** [what was taught, kind, held by the sub-district itself] (001-K 二). Twenty classes, 1,700 women. */
const CLASSES: readonly (readonly [topic: string, kind: string, own: boolean])[] = [
  ['市民文明礼仪', '市民教育', true],
  ['新当选妇代会主任综合素质', '妇干', true],
  ['棉花病虫害防治', '科技', false],
  ['葡萄树修剪', '科技', false],
  ['葡萄越冬管理', '科技', false],
  ['牲畜五号病防治', '科技', false],
  ['绿色蔬菜种植', '科技', false],
  ['大棚蔬菜管理', '科技', false],
  ['奶牛饲养管理', '科技', false],
  ['奶牛疾病预防', '科技', false],
  ['三学三比经验交流', '三学三比', true],
  ['食用菌栽培', '三学三比', false],
  ['养鸡技术', '三学三比', false],
  ['桃树栽培', '三学三比', false],
  ['劳动力转移政策', '劳动力', true],
  ['餐饮服务技能', '劳动力', false],
  ['家政服务技能', '家政服务', false],
  ['妇女健康知识', '健康', true],
  ['优生优育优教', '健康', false],
  ['崇尚科学警示教育', '市民教育', true],
];
const WOMEN = 1700;
/** Invited women, so that 1,700 who came are 86 %: 培训率达85%以上. */
const INVITED = 1968;

export function* training(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('training-2005');
  const women = spread(WOMEN, CLASSES.length, chance, { least: 40, sway: 0.5 });
  const missing = spread(INVITED - WOMEN, CLASSES.length, chance, { least: 4, sway: 0.6 });
  for (const [i, [topic, kind, own]] of CLASSES.entries()) {
    const came = women[i] ?? 0;
    const village = SUBDISTRICT_VILLAGES[i % SUBDISTRICT_VILLAGES.length] ?? SUBDISTRICT.code;
    yield line('training', own ? SUBDISTRICT.code : village, dayWithin('2005-01-08', '2005-06-18', chance), {
      topic,
      kind,
      people: came + between(0, 6, chance),
      women: came,
      due: came + (missing[i] ?? 0),
      audience: kind === '妇干' ? '妇联干部' : '妇女群众',
    });
  }
}

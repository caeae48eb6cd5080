import type { Level } from '../../contracts/ledger.ts';
import type { Setting } from '../../contracts/setting.ts';

const COUNTY_AND_UP: Level[] = ['nation', 'province', 'city', 'county'];
const SOURCE = '003§4 只要求健全预警机制,没有说数字;这是本系统的默认';
const whole = (
  key: string,
  label: string,
  meaning: string,
  n: { least: number; most: number; unitWord: string; value: number },
): Setting => ({
  key: `trend.${key}`,
  version: 1,
  group: '维权预警',
  label,
  meaning,
  type: { kind: 'whole', least: n.least, most: n.most, unitWord: n.unitWord },
  default: n.value,
  source: SOURCE,
  grade: null,
  of: 'unit',
  levels: COUNTY_AND_UP,
});

const above = (...of: Parameters<typeof whole>): Setting => ({
  ...whole(...of),
  levels: ['nation', 'province', 'city'],
});

/** The rules' numbers of early warning (维权预警, R-34): counts only, decided county by county. */
export const trends: readonly Setting[] = [
  whole(
    'days',
    '预警看最近多少天',
    '把最近这么多天的接待和信访件数,和再往前同样多天的件数比。天数少了太敏感,多了发现得晚。',
    { least: 7, most: 90, unitWord: '天', value: 30 },
  ),
  whole(
    'rising-least',
    '同类上升至少多少件',
    '全县同一类事在这段时间达到这个件数、又明显多于上一段时间,才发出“同类上升”的信号,免得两件变三件也报警。',
    { least: 2, most: 100, unitWord: '件', value: 5 },
  ),
  {
    ...whole('rising-times', '同类上升到几倍', '这段时间的件数达到上一段时间的这么多倍,才算上升。', {
      least: 1,
      most: 10,
      unitWord: '倍',
      value: 2,
    }),
    type: { kind: 'number', least: 1.2, most: 10, unitWord: '倍' },
  },
  whole(
    'place-least',
    '一地多发至少多少件',
    '同一个乡镇(街道)或村(社区)在这段时间达到这个件数,不管是哪一类事,发出“一地多发”的信号。',
    { least: 2, most: 50, unitWord: '件', value: 3 },
  ),
  whole(
    'grave-least',
    '说了重话的多少件',
    '登记时写下的话里有轻生、伤人一类的重话,达到这个件数就发出“重话”的信号。信号里只有类别和件数。',
    { least: 1, most: 20, unitWord: '件', value: 1 },
  ),
  whole(
    'confirm-hours',
    '预警多久内核实',
    '信号发出后,经办人要在这段时间内核实属不属实;过了时限,分管领导和主席会看到。',
    { least: 1, most: 168, unitWord: '小时', value: 24 },
  ),
  above(
    'above-rising-least',
    '市、省的同类上升至少多少件',
    '全市(全省)同一类事达到这个件数、又明显多于上一段时间,才发出信号。下级已经发过同样信号的件不再算。',
    { least: 2, most: 1000, unitWord: '件', value: 10 },
  ),
  above(
    'above-place-least',
    '市、省的一地多发至少多少件',
    '一个直接下级在这段时间达到这个件数就发出信号。它的村、乡镇已经发过信号的件不再算。',
    { least: 2, most: 1000, unitWord: '件', value: 15 },
  ),
  above(
    'above-spread-least',
    '多地同发至少几个地方',
    '这么多个直接下级的同一类事都在上升(都有没解除的预警),市、省发出“多地同发”的信号。数的是地方,不是件数。',
    { least: 2, most: 50, unitWord: '个', value: 2 },
  ),
];

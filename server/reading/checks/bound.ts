import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, labelOf, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';
import { fits } from './units.ts';

/** Rates that are a share of a whole, so that 100 % is the most. 毛入学率, 完成率 and growth may be more. */
const SHARE =
  /占|(?:办结|结案|调处|调解成功|化解|合格|达标|满意|知晓|普及|覆盖|参与|参保|参合|出席|到会|回收|组建|配备|建成|签订|签约|住院分娩|检查|筛查|检出|治愈|接种|保健管理|系统管理|入户|参训|参加|支持|使用|受益|通过|录取|升学|巩固|就业|上岗|成活|脱贫|有效|兑现|上线|按时|安置)率/;
const MAY_PASS =
  /毛入学|完成|超额|增长|提高|上升|增幅|同比|比上|比去|较|预算|任务|计划|目标|指标|性别比|折|利率|出勤加班|翻|相当于|是.{0,6}的$/;
const FALL = /下降|减少|降低|压缩|缩减/;

/** What cannot be by itself (界限): shares above 100 %, a fall of more than all, 最低 above 最高, 13月, 2月30日, half a person. */
export function bounds(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const item of scene.items) {
    const check = share(scene, item) ?? fall(scene, item) ?? upsideDown(scene, item) ?? halves(scene, item);
    if (check) out.push(check);
  }
  for (const sentence of scene.sentences) extremes(scene, sentence.items, out);
  dates(scene, out);
  return out;
}

function broken(
  scene: Scene,
  items: Item[],
  gap: number,
  computed: string,
  message: string,
  grade: Check['grade'] = 'break',
): Check {
  return finding(scene, {
    type: 'bound',
    parts: items.map((item) => part(item)),
    place: placeOf(items),
    holds: false,
    grade,
    gap,
    computed,
    message,
  });
}

function share(scene: Scene, item: Item): Check | null {
  if (item.family !== 'percent' || item.figure.role === 'delta' || item.range.lo <= 100) return null;
  if (!SHARE.test(item.lead) || MAY_PASS.test(item.lead) || MAY_PASS.test(item.trail.slice(0, 6)))
    return null;
  return broken(
    scene,
    [item],
    item.value - 100,
    `${shown(item.value)}% > 100%`,
    `${labelOf(item)}${shown(item.value)}%超过了100%`,
  );
}

function fall(scene: Scene, item: Item): Check | null {
  if (
    item.family !== 'percent' ||
    item.range.lo <= 100 ||
    !FALL.test(item.lead.slice(-8)) ||
    /到$|至$/.test(item.lead)
  )
    return null;
  return broken(
    scene,
    [item],
    item.value - 100,
    `${shown(item.value)}% > 100%`,
    `减少最多是100%,写的是${shown(item.value)}%`,
  );
}

/** 35至30人. */
function upsideDown(scene: Scene, item: Item): Check | null {
  const { value } = item.figure;
  if (!Array.isArray(value) || value[0] <= value[1]) return null;
  return broken(
    scene,
    [item],
    value[0] - value[1],
    `${shown(value[0])} > ${shown(value[1])}`,
    `范围的下限${shown(value[0])}大于上限${shown(value[1])}`,
    'ask',
  );
}

const WHOLE = new Set(['person', 'household', 'case', 'attendance']);

/** 培训12.5人: persons and cases are counted whole, unless it is an average. */
function halves(scene: Scene, item: Item): Check | null {
  if (
    !WHOLE.has(item.family) ||
    item.scaled ||
    item.figure.role === 'delta' ||
    Array.isArray(item.figure.value)
  )
    return null;
  if (
    Number.isInteger(item.value) ||
    /均|每|万|百|千|比|率/.test(item.lead.slice(-12)) ||
    /均|每/.test(item.figure.raw) ||
    /[十百千万亿]/.test(item.figure.raw)
  )
    return null;
  if (/^[万亿]/.test(scene.view.slice(item.figure.end, item.figure.end + 1))) return null;
  return broken(
    scene,
    [item],
    Math.abs(item.value - Math.round(item.value)),
    `${shown(item.value)}`,
    `${said(item)}${item.figure.unit}不是整数`,
    'ask',
  );
}

/** 最高…最低…平均…: in this order of size. */
function extremes(scene: Scene, items: Item[], out: Check[]) {
  // 最多的一人讲了21场: 一 is a figure of its own, and the words before it are meant.
  const leadOf = (item: Item) => {
    const one = scene.items[item.order - 1];
    const joined = one && one.clause === item.clause && /^[一1]$/.test(one.figure.raw) ? one.lead : '';
    return `${joined}${item.lead}`;
  };
  const of = (pattern: RegExp) => items.filter((item) => pattern.test(leadOf(item).slice(-14)));
  const most = of(/最高|最多|最大|(?:^|[,;])(?:高|多|大)的/);
  const least = of(/最低|最少|最小|(?:^|[,;])(?:低|少|小)的/);
  for (const low of least) {
    const high = most.find((item) => fits(item.family, low.family) && Math.abs(item.order - low.order) <= 3);
    if (!high || high === low) continue;
    const mean = of(/平均|人均|户均/).find(
      (item) => fits(item.family, low.family) && Math.abs(item.order - low.order) <= 4,
    );
    const group = [high, low, ...(mean ? [mean] : [])];
    const wrong =
      low.range.lo > high.range.hi ||
      (mean && (mean.range.lo > high.range.hi || mean.range.hi < low.range.lo));
    const order = `${shown(low.value)} ≤ ${mean ? `${shown(mean.value)} ≤ ` : ''}${shown(high.value)}`;
    out.push(
      finding(scene, {
        type: 'bound',
        parts: group.map((item) => part(item)),
        place: placeOf(group),
        holds: !wrong,
        grade: wrong
          ? high.clause === low.clause || Math.abs(high.clause - low.clause) <= 2
            ? 'break'
            : 'ask'
          : null,
        gap: wrong
          ? Math.max(
              low.value - high.value,
              mean ? Math.max(mean.value - high.value, low.value - mean.value) : 0,
            )
          : 0,
        computed: order,
        message: wrong ? `最低、平均、最高的次序不对:应为${order}` : `最低与最高次序相符:${order}`,
      }),
    );
  }
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /(?<![\d.])(\d{1,2})月(?:份|(\d{1,2})[日号])/g;

/** 13月份, 2月30日: days that no calendar has. */
function dates(scene: Scene, out: Check[]) {
  for (const hit of scene.view.text.matchAll(DATE)) {
    const month = Number(hit[1]);
    const day = hit[2] === undefined ? 1 : Number(hit[2]);
    const longest = DAYS[month - 1];
    if (longest !== undefined && day >= 1 && day <= longest) continue;
    const start = scene.view.pointOf(hit.index);
    const end = start + hit[0].length;
    out.push(
      finding(scene, {
        type: 'bound',
        parts: [
          {
            start,
            end: start + (hit[1]?.length ?? 1),
            value: longest === undefined ? month : day,
            label: longest === undefined ? '月' : '日',
          },
        ],
        place: { start, end },
        holds: false,
        grade: 'break',
        gap: longest === undefined ? Math.max(1, month - 12) : Math.max(1, day - longest),
        computed: hit[0],
        message: `没有“${hit[0]}”这一天,请核对日期`,
      }),
    );
  }
}

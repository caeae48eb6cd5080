import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { isCount } from './salience.ts';
import type { Scene } from './scene.ts';

/** Measures of which the first is always within the second, by what they mean (统计口径). */
const WITHIN: [RegExp, RegExp][] = [
  [/新生儿死亡率/, /婴儿死亡率/],
  [/婴儿死亡率/, /5岁以下(?:儿童)?死亡率/],
  [/本科(?:及)?以上/, /大专(?:及)?以上/],
  [/省级以上/, /市级以上/],
  [/国家级以上/, /省级以上/],
];
const MOVE = /由|从|比|较|去年|上年|降至|下降到|提高到|增加/;

/** What is within by its meaning is not above: 婴儿死亡率3.1‰,5岁以下儿童死亡率2.9‰ cannot be; and 第16位 of 14. */
export function orders(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    if (!items.some(({ lead }) => lead.includes('死亡率') || lead.includes('以上'))) continue;
    for (const [narrow, wide] of WITHIN) {
      const levels = items.filter((item) => item.figure.role !== 'delta' && !MOVE.test(item.lead));
      const inner = levels.find((item) => narrow.test(item.lead) && !wide.test(item.lead));
      const outer = levels.find((item) => wide.test(item.lead) && item.family === inner?.family);
      if (!inner || !outer || inner === outer || Math.abs(inner.order - outer.order) > 3) continue;
      const holds = inner.range.lo <= outer.range.hi;
      out.push(
        finding(scene, {
          type: 'bound',
          parts: [part(inner), part(outer)],
          place: placeOf([inner, outer]),
          holds,
          grade: holds ? null : inner.rate && inner.exact && outer.exact ? 'break' : 'ask',
          gap: holds ? 0 : inner.value - outer.value,
          computed: `${shown(inner.value)} ≤ ${shown(outer.value)}`,
          message: holds
            ? `${said(inner)}不超过${said(outer)}`
            : `${said(inner)}包含在${said(outer)}之内,却比它大`,
        }),
      );
    }
  }
  ranks(scene, out);
  return out;
}

const PLACES = /^(?:个)?[^,;。\d]{0,10}(?:中|里头?|内|里面),?[^,;。\d]{0,10}$/;

/** 在全省14个项目县中名列第16位; 列第2名,较上年前进3位,上年列第4名. */
function ranks(scene: Scene, out: Check[]) {
  for (const rank of scene.items) {
    if (rank.figure.kind !== 'rank' || Array.isArray(rank.figure.value)) continue;
    const among = scene.items[rank.order - 1];
    if (!among || !isCount(among) || !among.exact || rank.clause - among.clause > 1) continue;
    if (!PLACES.test(scene.between(among, rank)) || /前$/.test(rank.lead)) continue;
    const holds = rank.value <= among.value;
    out.push(
      finding(scene, {
        type: 'bound',
        parts: [part(among), part(rank)],
        place: placeOf([among, rank]),
        holds,
        grade: holds ? null : 'break',
        gap: holds ? 0 : rank.value - among.value,
        computed: `${shown(rank.value)} ${holds ? '≤' : '>'} ${shown(among.value)}`,
        message: holds
          ? `第${shown(rank.value)}位在${shown(among.value)}个之内`
          : `一共只有${shown(among.value)}个,不会排到第${shown(rank.value)}位`,
      }),
    );
  }
}

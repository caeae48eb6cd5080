import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { cutOf } from './partitions.ts';
import type { Item, Scene } from './scene.ts';

/** Shares of one whole that together must be 100 % (构成合计): 大专30%、高中45%、初中25%; 满意…基本满意…不满意…. */
export function hundreds(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    const all = items.filter(
      (item) => item.family === 'percent' && item.figure.role !== 'delta' && /占/.test(item.lead),
    );
    if (all.length >= 3 && all.every((item) => item.exact) && items.length > all.length) {
      // 每年回家1次的占52.3%,2-3次的占31.6%,…: other numbers stand between.
      const whole = all.reduce((sum, item) => sum + item.value, 0);
      if (Math.abs(whole - 100) <= 0.051 * all.length) out.push(told(scene, all, whole, null));
    }
    for (let i = 0; i + 1 < items.length; i++) {
      const run: Item[] = [];
      while (i + run.length < items.length && isShare(items[i + run.length] as Item, run))
        run.push(items[i + run.length] as Item);
      if (run.length < 2) continue;
      i += run.length - 1;
      const cut = cutOf(run);
      const total = run.reduce((sum, item) => sum + item.value, 0);
      const slack = run.reduce((sum, item) => sum + item.ulp / 2, 0);
      const off = Math.abs(total - 100);
      if (off > slack && (cut === null || cut === 'like')) continue;
      if (cut === null && (off > 1e-9 || run.length < 3 || !/占|比例/.test(run[0]?.lead ?? ''))) continue;
      if (off > slack && cut === 'apart' && total < 100) continue;
      const holds =
        off <= 1e-9 ||
        (off <= slack && run.some((item) => item.decimals > 0)) ||
        (off <= 1 && run.length > 2 && off <= slack);
      const grade = holds ? null : off <= slack + 1 ? 'slip' : 'break';
      out.push(told(scene, run, total, grade));
    }
  }
  return out;
}

function isShare(item: Item, run: Item[]): boolean {
  if (item.family !== 'percent' || item.figure.role === 'delta' || !item.exact || item.value > 100)
    return false;
  const last = run.at(-1);
  // 指导率城镇90%、农村80%: rates of two groups, no parts of one whole.
  if (!last) return !/率[^占,;]*$/.test(item.lead);
  return item.order === last.order + 1 && item.clause - last.clause <= 1 && !/率/.test(item.lead);
}

function told(scene: Scene, run: Item[], total: number, grade: Check['grade']): Check {
  return finding(scene, {
    type: 'sum',
    parts: run.map((item) => part(item)),
    place: placeOf(run),
    holds: grade === null,
    grade,
    gap: Math.abs(total - 100),
    computed: `${run.map((item) => shown(item.value)).join(' + ')} = ${shown(total)}`,
    message: `${run.map(said).join('、')}合计${shown(total)}%,${grade === null ? '与整体相符' : '应为100%'}`,
  });
}

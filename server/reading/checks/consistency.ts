import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';
import { isTime } from './units.ts';

/** Facts of which a place has one at a time; two different numbers for them cannot both be. */
const STOCK =
  /^(?:总?人口|总人数|常住人口|总户数|户数|妇女人口|妇女|党员|女党员|耕地面积?|行政村|村委会|社区居委会|妇代会|妇委会|党支部|执委|儿童)$/;
const TOTAL = /共|累计|合计|总|全年|全部/;
const WORK =
  /^(?:举办|开展|召开|组织|发放|接待|处理|受理|建立|成立|创建|培训|免费|成功|帮助|救助|慰问|扶持|各类|各级|各种|各项|了)+/;
const SCOPE = /全[市县区镇乡处村省国校州旗盟]|各[村级县区镇]|[处村镇乡县市区省州]级|[我本][市县区镇乡处村校]/;
const OTHER_TIME = /去年|上年|前年|同期|上届|往年|以来|计划|力争|目标|下半年|上半年|季度|\d月|\d年|比上|较上/;
/** How far apart the same fact is compared, in figures and in characters. */
const FAR_FIGURES = 160;
const FAR = 8000;
const NEAR = 3000;

/** The same fact stated twice in one text (前后一致), found through a map of subjects, so that length costs nothing. */
export function consistencies(scene: Scene): Check[] {
  const out: Check[] = [];
  const seen = new Map<string, Item>();
  for (const item of scene.items) {
    const key = keyOf(item);
    if (key === null) continue;
    const before = seen.get(key);
    if (before && item.order - before.order <= FAR_FIGURES && item.start - before.start <= FAR) {
      const check = compare(scene, before, item);
      if (check) out.push(check);
    }
    if (!before || TOTAL.test(item.lead) || !TOTAL.test(before.lead) || item.start - before.start > FAR)
      seen.set(key, item);
  }
  return out;
}

function keyOf(item: Item): string | null {
  if (
    item.figure.role === 'delta' ||
    item.figure.status !== 'actual' ||
    isTime(item.family) ||
    item.figure.qualifier === 'range'
  )
    return null;
  const noun = item.core.replace(WORK, '');
  if (noun.length < 2 || (noun.length < 3 && !STOCK.test(noun))) return null;
  if (item.rate && noun.length < 5) return null;
  const scope = SCOPE.exec(item.lead)?.[0] ?? '';
  return `${noun}|${item.family}|${scope.replace(/[我本]/, '全')}|${item.figure.period ?? ''}`;
}

function compare(scene: Scene, a: Item, b: Item): Check | null {
  const told = (holds: boolean, grade: Check['grade']) =>
    finding(scene, {
      type: 'consistency',
      parts: [part(a), part(b)],
      place: placeOf(a.paragraph === b.paragraph && b.end - a.start < 200 ? [a, b] : [b]),
      holds,
      grade,
      gap: Math.abs(a.value - b.value),
      computed: `${shown(a.value)} ${holds ? '=' : '≠'} ${shown(b.value)}`,
      message: holds
        ? `${said(b)}与前面的${said(a)}一致`
        : `${said(b)}与前面的${said(a)}不一致,差${shown(Math.abs(a.value - b.value))}${grade === 'ask' ? '。请核对是否同一件事' : ''}`,
    });
  if (agree(a, b)) return a.value >= 10 && !(a.rate && a.value === 100) ? told(true, null) : null;
  if (a.family !== b.family || OTHER_TIME.test(a.lead) || OTHER_TIME.test(b.lead)) return null;
  const noun = b.core.replace(WORK, '');
  const scoped = (item: Item) => SCOPE.test(item.lead) || TOTAL.test(item.lead);
  if (STOCK.test(noun)) {
    if (!scoped(a) || !scoped(b) || b.start - a.start > NEAR) return null;
    return told(
      false,
      a.exact && b.exact && b.paragraph - a.paragraph <= 3 && /总/.test(noun) ? 'break' : 'ask',
    );
  }
  if (noun.length < 4 || a.core !== b.core || !TOTAL.test(a.lead)) return null;
  if (TOTAL.test(b.lead) || b.range.lo > a.range.hi) return told(false, 'ask');
  return null;
}

/** Equal, or one is the other at coarser writing: 41830 and 4.18万, 3万 and 3万余. */
function agree(a: Item, b: Item): boolean {
  if (a.range.lo <= b.range.hi && a.range.hi >= b.range.lo && (a.exact || b.exact || a.value === b.value))
    return true;
  const coarse = Math.max(a.scaled ? a.ulp : 0, b.scaled ? b.ulp : 0);
  return coarse > 0 && Math.abs(a.value - b.value) <= coarse / 2;
}

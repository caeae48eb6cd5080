import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, labelOf, part, placeOf, said } from './finding.ts';
import { placeKind } from './place-kind.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, isTime } from './units.ts';

const ALL =
  /(?:均|全部|全都|都)(?:已|已经)?(?:建立|成立|组建|配备|建有|设立|完成|办结|达到|实现|落实|覆盖|进入|进|参加|接受|通过|合格|签订|开展|建成|得到|纳入|参与|化解|调处|设|有|挂牌)/;
const NONE = /(?:无一|没有一|未发生一|无)(?:例|起|人|件|名|户|个)/;

/** Whether "all of them" (均、全部、无一) agrees with the numbers beside it. */
export function alls(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    everyOne(scene, sentence, out);
    counted(scene, sentence, out);
    none(scene, sentence, out);
  }
  places(scene, out);
  return out;
}

/** 46个社区和68个行政村均建立了妇联组织,组建率100%. */
function everyOne(scene: Scene, sentence: Sentence, out: Check[]) {
  for (const [index, rate] of sentence.items.entries()) {
    if (
      rate.family !== 'percent' ||
      rate.figure.role === 'delta' ||
      !/(?:率|比例|占|全覆盖|达到?|到位)[^,;]{0,6}$|^[,;]?$/.test(rate.lead)
    )
      continue;
    const before = sentence.items.slice(Math.max(0, index - 8), index);
    const from = before.findLastIndex((item) => item.rate) + 1;
    const counts = before.slice(from).filter((item) => countable(item) && rate.clause - item.clause <= 3);
    const last = counts.at(-1);
    if (!last) continue;
    const words = scene.words(last.end, rate.start);
    const sign =
      ALL.exec(words) ??
      /全部[^,;]{0,6}|全覆盖|应[^,;]尽[^,;]/.exec(words) ??
      (rate.value === 100 ? /(?:均|都|所有)[^,;]{1,4}/.exec(`${last.lead.slice(-4)}${words}`) : null);
    if (!sign || words.length > 50 || /\d/.test(words)) continue;
    const group = run(counts);
    const holds = rate.range.hi >= 100 && rate.range.lo <= 100;
    const names = group.map(said).join('、');
    out.push(
      finding(scene, {
        type: 'all',
        parts: [...group.map((item) => part(item)), part(rate)],
        place: placeOf([...group, rate]),
        holds,
        grade: holds
          ? null
          : rate.clause - last.clause <= 1 && /率/.test(rate.lead) && ALL.test(words)
            ? 'break'
            : 'ask',
        gap: Math.abs(100 - rate.value),
        computed: holds ? `${sign[0]} = 100%` : `${sign[0]} ≠ ${shown(rate.value)}%`,
        message: holds
          ? `${names}“${sign[0]}”,与${shown(rate.value)}%相符`
          : `${names}写的是“${sign[0]}”,比例却是${shown(rate.value)}%`,
      }),
    );
  }
}

const EVERY_ONE = /全部|全都|均已|无一例外|实现全覆盖|逐一|一一/;

/** 24名学员全部结业,发放证书24本: all of them, and as many of something else. */
function agreed(scene: Scene, whole: Item, made: Item, sign: string): Check {
  return finding(scene, {
    type: 'all',
    parts: [part(whole), part(made)],
    place: placeOf([whole, made]),
    holds: true,
    computed: `${shown(whole.value)} = ${shown(made.value)}`,
    message: `${said(whole)}“${sign}”,与${said(made)}相符`,
  });
}

/** 15个村全部建立了妇女之家,共建14个: every one of them, and a count. */
function counted(scene: Scene, sentence: Sentence, out: Check[]) {
  const items = sentence.items.filter(countable);
  for (let i = 0; i + 1 < items.length; i++) {
    const whole = items[i] as Item;
    const made = items[i + 1] as Item;
    if (made.clause - whole.clause > 2) continue;
    const words = scene.words(whole.end, made.start);
    const sign = ALL.exec(words) ?? EVERY_ONE.exec(words);
    if (
      sign &&
      words.length <= 40 &&
      whole.exact &&
      made.exact &&
      whole.value === made.value &&
      whole.value >= 3
    ) {
      out.push(agreed(scene, whole, made, sign[0]));
      continue;
    }
    if (made.clause - whole.clause > 1 || !fits(whole.family, made.family)) continue;
    if (
      !sign ||
      words.length > 40 ||
      (!/(?:已|共|建(?:立|成)?|办结|完成|合格|配备|挂牌)[^,;]{0,8}$/.test(made.lead) &&
        (made.value < 0.7 * whole.value || made.figure.unit !== whole.figure.unit)) ||
      /其中|还有|仍有|尚|未|新增|另/.test(made.lead)
    )
      continue;
    const same = made.range.lo <= whole.range.hi && made.range.hi >= whole.range.lo;
    if (!same && made.value > whole.value) continue;
    out.push(
      finding(scene, {
        type: 'all',
        parts: [part(whole), part(made)],
        place: placeOf([whole, made]),
        holds: same,
        grade: same
          ? null
          : whole.exact && made.exact && /(?:已|共|建成?|办结|完成)[^,;]{0,8}$/.test(made.lead)
            ? 'break'
            : 'ask',
        gap: Math.abs(whole.value - made.value),
        computed: `${shown(whole.value)} ${same ? '=' : '≠'} ${shown(made.value)}`,
        message: same
          ? `${said(whole)}“${sign[0]}”,与${said(made)}相符`
          : `${said(whole)}写的是“${sign[0]}”,后面却是${said(made)},差${shown(Math.abs(whole.value - made.value))}`,
      }),
    );
  }
}

const KNOWN = /(?:全[市县区镇乡处村省]|下辖|辖区?|辖有|现有|现辖|我[市县区镇乡处]|共有?|设有?)[^,;]{0,8}$/;
const EVERY = /^[^,;。]{0,16}(?:全部|均|都|全面)(?:已|已经)?[^,;。]{2}/;

/** 全县14个乡镇 … 14个乡镇全部建立了…: every one of the known number. */
function places(scene: Scene, out: Check[]) {
  const known = new Map<string, Item>();
  for (const item of scene.items) {
    if (!countable(item) || item.value < 2) continue;
    const kind = placeKind(item);
    if (kind === null) continue;
    const whole = known.get(kind);
    const every = EVERY.test(scene.words(item.end, item.end + 30));
    if (
      whole &&
      every &&
      whole.sentence !== item.sentence &&
      item.order - whole.order <= 120 &&
      item.exact &&
      whole.exact
    ) {
      const same = item.value === whole.value;
      if (
        same ||
        (item.value < whole.value &&
          item.value >= 0.8 * whole.value &&
          /(?:^|[,;、])(?:目前|现|已|全[市县区镇乡处])?$/.test(item.lead))
      )
        out.push(
          finding(scene, {
            type: 'all',
            parts: [part(whole), part(item)],
            place: placeOf([item]),
            holds: same,
            grade: same ? null : 'ask',
            gap: Math.abs(whole.value - item.value),
            computed: `${shown(whole.value)} ${same ? '=' : '≠'} ${shown(item.value)}`,
            message: same
              ? `${said(item)}为全部,与前面的${said(whole)}一致`
              : `写的是“全部”,${said(item)}却与前面的${said(whole)}不一致,差${shown(whole.value - item.value)}`,
          }),
        );
    }
    if (!whole || KNOWN.test(item.lead)) known.set(kind, item);
  }
}

/** 无一例…, 发生2例. */
function none(scene: Scene, sentence: Sentence, out: Check[]) {
  const words = scene.view.slice(sentence.start, Math.min(sentence.end, sentence.start + 600));
  const sign = NONE.exec(words);
  if (!sign) return;
  const at = sentence.start + sign.index;
  const unit = sign[0].slice(-1);
  const thing = /^[^,，;；。、]{0,12}/.exec(words.slice(sign.index + sign[0].length))?.[0] ?? '';
  if (!/案件|事件|事故|上访|家暴|发生|辍学|失学|拐卖|信访/.test(thing)) return;
  const kernel = /案件|事件|事故|上访|家暴|辍学|失学|拐卖|信访/.exec(thing)?.[0];
  const count = sentence.items.find(
    (item) => countable(item) && item.figure.unit === unit && item.start > at && item.start - at < 60,
  );
  if (
    !count ||
    kernel === undefined ||
    !(count.lead + count.trail).includes(kernel) ||
    count.value < 1 ||
    /去年|上年|同期|往年|防|化解|调处/.test(scene.words(at, count.start))
  )
    return;
  out.push(
    finding(scene, {
      type: 'all',
      parts: [part(count)],
      place: { start: at, end: count.end },
      holds: false,
      grade: 'ask',
      gap: count.value,
      computed: `0 ≠ ${shown(count.value)}`,
      message: `前面写“${sign[0]}${thing}”,后面又有${labelOf(count)}${shown(count.value)}${unit}`,
    }),
  );
}

const countable = (item: Item) =>
  !item.rate && item.figure.role !== 'delta' && item.figure.kind === 'count' && !isTime(item.family);

/** The counts that stand in one list with the last: 10个街道、2个镇和68个村. */
function run(counts: Item[]): Item[] {
  let from = counts.length - 1;
  while (
    from > 0 &&
    /[、和及与,]$/.test(counts[from]?.lead ?? '') &&
    (counts[from] as Item).order - (counts[from - 1] as Item).order === 1
  )
    from -= 1;
  return counts.slice(from);
}

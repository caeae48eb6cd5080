import type { Check } from '../model.ts';
import { finding } from './finding.ts';
import { listAfter, listBefore, twoBefore } from './lists.ts';
import { type Marker, markersOf, sequence } from './markers.ts';
import { numeral } from './numerals.ts';
import type { Scene } from './scene.ts';
import { nounOf } from './words.ts';

/** Words that count items of thought; a list beside them is what they count. */
const KIND =
  '方面|阶段|关口|道|环节|层面|步骤|部委|部门|单位|季度|级|点|项|条|类|种|大|步|个|家|名|位|处|所|支|件|篇|部|村|镇|县|市|省|区';
const COUNT = new RegExp(
  `(?<![第一二三四五六七八九十百千万零〇\\d.％%年月/-])([两二三四五六七八九]|十[一二三四五六七八九]?|[2-9]|1\\d)(${KIND})(?![月日年]|以上|以下|以内|左右|多|[一二三四五六七八九十]?性)`,
  'g',
);
/** With these unit words a list and a number beside it always speak of the same things. */
const THOUGHT = /^(?:方面|关口|道|阶段|环节|层面|步骤|部委|季度|级|点|项|条|类|种|大|步)$/;
const BEFORE = 160;
const AFTER = 260;

type Claim = { at: number; end: number; number: number; unit: string; digits: boolean };

/** Named items against a stated count (列举): A、B、C三项活动 · 三种(甲、乙、丙) · 三点意见:一是…二是…三是. */
export function enumerations(scene: Scene): Check[] {
  const { text } = scene.view;
  const markers = markersOf(text);
  const out: Check[] = [];
  let next = 0;
  for (const hit of text.matchAll(COUNT)) {
    const number = numeral(hit[1] ?? '');
    if (number === null || number < 2 || number > 20) continue;
    const claim = {
      at: hit.index,
      end: hit.index + hit[0].length,
      number,
      unit: hit[2] ?? '',
      digits: /\d/.test(hit[1] ?? ''),
    };
    while (next < markers.length && (markers[next]?.at ?? 0) < claim.end) next += 1;
    const check =
      before(scene, claim) ??
      numbered(scene, claim, markers, next) ??
      sides(scene, claim) ??
      after(scene, claim);
    if (check) out.push(check);
  }
  return out;
}

/** A、B、C三项活动. */
function before(scene: Scene, claim: Claim): Check | null {
  const { text } = scene.view;
  const from = Math.max(0, claim.at - BEFORE);
  const label = /[“"]$/.test(text.slice(0, claim.at).slice(-1));
  const words = text.slice(from, label ? claim.at - 1 : claim.at);
  const list = listBefore(words) ?? twoBefore(words, claim.number);
  if (!list || list.most < 2) return null;
  const start = from + list.at;
  if (claim.number >= list.least && claim.number <= list.most)
    return told(scene, claim, start, claim.end, claim.number, true, null);
  if (label) return null;
  if (
    list.open &&
    claim.number > list.most &&
    /^(?:个|家|所|处|支|名|位|村|镇|部门|单位|部委)$/.test(claim.unit) &&
    /^(?:部门|单位|村|社区|乡镇|镇|县|区|市|学校|企业|成员|街道|省|[^，,。；;、]{0,4}$)/.test(
      text.slice(claim.end, claim.end + 4),
    )
  )
    return told(scene, claim, start, claim.end, list.most, 'cannot-tell', null);
  const thought = THOUGHT.test(claim.unit);
  if (!thought && (claim.digits || !/^[^，,。；;、]{1,10}/.test(text.slice(claim.end)))) {
    // 慰问老人、儿童30名 counts persons, not the kinds; 甲、乙、丙、丁等3个村 is a list of villages.
    if (!(list.open && list.least > claim.number && /^(?:个|家|所|处|村|镇|县|部门|单位)$/.test(claim.unit)))
      return null;
  }
  if (list.open && claim.number > list.most)
    return told(scene, claim, start, claim.end, list.most, 'cannot-tell', null);
  const far = Math.abs(claim.number - list.most) > 3 && Math.abs(claim.number - list.least) > 3;
  if (far || (!thought && claim.number < list.least - 3)) return null;
  const sure =
    list.clean && !list.open && (thought || !claim.digits) && claim.unit !== '大' && claim.unit !== '级';
  const count = claim.number > list.most ? list.most : list.least;
  return told(scene, claim, start, claim.end, count, false, sure ? 'break' : 'ask');
}

const NOUN_THEN =
  /^([^，,。；;：:、（(\n]{0,16}?)(?:[:：]|[（(]|[，,]?(?:即|就是|分别是|分别为|包括|它们是|依次是)[:：]?)/;

/** 三种(甲、乙、丙), 2个基地,即…. */
function after(scene: Scene, claim: Claim): Check | null {
  const { text } = scene.view;
  const words = text.slice(claim.end, claim.end + AFTER);
  const lead = NOUN_THEN.exec(words);
  if (!lead) return null;
  const begin = lead[0].length;
  const bracket = /[（(]$/.test(lead[0]);
  const stop = words.slice(begin).search(bracket ? /[)）。\n]/ : /[。！\n]/);
  if (stop < 0) return null;
  const body = words.slice(begin, begin + stop);
  if (bracket && !/[)）]/.test(words[begin + stop] ?? '')) return null;
  const signed = /即|就是|分别|依次/.test(lead[0]);
  // 10种,主要内容有…, (2010年), 3场(次): no list of what was counted.
  if (/主要|^[\d.\s年月日至—-]*$|^[^、，,；;]*$/.test(body)) return null;
  if (!signed && /\d/.test(body.replace(/[（(《“][^）)》”]*[）)》”]/g, '').slice(0, 200))) return null;
  if (/^[一二三四五六七八九十]{1,2}[是要、]|^第[一二三]/.test(body)) return null;
  const noun = lead[1] ?? '';
  const list = listAfter(body, noun.replace(/[”"]/g, ''));
  if (!list || list.most < 2) return null;
  const start = claim.end + begin;
  const end = start + body.length;
  if (claim.number >= list.least && claim.number <= list.most)
    return told(scene, claim, start, end, claim.number, true, null);
  if (list.open && claim.number > list.most)
    return told(scene, claim, start, end, list.most, 'cannot-tell', null);
  // “三个坚持”、“四个关系”:… the list may belong to either name.
  if (
    /[”"]/.test(lead[0]) &&
    /[两二三四五六七八九]个[^”“，,。]{1,8}[”"]/.test(text.slice(Math.max(0, claim.at - 20), claim.at))
  )
    return null;
  if (!namesThem(claim, noun, lead[0], bracket)) return null;
  if (Math.abs(claim.number - list.most) > 4) return null;
  const sure = list.clean && !list.open && list.least === list.most && /即|分别|[:：(（]/.test(lead[0]);
  const count = claim.number > list.most ? list.most : list.least;
  return told(scene, claim, start, end, count, false, sure ? 'break' : 'ask');
}

/** Only 即, 分别是 or a sign straight after the noun says that all items follow. */
function namesThem(claim: Claim, noun: string, sign: string, bracket: boolean): boolean {
  if (/即|就是|分别|依次/.test(sign)) return true;
  return THOUGHT.test(claim.unit) || (!bracket && noun.length > 0 && !claim.digits);
}

const GAP =
  /^([^，,。；;：:\n]{0,24}?)[”"]?(?:[，,]?(?:即|主要是|具体是|就是|分别[是为]|具体为|包括))?[。：:，,；;\s]*$/;
const COLLECTIVE =
  /方面|意见|要求|建议|问题|原因|措施|做法|特点|任务|工作|目标|环节|阶段|结合|转变|突破|增强|到位|落实|办法|经验|体会|成效|亮点|重点|关键|原则|机制|思考|认识|提升|确保|坚持|着力|转化|计划|不足|优势|变化/;

/** 三点意见:一是…二是…三是…: the numbered beginnings that follow. */
function numbered(scene: Scene, claim: Claim, markers: Marker[], next: number): Check | null {
  const { text } = scene.view;
  const first = markers[next];
  if (!first || first.at - claim.end > 48 || first.number !== 1) return null;
  const gap = text.slice(claim.end, first.at);
  const noun = GAP.exec(gap)?.[1];
  if (noun === undefined || /[两二三四五六七八九十\d]个|[”"][^，,。：:；;\n即]/.test(gap)) return null;
  const thought = /^(?:方面|阶段|环节|层面|步骤|点|步)$/.test(claim.unit);
  const colon = /[:：]\s*$/.test(gap);
  if (!thought && !colon && !COLLECTIVE.test(noun) && !/[”"]/.test(gap)) return null;
  const found = sequence(text, markers, next);
  if (!found || found.count < 2) return null;
  const end = Math.min(text.length, found.last.at + 12);
  const { count } = found;
  if (count === claim.number) return told(scene, claim, first.at, end, count, true, null);
  // A torn or shortened text lists fewer; more than stated cannot be, if they stand together.
  const together = first.inline && text.slice(first.at, found.last.at).split('\n').length <= 1;
  const grade = count > claim.number && together && (colon || thought) ? 'break' : 'ask';
  return told(scene, claim, first.at, end, count, false, grade);
}

/** 两个方面:一方面…另一方面…. */
function sides(scene: Scene, claim: Claim): Check | null {
  if (claim.number !== 2 || !/方面|个/.test(claim.unit)) return null;
  const { text } = scene.view;
  const words = text.slice(claim.end, claim.end + 1200);
  const one = words.search(/一方面/);
  const other = words.search(/另一方面/);
  if (one < 0 || one > 40 || other < one) return null;
  return told(scene, claim, claim.end + one, claim.end + other + 4, 2, true, null);
}

function told(
  scene: Scene,
  claim: Claim,
  start: number,
  end: number,
  count: number,
  holds: Check['holds'],
  grade: Check['grade'],
): Check {
  const { view } = scene;
  const from = Math.min(start, claim.at);
  const to = Math.max(end, claim.end);
  const noun = nounOf(
    '',
    /^[^，,。；;：:、（(\n”"\d]{0,8}/.exec(view.text.slice(claim.end, claim.end + 8))?.[0] ?? '',
  );
  const name = `${view.text.slice(claim.at, claim.end)}${noun}`;
  const place = (at: number) => view.pointOf(at);
  return finding(scene, {
    type: 'enumeration',
    parts: [
      { start: place(claim.at), end: place(claim.end), value: claim.number, label: name },
      { start: place(start), end: place(Math.min(end, view.text.length)), value: count, label: '列出的项' },
    ],
    place: { start: place(from), end: place(to) },
    holds,
    grade,
    gap: Math.abs(claim.number - count),
    computed: `列出${count}项,写明${claim.number}`,
    message:
      holds === true
        ? `“${name}”与列出的${count}项相符`
        : holds === 'cannot-tell'
          ? `“${name}”只列出${count}项,后面有“等”字,无法核对`
          : `写的是“${name}”,列出的却是${count}项${grade === 'ask' ? ',请核对' : ''}`,
  });
}

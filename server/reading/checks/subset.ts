import type { Check } from '../model.ts';
import { subsetCheck } from './adding.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, isTime, partFits } from './units.ts';

/** Parts and wholes without 其中 (部分不超过全体): women among people, 有6个村 of 15个村, 报名… 就有…, what comes out of what went in. */
export function subsets(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const [index, sentence] of scene.sentences.entries()) {
    women(scene, sentence, out);
    alone(scene, sentence, out);
    someOf(scene, sentence, out);
    stages(scene, sentence, scene.sentences[index - 1], out);
  }
  places(scene, out);
  return out;
}

const isCount = (item: Item) =>
  !item.rate && item.figure.role !== 'delta' && item.figure.kind === 'count' && !isTime(item.family);
const WOMEN = /^(?:全[市县区镇乡处村省国校])?(?:妇女|女性|女)/;

/** 总人口41830人…全处妇女人口16339人; 党员211名…女党员45名. */
function women(scene: Scene, { items }: Sentence, out: Check[]) {
  for (const part of items) {
    if (!isCount(part) || part.family !== 'person' || !WOMEN.test(part.noun) || /其中/.test(part.lead))
      continue;
    const core = part.core.replace(WOMEN, '').replace(/^性/, '');
    const people = part.noun.replace(WOMEN, '') === '' || /^人[口数员]?$/.test(core);
    const whole = items.findLast((item) => {
      if (
        item.order >= part.order ||
        part.order - item.order > 8 ||
        !isCount(item) ||
        !partFits(part.family, item.family)
      )
        return false;
      if (WOMEN.test(item.noun)) return false;
      return people
        ? /总人口|总人数|常住人口|^人口$/.test(item.noun)
        : core.length >= 2 && item.core === core;
    });
    if (!whole) continue;
    push(
      scene,
      whole,
      part,
      whole.paragraph === part.paragraph && /总人口/.test(whole.noun) ? 'break' : 'ask',
      out,
    );
  }
}

function push(scene: Scene, whole: Item, part: Item, grade: Check['grade'], out: Check[]) {
  if (/(?:上年|去年|上届|同期)的?$/.test(part.lead)) return;
  const over = part.range.lo > whole.range.hi;
  if (over && part.family !== whole.family) return;
  out.push(subsetCheck(scene, whole, [part], !over, over ? grade : null));
}

/** 已有两百多妇女报名,穿心一个村就有百名妇女报名. */
function alone(scene: Scene, { items }: Sentence, out: Check[]) {
  for (let i = 1; i < items.length; i++) {
    const part = items[i] as Item;
    if (
      !isCount(part) ||
      !/(?:就有|就达|就占|就(?!业|近|地|诊|读|餐|医|学)|仅[^,;]{1,10}(?:就|有|达)|光[^,;]{1,10}就)[^,;]{0,4}$/.test(
        part.lead,
      )
    )
      continue;
    const whole = items
      .slice(Math.max(0, i - 4), i)
      .findLast((item) => isCount(item) && fits(item.family, part.family) && !/^一?$/.test(item.figure.raw));
    if (whole && part.clause - whole.clause <= 2) push(scene, whole, part, 'ask', out);
  }
}

/** 常住妇女420人,有86人外出务工: 有 after a count of the same kind speaks of some of them. */
function someOf(scene: Scene, { items }: Sentence, out: Check[]) {
  for (let i = 1; i < items.length; i++) {
    const part = items[i] as Item;
    const whole = items[i - 1] as Item;
    if (!isCount(part) || !isCount(whole) || !/^[,;]?(?:现|已|目前|还|就|里面)?有$/.test(part.lead)) continue;
    if (
      part.clause - whole.clause === 1 &&
      part.figure.unit === whole.figure.unit &&
      part.value <= whole.value &&
      whole.figure.role === 'level' &&
      !/有$/.test(whole.lead)
    )
      push(scene, whole, part, null, out);
  }
}

/** What comes first in a course of things, and what can only be a part of it. */
const STAGES: { first: RegExp; after: RegExp; firm: boolean }[] = [
  { first: /应到|应参加|应出席|应检|应缴/, after: /实到|实际参加|实际出席|到会|出席|实检/, firm: true },
  { first: /发放|发出|下发/, after: /收回|回收/, firm: true },
  { first: /收回|回收/, after: /有效/, firm: true },
  { first: /到期|应收/, after: /收回|回收/, firm: true },
  { first: /报名/, after: /录取|录用|入围|入选|参赛|聘用/, firm: false },
  { first: /参赛|参加比赛|参评|申报|推荐/, after: /获奖|入选|当选|评为|荣获|命名/, firm: false },
  {
    first: /参加培训|培训|受训|参训/,
    after: /实现就业|就业|上岗|创业|取得|获得|获证|合格|结业/,
    firm: false,
  },
  { first: /受理|接待|接访|收到|处理/, after: /办结|结案|调解成功|调处成功|化解/, firm: false },
  { first: /检查|筛查|普查|体检/, after: /查出|发现|确诊|患病|检出/, firm: false },
  { first: /候选人|提名/, after: /当选/, firm: false },
  { first: /摸排|排查|登记|入户/, after: /建档|救助|帮扶|确诊|结对|脱贫/, firm: false },
  { first: /参加考试|考试|应试|参考人/, after: /合格|及格|通过|录取/, firm: false },
  { first: /申请|申报/, after: /签发|批准|审批|发放|通过|获批/, firm: false },
  { first: /立案/, after: /结案|判决|宣判/, firm: false },
  { first: /检查|筛查|初筛|体检|受检/, after: /阳性|异常|可疑|患者/, firm: false },
  { first: /阳性|异常|可疑/, after: /复查|转诊|确诊|活检/, firm: false },
  { first: /意向/, after: /签约|签订|录用/, firm: false },
  { first: /调解|调处/, after: /成功|达成/, firm: false },
  { first: /岗位/, after: /达成|意向|签约|录用/, firm: false },
  { first: /检出|查出|确诊|患病/, after: /得到救助|获得救助|救治|治疗/, firm: false },
  { first: /撰写|上报|报送|征集/, after: /采用|采纳|刊用/, firm: false },
  { first: /劳动力/, after: /转移/, firm: false },
];

function stages(scene: Scene, { items }: Sentence, before: Sentence | undefined, out: Check[]) {
  for (const part of items) {
    if (!isCount(part) || /其中/.test(part.lead) || /以来|累计/.test(part.lead)) continue;
    const words = `${part.lead.slice(-12)}|${part.trail.slice(0, 12)}`;
    for (const { first, after, firm } of STAGES) {
      if (!after.test(words)) continue;
      const earlier = [
        ...(before && part.paragraph === before.paragraph ? before.items.slice(-4) : []),
        ...items,
      ];
      const whole = earlier.findLast(
        (item) =>
          item.order < part.order &&
          part.order - item.order <= 4 &&
          isCount(item) &&
          (partFits(part.family, item.family) ||
            (part.value <= item.value && item.family === 'place' && /岗位/.test(item.lead))) &&
          first.test(`${item.lead.slice(-14)}|${item.trail.slice(0, 10)}`) &&
          !after.test(item.lead.slice(-10)),
      );
      if (!whole || part.clause - whole.clause > (firm ? 4 : 3)) continue;
      // More came out than went in: only side by side, one unit, is that no other matter.
      const beside =
        part.order - whole.order === 1 &&
        part.clause - whole.clause <= 1 &&
        part.figure.unit === whole.figure.unit &&
        part.value < 1.5 * whole.value &&
        !/历年|累计|往年|新/.test(part.lead);
      if (!firm && part.value > whole.value && !beside) break;
      push(scene, whole, part, firm && part.clause - whole.clause <= 2 ? 'break' : 'ask', out);
      break;
    }
  }
}

/** Places of which there is a known number: 全处有15个村 … 有6个村还…. */
const PLACE =
  /^(?:行政村|自然村|村民?委?会?|社区|居委会|乡镇|镇|乡|街道|县区|县|区|科局|单位|企业|学校|家庭)/;
const KNOWN = /(?:全[市县区镇乡处村省]|下辖|辖区?|辖有|现有|我[市县区镇乡处])[^,;]{0,6}$/;
/** How many figures back the number of places may stand, and over how many paragraphs. */
const BACK = 40;

function places(scene: Scene, out: Check[]) {
  const known = new Map<string, Item>();
  for (const item of scene.items) {
    if (!isCount(item) || item.family !== 'place') continue;
    const name = PLACE.exec(item.trail)?.[0];
    if (name === undefined) continue;
    const kind = name.replace(/^行政村$|^村民?委?会?$/, '村');
    if (KNOWN.test(item.lead) && item.value > 1) {
      known.set(kind, item);
      continue;
    }
    const whole = known.get(kind);
    if (!whole || item.order - whole.order > BACK || item.paragraph - whole.paragraph > 6) continue;
    if (
      !/(?:^|[,;、])(?:同时|目前|已|其中|今年|还)?(?:有|其中)$/.test(item.lead) &&
      !/^(?:有|同时有)$/.test(item.lead)
    )
      continue;
    if (/其中/.test(item.lead)) continue;
    push(scene, whole, item, 'ask', out);
  }
}

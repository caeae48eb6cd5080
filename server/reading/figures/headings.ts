/** What headings say about the figures under them: a plan's are plans, a rule's are norms. */
export type Headings = { title: Tone; section: Tone };
export type Tone = 'plan' | 'norm' | null;

const NORM = /(?:制度|办法|规定|职责|守则|细则|条例|规则|规范|章程|公约|须知|标准)$/;
const PLAN =
  /(?:下一步|下一阶段|下一年|下阶段|下步|明年|今后|下半年|来年|未来|20\d\d年)[^。]{0,20}(?:打算|计划|思路|安排|任务|目标|要点|方案|重点)(?:及.{0,6}|和.{0,6})?$|^(?:总体|主要|重点|工作|年度|具体)*(?:目标任务|打算|思路|计划|目标要求|主要目标|目标|任务|工作安排|工作要点)$/;
const PAST = /总结|回顾|完成|情况|成效|汇报|小结|做法|成绩|述职|进展|现状|问题|评估|通报|统计/;
const TITLE =
  /^[^,。;、:]{2,36}(?:制度|办法|规定|职责|守则|细则|条例|规则|规范|章程|须知|计划|规划|思路|打算|要点|方案|安排|任务|总结|回顾|报告|汇报|意见|小结|讲话|发言|情况|通报|公报|简报)(?:[(《].{0,12}[)》])?$/;
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分]|[(][一二三四五六七八九十]{1,3}[)])/;

/** Takes note of a heading; says whether it was one. */
export function noteHeading(headings: Headings, sentence: string): boolean {
  // 为…制定本办法: from here it is a rule.
  const own =
    sentence.includes('制定本') || sentence.includes('制订本')
      ? (/制[定订]本(办法|细则|制度|规定|规则|章程|条例|方案|计划)/.exec(sentence)?.[1] ?? '')
      : '';
  if (own !== '') {
    headings.title = own === '方案' || own === '计划' ? 'plan' : 'norm';
    headings.section = null;
  }
  // 现将工作总结如下: another paper begins.
  if (
    sentence.includes('如下') &&
    /(?:现|下面)[^。]{0,40}(?:总结|汇报|报告|通报)[^。]{0,8}如下/.test(sentence)
  ) {
    headings.title = null;
    headings.section = null;
  }
  if (sentence.length > 48) return false;
  const words = sentence.replace(/[。\n]/g, '').trim();
  const numbered = NUMBERED.exec(words)?.[0] ?? '';
  if (numbered !== '') {
    const rest = words.slice(numbered.length);
    const tone = toneOf(rest);
    // A sub-heading (一) takes nothing away from the heading above it.
    if (tone !== null || !numbered.startsWith('(')) headings.section = PAST.test(rest) ? null : tone;
    return true;
  }
  // One file often holds several papers (…篇6, 第二篇:…).
  const next = /篇\s*\d+$|^第[一二三四五六七八九十]+篇/.test(words);
  if (!next && !TITLE.test(words)) return false;
  headings.title = toneOf(words);
  headings.section = null;
  return true;
}

export const toneOfHeadings = (headings: Headings): Tone => headings.section ?? headings.title;

function toneOf(words: string): Tone {
  if (PAST.test(words)) return null;
  if (NORM.test(words)) return 'norm';
  return PLAN.test(words) ? 'plan' : null;
}

import { LETTER_REACH, type LetterState } from '../../../contracts/api-letters.ts';
import type { Followed, FollowedWord } from '../../cases/index.ts';
import { hoursInWords, planInWords } from '../../cases/index.ts';
import { type Html, html } from '../../platform/http/index.ts';
import { typedFrom } from '../safe-contact.ts';
import type { Problems, Typed } from '../typed.ts';
import { choices, lineField } from './parts.ts';
import { personalDoor } from './personal.ts';
import { safeContactFields } from './safe-contact.ts';

/** The code that she comes back with. */
export const receiptView = (code: string, danger: Html | null): Html => html`<h1>已经收到</h1>
<p>这是您的回执码,凭它来看答复、补充、评价:</p>
<p class="code">${code}</p>
<p>请抄下来。我们不能替您找回它,没有它就看不到答复。要是有人查您的手机,不要存在手机里。</p>
${danger}
<ul class="doors"><li><a href="/help/follow">查我的办理情况</a></li><li><a href="/help">回第一页</a></li></ul>`;

export const codeView = (typed: Typed, problems: Problems): Html => html`<h1>查我的办理情况</h1>
<form method="post" action="/help/follow">
${lineField({ field: 'code', label: '回执码', hint: '12 个字母和数字,横线、大小写都不要紧。', most: 40, typed, problems })}
<button class="primary">看</button>
</form>
<p class="hint">忘了回执码,可以<a href="/help/ask">再写一次</a>,或打 12338。</p>`;

export interface FollowView {
  readonly followed: Followed;
  readonly note: string | null;
  readonly problems: Problems;
  readonly typed: Typed;
}

const STATES: Readonly<Record<LetterState, string>> = {
  received: '收到了,正在交给专人',
  'in-hand': '有专人在办',
  answered: '已经答复',
  closed: '办结了',
  withdrawn: '您撤回了',
};
const WORDS: Readonly<Record<FollowedWord['kind'], string>> = {
  letter: '您写的',
  add: '您补充的',
  answer: '给您的答复',
  complaint: '您的意见',
  message: '给您的话',
  withdraw: '您撤回了',
};

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const dayInWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** 「最晚 11月25日 答复您。」; what is late is said to be, with what she can do about it. */
const dueInWords = (d: Followed['dues'][number]): string =>
  d.isLate
    ? `本应在 ${dayInWords(d.day)} 前${d.what},已经晚了:可以在下面「对办理有意见」里说,或打 12338。`
    : `最晚 ${dayInWords(d.day)} ${d.what}。`;

export function followView(v: FollowView): Html {
  const f = v.followed;
  const isOver = f.state === 'withdrawn';
  return html`<h1>${STATES[f.state]}</h1>
${v.note !== null && html`<p role="status"><b>✓ ${v.note}</b></p>`}
<p>在${f.where}。${f.dues.map(dueInWords).join('')}</p>
${f.words.map(
  (w) =>
    html`<h2>${CLOCK.format(w.at)} ${WORDS[w.kind]}</h2>${w.words !== '' && html`<p class="words">${w.words}</p>`}`,
)}
${!isOver && act(v, 'add', '再补充几句', '补充', '有新情况、想改主意,都写在这里。')}
${f.state === 'answered' && f.rating === null && rate(f.code)}
${!isOver && contactForm(v)}
${!isOver && act(v, 'complaint', '对办理有意见', '提意见', '会由另一个人来查,不是现在负责您的人,他也看不到。')}
${!isOver && act(v, 'withdraw', '不想办了', '撤回', '撤回以后不再办。已经依法报告的不受影响。可以写一句原因。')}
${personalDoor(f.code)}`;
}

const act = (
  v: FollowView,
  what: string,
  title: string,
  button: string,
  hint: string,
): Html => html`<details${v.problems.has(what) && html` open`}><summary>${title}</summary>
<form method="post" action="/help/follow/${what}"><input type="hidden" name="code" value="${v.followed.code}">
<label class="label" for="${what}">${title}</label><p class="hint">${hint}</p>
${v.problems.has(what) && html`<p class="problem" role="alert">${v.problems.get(what)}</p>`}
<textarea id="${what}" name="words" autocomplete="off">${v.problems.has(what) ? (v.typed['words'] ?? '') : ''}</textarea>
<button>${button}</button></form></details>`;

/** She says anew how she may be reached; what she says is obeyed from the next moment on. */
function contactForm(v: FollowView): Html {
  const { plan, seen, byUs } = v.followed.contact;
  const hasProblems = v.problems.size > 0 && v.typed['what'] === 'contact';
  const typed = hasProblems ? v.typed : typedFrom(plan);
  const problems = hasProblems ? v.problems : new Map<string, string>();
  return html`<details${hasProblems && html` open`}><summary>改怎么联系我</summary>
<p class="hint">${plan ? `现在:${planInWords(plan)}${byUs ? '(我们替您记的)' : ''}` : '还没有问过您,所以我们不会联系您。'}</p>
<form method="post" action="/help/follow/contact"><input type="hidden" name="code" value="${v.followed.code}">
<input type="hidden" name="what" value="contact"><input type="hidden" name="seen" value="${seen ?? ''}">
${problems.has('contact') && html`<p class="problem" role="alert">${problems.get('contact')}</p>`}
${choices({ typed, problems, field: 'reach', ask: '要不要我们联系您?', options: LETTER_REACH })}
${safeContactFields({ typed, problems, ...(plan && plan.hours.length > 0 ? { kept: hoursInWords(plan) } : {}) })}
<button>照这样联系我</button></form></details>`;
}

const rate = (code: string): Html => html`<h2>您对办理满意吗</h2>
${(
  [
    [3, '满意'],
    [2, '基本满意'],
    [1, '不满意'],
  ] as const
).map(
  ([
    n,
    word,
  ]) => html`<form method="post" action="/help/follow/rate"><input type="hidden" name="code" value="${code}">
<input type="hidden" name="rating" value="${n}"><button>${word}</button></form>`,
)}`;

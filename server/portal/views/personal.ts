import { PERSONAL_WHAT, type PersonalState } from '../../../contracts/api-personal.ts';
import type { PersonalOfCode } from '../../personal/index.ts';
import { type Html, html } from '../../platform/http/index.ts';
import type { Problems, Typed } from '../typed.ts';

const STATES: Readonly<Record<PersonalState, string>> = {
  open: '收到了,正在办',
  waiting: '收到了,正在等另一位工作人员批准',
  done: '办好了',
  refused: '没有办',
};
const dayInWords = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** From the page that her code opens to this one: the code goes in the form, never in an address. */
export const personalDoor = (code: string): Html => html`<form method="post" action="/help/follow/personal">
<input type="hidden" name="code" value="${code}"><button>我的个人信息:要一份、更正、删除</button></form>`;

/** What she may ask of her own data (我的个人信息), and what became of what she asked. Works without scripts. */
export function personalView(v: {
  readonly code: string;
  readonly of: PersonalOfCode;
  readonly note: string | null;
  readonly problems: Problems;
  readonly typed: Typed;
}): Html {
  return html`<h1>我的个人信息</h1>
${v.note !== null && html`<p role="status"><b>✓ ${v.note}</b></p>`}
<p>您写的话、留的称呼和电话,我们加密保存,只给办这件事的人看。您可以:</p>
${v.of.asked.map(
  (a) =>
    html`<p class="words"><b>${PERSONAL_WHAT[a.what]}</b>:${dayInWords(a.day)}提出,${STATES[a.state]}。${
      (a.state === 'open' || a.state === 'waiting') && `最晚 ${dayInWords(a.dueDay)} 办好。`
    }${a.state === 'done' && a.what === 'copy' && '请带上回执码到妇联来取,或打 12338 问怎么取。'}${
      a.answer !== null && a.answer !== '' && `原因:${a.answer}`
    }</p>`,
)}
${form(v, 'copy', '要一份副本', '我们把保存的您的信息印一份给您,要当面取,免得落到别人手里。可以写什么时候方便来取。')}
${form(v, 'correct', '更正', '写清楚哪里不对、应该是什么。原来写的会留底,不会再照它办。')}
${form(v, 'erase', '删除', eraseHint(v.of))}
<form method="post" action="/help/follow"><input type="hidden" name="code" value="${v.code}"><button>回我的办理情况</button></form>`;
}

const eraseHint = (of: PersonalOfCode): string =>
  of.isOpen
    ? '这件事还在办,办完才能删。不想办了,先回上一页「撤回」。'
    : of.keptUntil !== null
      ? `依规定要保存到 ${dayInWords(of.keptUntil)},到期前不能删,只保存、不作别的用。您现在提出,我们会记下。`
      : '由两个人分别同意才删。删了就找不回来,以后凭回执码也看不到。';

const form = (
  v: { readonly code: string; readonly problems: Problems; readonly typed: Typed },
  what: keyof typeof PERSONAL_WHAT,
  title: string,
  hint: string,
): Html => html`<details${v.problems.has(what) && html` open`}><summary>${title}</summary>
<form method="post" action="/help/follow/personal/${what}"><input type="hidden" name="code" value="${v.code}">
<label class="label" for="${what}">${title}</label><p class="hint">${hint}</p>
${v.problems.has(what) && html`<p class="problem" role="alert">${v.problems.get(what)}</p>`}
<textarea id="${what}" name="words" autocomplete="off">${v.problems.has(what) ? (v.typed['words'] ?? '') : ''}</textarea>
<button>提出</button></form></details>`;

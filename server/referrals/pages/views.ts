import { ANSWERS } from '../../../contracts/api-referrals.ts';
import { type Html, html } from '../../platform/http/index.ts';
import type { Letter } from '../letter.ts';
import { dayWords } from '../rules.ts';

/** What was typed and what is wrong with it, by field: nothing is lost. */
export type Typed = Readonly<Record<string, string>>;
export type Problems = ReadonlyMap<string, string>;

const said = (field: string, problems: Problems): Html => {
  const problem = problems.get(field);
  return html`<p id="${field}-said"${problem !== undefined && html` class="problem" role="alert"`}>${problem}</p>`;
};
const invalid = (field: string, problems: Problems): Html | false =>
  problems.has(field) && html` aria-invalid="true"`;

/** A link that is good for nothing any more, or none: one sentence. */
export const overView = (sentence: string): Html => html`<h1>打不开</h1><p role="alert">${sentence}</p>`;

/** Before anything is shown: the PIN. The same page for every good link. */
export const pinView = (action: string, problem: string | null): Html => html`<h1>请输入口令</h1>
<p>口令是 6 位数字,由给您链接的同志另外告诉您(当面或电话)。没有口令打不开,这一页上也没有任何内容。</p>
<form method="post" action="${action}" accept-charset="utf-8">
<label class="label" for="pin">口令</label>
${said('pin', new Map(problem === null ? [] : [['pin', problem]]))}
<input type="text" id="pin" name="pin" inputmode="numeric" maxlength="12" autocomplete="off" aria-describedby="pin-said"${problem !== null && html` aria-invalid="true"`}>
<button class="primary">打开</button>
</form>`;

export interface LetterPage {
  readonly letter: Letter;
  readonly action: string;
  /** Key of the forms on this page: the same press twice is one. */
  readonly formKey: string;
  readonly note: string | null;
  readonly typed: Typed;
  readonly problems: Problems;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** All that was sent to this agency, what was said since, and what it may do. */
export function letterView(v: LetterPage): Html {
  const { letter: l } = v;
  return html`<h1>转办件</h1>
${v.note !== null && html`<p role="status"><b>✓ ${v.note}</b></p>`}
<p>${l.sent.agency}:</p>
<p>${l.sent.unit}转来一件事,请于 <b>${dayWords(l.dueDay)}</b> 前答复。经办:${l.sent.by}${l.sent.callBack !== '' && html`,电话 ${l.sent.callBack}`}。编号 ${l.sent.number}。</p>
${l.isLate && html`<p class="problem">已经过了答复的日期,请尽快答复。</p>`}
<h2>请你们办的事</h2>
<p class="words">${l.sent.ask}</p>
${l.sent.fields.length > 0 && html`<h2>有关情况</h2>`}
${l.sent.fields.map((f) => html`<p><b>${f.label}</b></p><p class="words">${f.value}</p>`)}
${l.contact.length > 0 && html`<h2>怎么联系她</h2>${l.contact.map((c) => html`<p>${c}</p>`)}`}
<h2>依据和保密</h2>
<p>${l.ground}</p>
<p>请只给经办的人看,不要转发、截图。不要让对方(被反映的人)知道她在哪里、怎么联系。这一页每打开一次都有记录。</p>
${l.talk.map((t) => html`<h2>${CLOCK.format(t.at)} ${t.kind === 'asked' ? '你们问' : '回复'}</h2><p class="words">${t.words}</p>`)}
${l.accepted ? html`<p><b>✓ 已接收:</b>${l.accepted.person},电话 ${l.accepted.phone}。</p>${answerForm(v)}${askForm(v)}` : acceptForm(v)}`;
}

const acceptForm = (v: LetterPage): Html => html`<h2>接收</h2>
<p class="hint">请写具体的人,有事好找。接收以后才能答复;事情仍由${v.letter.sent.unit}负责到底。</p>
<form method="post" action="${v.action}/accept" accept-charset="utf-8">
<input type="hidden" name="key" value="${v.formKey}">
<label class="label" for="person">接收人(姓名、职务)</label>
${said('person', v.problems)}
<input type="text" id="person" name="person" maxlength="40" autocomplete="off" value="${v.typed['person'] ?? ''}" aria-describedby="person-said"${invalid('person', v.problems)}>
<label class="label" for="phone">电话</label>
${said('phone', v.problems)}
<input type="tel" id="phone" name="phone" maxlength="25" autocomplete="off" value="${v.typed['phone'] ?? ''}" aria-describedby="phone-said"${invalid('phone', v.problems)}>
<button class="primary">接收</button>
</form>`;

const answerForm = (v: LetterPage): Html => html`<h2>答复</h2>
<p class="hint">答复以后这个链接就用完了,打不开了。要留底,请先自己存好。</p>
<form method="post" action="${v.action}/answer" accept-charset="utf-8">
<input type="hidden" name="key" value="${v.formKey}">
<fieldset aria-describedby="outcome-said"><legend>结果</legend>
${said('outcome', v.problems)}
${Object.entries(ANSWERS).map(
  ([value, label]) =>
    html`<label class="choice"><input type="radio" name="outcome" value="${value}"${v.typed['outcome'] === value && html` checked`}> <span>${label}</span></label>`,
)}</fieldset>
<label class="label" for="answer">怎么处理的,或者为什么</label>
${said('answer', v.problems)}
<textarea id="answer" name="answer" autocomplete="off" aria-describedby="answer-said"${invalid('answer', v.problems)}>${v.typed['answer'] ?? ''}</textarea>
<button class="primary">答复</button>
</form>`;

const askForm = (v: LetterPage): Html => html`<h2>还有要问的</h2>
<p class="hint">问了以后等回复的天数不算在你们的期限里。</p>
<form method="post" action="${v.action}/ask" accept-charset="utf-8">
<input type="hidden" name="key" value="${v.formKey}">
<label class="label" for="ask">要问的话,或者办到哪一步了</label>
${said('ask', v.problems)}
<textarea id="ask" name="ask" autocomplete="off" aria-describedby="ask-said"${invalid('ask', v.problems)}>${v.typed['ask'] ?? ''}</textarea>
<button>发出</button>
</form>`;

export const thanksView = (): Html => html`<h1>答复收到了</h1>
<p role="status">谢谢。这个链接已经用完,再打开也没有内容。请把这一页关掉。</p>`;

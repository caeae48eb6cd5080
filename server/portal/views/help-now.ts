import type { HelpLine } from '../../../contracts/help-line.ts';
import { type Html, html } from '../../platform/http/index.ts';

const line = (
  l: HelpLine,
): Html => html`<li><a class="call" href="tel:${l.number}">${l.number}</a> <b>${l.name}</b>
<br>${l.when} <span class="hint">${l.hours}</span></li>`;

/** The numbers, most urgent first, with when to call which. */
const numbers = (lines: readonly HelpLine[]): Html => html`<ul class="lines first">${lines.map(line)}</ul>`;

/** On the later pages of who named danger: the numbers alone, so that her own words still fit on the screen. */
export const numbersAgain = (lines: readonly HelpLine[]): Html => html`<div class="danger">
<p><b>有危险先打电话,不要等这里的答复。</b></p>
<p>${lines.map((l) => html`<a class="call" href="tel:${l.number}">${l.number}</a> ${l.name}<br>`)}</p></div>`;

/** First page: help now, then three doors. */
export const helpNowView = (lines: readonly HelpLine[]): Html => html`<h1>现在有危险吗?</h1>
${numbers(lines)}
<p>有危险,先到有人的地方去:邻居家、商店、派出所。这一页随时能走:按下面的「马上离开」,这里就换成别的网页。</p>
<h2>不急,但想有人管</h2>
<ul class="doors">
<li><a href="/help/ask">我想求助,或替别人求助</a></li>
<li><a href="/help/ask?what=tell">我想反映情况、提建议</a></li>
<li><a href="/help/follow">查我的办理情况</a></li>
</ul>
<h2>用这里的页面安全吗</h2>
<ul>
<li>不用登记,不用名字,也能写。写了什么,只有接您这件事的人能看到;上级只看到件数。</li>
<li>页面标题看不出是什么;可浏览器的「历史记录」里会有网址。用别人的手机、电脑,请用无痕窗口,或用完把这一条删掉。</li>
<li>要是有人查您的手机,不要把回执码存在手机里,抄在纸上或记在心里。</li>
</ul>`;

import type { SampleAccount } from '../../../contracts/api.ts';
import { type Html, html, trusted } from '../../platform/http/index.ts';
import type { Enrolment } from '../actions/enrol-second-step.ts';

/** The pages of the way in (登录), one thing a page. What they say of a refusal comes from the table of sentences. */

const problemOf = (problem: string | null): Html =>
  html`${problem && html`<p class="problem" role="alert" id="problem">${problem}</p>`}`;
const toField = (to: string): Html => html`<input type="hidden" name="to" value="${to}">`;

export interface SignInView {
  readonly to: string;
  readonly login: string;
  readonly problem: string | null;
  readonly note: string | null;
  /** No account exists: the first administrator comes with the code that the start printed. */
  readonly isEmpty: boolean;
  readonly samples: readonly SampleAccount[];
}

export function signInView(v: SignInView): Html {
  return html`<main>
<h1>登录</h1>
${v.note && html`<p class="note">${v.note}</p>`}
${
  v.isEmpty &&
  html`<p class="note">这里还没有账号。请用启动时屏幕上显示的一次性口令,建立第一位系统管理员。
<a class="button" href="/sign-in/first">建立第一位管理员</a></p>`
}
<form method="post" action="/sign-in" data-busy="正在登录…">
${toField(v.to)}
<label for="login">账号</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="60" required value="${v.login}" ${v.login === '' && v.samples.length === 0 && trusted('autofocus')}>
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required ${v.login !== '' && trusted('autofocus')} ${v.problem && trusted('aria-describedby="problem"')}>
${problemOf(v.problem)}
<button type="submit" class="primary">登录</button>
</form>
<p class="hint">忘了密码?请本单位(没有就请上级)的系统管理员发一个一次性口令,填在密码一栏登录。</p>
<p class="hint">不是工作人员,想求助或反映情况:<a href="/help">请到这里</a>,不用账号。</p>
</main>
${v.samples.length > 0 && samplesView(v.samples, v.to)}`;
}

const LEVELS: Readonly<Record<SampleAccount['level'], string>> = {
  nation: '全国',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡级',
  village: '村级',
};

function samplesView(samples: readonly SampleAccount[], to: string): Html {
  const seconds = samples.find((a) => a.seconds !== null)?.seconds;
  return html`<section class="samples" aria-label="样例账号">
<h2>样例账号</h2>
<p class="hint">只在样例世界里有,只能在这台机器上用,密码和验证码都是公开的;正式运行时一个也没有。点一下就进去。
手工登录的密码都是 <b>${samples[0]?.password}</b>,验证码每 30 秒一换(<span data-seconds>现在的还剩 ${seconds} 秒</span>)。</p>
<ul>${samples.map((a) => sampleView(a, to))}</ul>
</section>`;
}

const sampleView = (a: SampleAccount, to: string): Html => html`<li>
<form method="post" action="/sign-in/sample" data-busy="">
${toField(to)}<input type="hidden" name="login" value="${a.login}">
<button type="submit" class="sample"><b class="quiet">用样例账号进入 </b>
<strong>${a.unitName}</strong> <span>${a.post} · ${a.name} <i>${LEVELS[a.level]}</i></span> <span class="hint">${a.hint}</span>
</button></form>
<p class="by-hand">账号 <b>${a.login}</b>${a.code && html` 验证码 <b data-code="${a.login}">${a.code}</b>`}</p></li>`;

export function codeView(v: { to: string; name: string; problem: string | null }): Html {
  return html`<main>
<h1>第二步:输入验证码</h1>
<p>${v.name},您好。请打开手机上的验证器,输入“半边天”下面现在的 6 位数字。</p>
<form method="post" action="/sign-in/second-step" data-busy="正在核对…">
${toField(v.to)}
<label for="code">验证码</label>
<input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required autofocus ${v.problem && trusted('aria-describedby="problem"')}>
${problemOf(v.problem)}
<button type="submit" class="primary">登录</button>
</form>
<details><summary>手机不在身边,或换了手机</summary>
<p>在上面输入一个备用码(绑定时打印或抄下的,形如 ABCDE-FGHJK),每个只能用一次。备用码也没有了,请本单位的系统管理员重置验证器。</p></details>
<p class="hint"><a href="/sign-in">换一个账号登录</a></p>
</main>`;
}

export interface PasswordView {
  readonly to: string;
  readonly login: string;
  readonly name: string;
  /** False for who came in with a one-time code. */
  readonly asksPresent: boolean;
  readonly least: number;
  readonly problem: string | null;
  readonly field: string | null;
}
export function passwordView(v: PasswordView): Html {
  const input = (
    id: string,
    label: string,
    complete: string,
  ): Html => html`<label for="${id}">${label}</label>
<input id="${id}" name="${id}" type="password" autocomplete="${complete}" maxlength="200" required ${v.field === id && trusted('aria-invalid="true" aria-describedby="problem" autofocus')}>
${v.field === id && problemOf(v.problem)}`;
  return html`<main>
<h1>先定一个自己的密码</h1>
<p>${v.name},您好。${v.asksPresent ? '现在的密码是别人替您设的,或已到期。' : '一次性口令只能用一次。'}改好就进入系统。</p>
<form method="post" action="/sign-in/password" data-busy="正在保存…">
${toField(v.to)}
<input type="hidden" name="username" autocomplete="username" value="${v.login}">
${v.asksPresent && input('present', '现在的密码', 'current-password')}
${input('next', '新密码', 'new-password')}
<p class="hint">至少 ${v.least} 位。几个不相干的词连起来,又长又好记;不要用账号、姓名、生日、手机号。</p>
${input('again', '再输入一次新密码', 'new-password')}
${v.field === null && problemOf(v.problem)}
<button type="submit" class="primary">保存并进入</button>
</form>
${leaveView}
</main>`;
}

export function enrolView(v: {
  to: string;
  name: string;
  enrolment: Enrolment;
  problem: string | null;
}): Html {
  return html`<main class="enrol">
<h1>绑定手机验证器</h1>
<p>${v.name},您好。您的职务能看到很多人的信息,登录除了密码还要一个手机上的 6 位验证码。只需绑定这一次。</p>
<ol>
<li><strong>手机上准备一个验证器。</strong>微信里搜“验证器”小程序,或在手机的应用市场装一个身份验证器,都行;不用联网,不收短信。</li>
<li><strong>用它扫这个二维码。</strong>
<div class="square" role="img" aria-label="绑定用的二维码">${trusted(v.enrolment.svg)}</div>
<details><summary>扫不了?手动输入密钥</summary><p>在验证器里选“输入密钥”,名称填 半边天,密钥填:</p>
<p class="groups">${v.enrolment.groups}</p></details></li>
<li><strong>输入验证器上现在的 6 位数字。</strong>
<form method="post" action="/sign-in/enrol" data-busy="正在核对…">
${toField(v.to)}
<label for="code" class="quiet">验证码</label>
<input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required ${v.problem && trusted('autofocus aria-describedby="problem"')}>
${problemOf(v.problem)}
<button type="submit" class="primary">绑定</button>
</form></li>
</ol>
${leaveView}
</main>`;
}

export function recoveryView(v: { to: string; login: string; codes: readonly string[]; day: string }): Html {
  return html`<main>
<h1>绑定好了。请收好备用码</h1>
<p>手机丢了、换了,用备用码代替验证码登录,每个只能用一次。<strong>只显示这一次</strong>:请打印或抄下来,锁在抽屉里,不要拍照发给别人。</p>
<section class="paper"><h2>半边天 备用码</h2><p>账号 ${v.login} · ${v.day}</p>
<ol class="codes">${v.codes.map((c) => html`<li>${c}</li>`)}</ol></section>
<p class="row"><button type="button" class="needs-script" data-print>打印</button>
<a class="button primary" href="${v.to}">收好了,进入系统</a></p>
</main>`;
}

export interface FirstView {
  readonly values: Readonly<Record<string, string>>;
  readonly problem: string | null;
  readonly least: number;
}
export function firstView(v: FirstView): Html {
  const input = (id: string, label: string, more: string): Html => html`<label for="${id}">${label}</label>
<input id="${id}" name="${id}" maxlength="200" required value="${id === 'password' || id === 'again' ? '' : (v.values[id] ?? '')}" ${trusted(more)}>`;
  return html`<main>
<h1>建立第一位系统管理员</h1>
<p>系统管理员建账号、授职务,看不到业务数据。接着请她再设安全管理员和审计管理员,三个人各管一样。</p>
<form method="post" action="/sign-in/first" data-busy="正在建立…">
${input('code', '一次性口令(启动时屏幕上显示,24 小时内有效)', 'autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus')}
${input('unit', '所在组织的代码(如 350100)', 'autocomplete="off" inputmode="numeric"')}
${input('name', '姓名', 'autocomplete="name"')}
${input('login', '账号(字母、数字,如姓名拼音)', 'autocomplete="username" autocapitalize="none" spellcheck="false"')}
${input('password', `密码(至少 ${v.least} 位)`, 'type="password" autocomplete="new-password"')}
${input('again', '再输入一次密码', 'type="password" autocomplete="new-password"')}
${problemOf(v.problem)}
<button type="submit" class="primary">建立并进入</button>
</form>
<p class="hint"><a href="/sign-in">回到登录</a></p>
</main>`;
}

/** For who must do something first and would rather do it later. */
const leaveView = html`<form method="post" action="/sign-in/leave"><button type="submit" class="link">先退出,以后再办</button></form>`;

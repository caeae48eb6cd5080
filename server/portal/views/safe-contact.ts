import { CONTACT_COVER, CONTACT_WAYS, HARMLESS } from '../../../contracts/safe-contact.ts';
import { type Html, html } from '../../platform/http/index.ts';
import { DAYS, HOURS, WAYS, wayField } from '../safe-contact.ts';
import type { Problems, Typed } from '../typed.ts';
import { choices, lineField, said } from './parts.ts';

interface View {
  readonly typed: Typed;
  readonly problems: Problems;
  /** Hours that she said before, in words; kept unless she says others. */
  readonly kept?: string;
}

const HER_COVER = {
  silent: '不是我,就挂断,什么也别说',
  disguised: '不是我,就用无害的名义说',
  open: CONTACT_COVER.open,
} as const;

const tick = (v: View, field: string, label: string): Html =>
  html`<label class="choice"><input type="checkbox" name="${field}" value="yes"${v.typed[field] === 'yes' && html` checked`}> <span>${label}</span></label>`;
const hourOf = (v: View, field: 'from' | 'to', label: string): Html =>
  html`<span><label for="${field}">${label}</label> <select id="${field}" name="${field}"><option value=""></option>${HOURS.map(
    (h) =>
      html`<option value="${h}"${v.typed[field] === h && html` selected`}>${Number(h.slice(0, 2))} 点</option>`,
  )}</select></span>`;

/** How she may be reached without danger (怎么联系才安全), in plain words; the same at the beginning and when she changes it. */
export const safeContactFields = (v: View): Html => html`<div class="reachable">
<fieldset aria-describedby="ways-said"><legend>怎么联系您安全?可以选几个</legend>
${said('ways', v.problems)}
${WAYS.map((w) => tick(v, wayField(w), CONTACT_WAYS[w]))}
</fieldset>
${lineField({ ...v, field: 'phone', label: '电话号码', type: 'tel', most: 24 })}
${lineField({ ...v, field: 'address', label: '微信号,或者地址', hint: '选了发微信、寄信、上门才填。', most: 120 })}
${choices({
  ...v,
  field: 'when',
  ask: '什么时候可以?',
  options: {
    ...(v.kept ? { keep: `照原来说的:${v.kept}` } : {}),
    hours: '只在下面的时间',
    any: '什么时候都行',
  },
})}
<div class="hours">
${choices({ ...v, field: 'days', ask: '哪几天', options: DAYS })}
${said('from', v.problems)}
<p class="span">${hourOf(v, 'from', '从')} ${hourOf(v, 'to', '到')}</p>
<p class="hint">到的时间比从的时间早,就是到第二天,例如从 22 点到 6 点。</p>
${tick(v, 'holidays', '放假的日子(国庆、春节……)也可以')}
</div>
${choices({ ...v, field: 'cover', ask: '万一不是您接', options: HER_COVER })}
${lineField({ ...v, field: 'coverName', label: '用什么名义(可不填)', hint: `不填就说“${HARMLESS.name}”。发短信、写信也用这个名义,不写别的。`, most: 20 })}
${lineField({ ...v, field: 'coverWords', label: '就说什么事(可不填)', hint: `不填就说“${HARMLESS.words}”。`, most: 60 })}
${lineField({ ...v, field: 'leaveWith', label: '可以留话给谁(可不填)', hint: '不填就不给任何人留话。', most: 40 })}
${lineField({ ...v, field: 'codeWord', label: '有人在旁边听时,您说哪句话(可不填)', hint: '例如:“今天菜真贵。”听到这句,我们就只说闲话、挂断。', most: 30 })}
${lineField({ ...v, field: 'note', label: '还要注意什么(可不填)', most: 200 })}
</div>`;

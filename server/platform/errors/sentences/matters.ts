import { type Sentences, say } from './sentence.ts';

/** Matters (事项), letters (来件), referrals (转办), safe contact (安全联系), personal data (个人信息). */
export const MATTERS = {
  'flow.unknown': { status: 404, text: say('没有叫「{key}」的流程。请刷新页面后重试。') },
  'matter.moved': {
    status: 409,
    text: say('这件事在 {when} 已经由{who}办了“{what}”,您页面上的是旧的。请看看最新情况再办。'),
  },
  'matter.not-yours': {
    status: 403,
    text: say('这一步现在不由您来办。这件事是「{state}」,由{holder}负责。'),
  },
  'matter.erased': {
    status: 410,
    text: say('这件事的内容已于 {day} 依法删除,不能再看、再办。留下的只有编号、办理时间和分类,用于统计。'),
  },
  'matter.second-step': {
    status: 403,
    text: say(
      '看个案、办个案要先绑定验证器:打开右上角「我的账号」里的「第二步验证」,两分钟就好。她有危险的,先打 110,不用等。',
    ),
  },
  // No such number, and not for her: one sentence, or trying numbers would tell what there is.
  'matter.urgent-none': {
    status: 404,
    text: say(
      '没有您可以紧急查看的这一件。请核对单位和编号;只有本机关和上一级妇联的人可以,这件事涉及的人不可以。',
    ),
  },
  'matter.urgent-needless': {
    status: 409,
    text: say('这件事您已经经手,不用紧急查看,从「事项」里直接打开。'),
  },
  'matter.urgent-many': { status: 409, text: say('有几个部室都有这个编号,请把单位选到部室再试。') },
  'matter.urgent-often': {
    status: 429,
    text: say('一天最多紧急查看 {most} 件。请找这件事的责任人或者她的领导。'),
  },
  'personal.still-open': {
    status: 409,
    text: say('{number} 还没有办结,不能删除。请先办结;她不想办了,在办理步骤里写明。'),
  },
  'personal.kept': {
    status: 409,
    text: say(
      '{number} 依规定要保存到 {until},在那以前不能删除;这期间只保存,不作别的用。保存几年在「设置 · 个人信息」里,以本单位的归档范围和保管期限表为准。',
    ),
  },
  'personal.referral-open': {
    status: 409,
    text: say('还有转办没有答复,也没有收回,不能删除。请先收回转办或等到答复。'),
  },
  'personal.waiting': { status: 409, text: say('这件事已经有人提出删除,正在等安全管理员批准。') },
  'personal.same-person': {
    status: 403,
    text: say('提出删除的人不能自己批准。请由另一位安全管理员批准。'),
  },
  'personal.over': { status: 409, text: say('这件请求已经办过了。请刷新页面看结果。') },
  'content.erased': { status: 410, text: say('这部分内容已经依法删除,不能再看。') },
  'letter.erased': {
    status: 410,
    text: say('这封来件的内容已经按法律规定删除,这里不再有您写过的话。有新的事,请再写一次或打 12338。'),
  },
  'letter.no-place': { status: 422, text: say('没有找到接收的妇联。请写县、区的名字,例如:鼓楼区。') },
  'letter.nobody': {
    status: 503,
    text: say('这个地方还没有人用本平台接件,您写的没有发出去。请打 12338,或到当地妇联。'),
  },
  'letter.no-code': {
    status: 404,
    text: say('没有这个回执码。它是 12 个字母和数字,没有 0、1、I、L、O、U。请对着抄的再看一遍。'),
  },
  'letter.no-words': { status: 422, text: say('还没有写。请写一两句话,再按按钮。') },
  'letter.too-long': { status: 422, text: say('写了 {count} 个字,最多 4000 个。请分两次发。') },
  'letter.over': { status: 409, text: say('这件事您已经撤回,不再办了。要重新办,请再写一次。') },
  'referral.matter-closed': { status: 409, text: say('这件事已经办结,不能再转办。') },
  'referral.moved': {
    status: 409,
    text: say('这件转办刚才有了变化(对方可能接收、提问或答复了)。请看一看新的情况再办。'),
  },
  'referral.over': { status: 409, text: say('这件转办已经答复或者收回,不用再办这一步。') },
  'referral.nothing-asked': { status: 409, text: say('对方没有等着回复的问题。请刷新页面。') },
  'referral.not-silent': {
    status: 409,
    text: say('对方还没有到期不答复,不能起草督促处理意见。到期以后再起草。'),
  },
  'referral.not-answered': {
    status: 409,
    text: say('对方没有这样答复,不能以这个理由起草。请核对答复再选。'),
  },
  'referral.not-accepted': { status: 409, text: say('请先写明接收人,再答复或提问。') },
  // What a link says that is good for nothing any more tells nothing of what it was about.
  'referral.link-unknown': {
    status: 404,
    text: say('这个链接不对,或者没有抄全。请向给您链接的同志核对。'),
  },
  'referral.link-withdrawn': {
    status: 410,
    text: say('这个链接已经收回,不能再用。有疑问请联系给您链接的同志。'),
  },
  'referral.link-expired': {
    status: 410,
    text: say('这个链接已经过期,不能再用。还需要的话,请联系给您链接的同志换一个。'),
  },
  'referral.link-replaced': {
    status: 410,
    text: say('这个链接已经换成新的,不能再用。请用后来收到的那一个。'),
  },
  'referral.link-answered': { status: 410, text: say('答复已经收到,这个链接用完了。谢谢。') },
  'referral.link-locked': {
    status: 403,
    text: say('口令输错的次数太多,链接已经锁住。请联系给您链接的同志换一个。'),
  },
  'referral.pin-wrong': {
    status: 422,
    text: say('口令不对,还可以试 {left} 次。请向给您链接的同志核对。'),
  },
  'referral.pin-first': { status: 401, text: say('请先输口令。') },
  'contact.moved': { status: 409, text: say('怎么联系她,{who}刚刚改过。请看过新的,再决定改不改。') },
  'contact.message-over': { status: 409, text: say('这句话已经告诉她了,或者不用告诉了。请刷新页面。') },
} satisfies Sentences;

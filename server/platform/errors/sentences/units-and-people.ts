import { type Sentences, say } from './sentence.ts';

/** Units in time (组织), the roster (花名册), moves of persons (调动). */
export const UNITS_AND_PEOPLE = {
  'unit.code-taken': { status: 409, text: say('代码 {code} 已经是另一个组织的(或曾经是)。请核对代码。') },
  'unit.name-taken': {
    status: 409,
    text: say('同一个上级之下已有叫「{name}」的组织。请换一个名称,或先撤销原来的。'),
  },
  'unit.level-skipped': {
    status: 422,
    text: say('「{name}」是{level}组织,不能直接挂在{parentLevel}的「{parent}」之下,中间缺了层级。'),
  },
  'unit.level-differs': { status: 422, text: say('「{name}」不是妇联,层级须与所在的「{parent}」相同。') },
  'unit.parent-not-federation': { status: 422, text: say('「{parent}」不是妇联,「{name}」不能挂在它之下。') },
  'unit.circle': { status: 422, text: say('「{parent}」在「{name}」之下,不能反过来做它的上级。') },
  'unit.closed': { status: 422, text: say('「{name}」已于 {day} 撤销,不能再用。') },
  'unit.day-future': {
    status: 422,
    text: say('「{name}」的变动日期 {day} 还没有到。到了那一天再办,权限和数字会一起跟着变。'),
  },
  'unit.day-too-early': {
    status: 422,
    text: say('「{name}」上一次变动在 {last},新的变动日期必须在它之后。'),
  },
  'unit.same-parent': { status: 422, text: say('「{name}」现在就在「{parent}」之下,不用调整。') },
  'unit.parent-later': {
    status: 422,
    text: say('「{parent}」{from} 才成立,{day} 还没有它,「{name}」不能从那天起挂在它之下。'),
  },
  'unit.has-children': {
    status: 409,
    text: say('「{name}」之下还有 {count} 个组织({names} 等),请先调整或撤销它们,再撤销它。'),
  },
  'unit.has-open-work': { status: 409, text: say('「{name}」还有没办完的事:{work}。请先办完或移交。') },
  'unit.merge-unlike': { status: 422, text: say('「{name}」与「{into}」不是同级同类的两个组织,不能合并。') },
  'unit.not-a-child': { status: 422, text: say('「{name}」不在「{parent}」之下,不能随它分出去。') },
  'unit.undo-nothing': { status: 409, text: say('没有可以撤回的变动:它随组织树装入,或者已经撤回了。') },
  'unit.undo-followed': {
    status: 409,
    text: say('这次变动之后又有了别的变动、记录或人员,不能直接撤回。请按实际情况再办一次变动。'),
  },
  'unit.unknown': {
    status: 404,
    text: say('没有代码为 {code} 的组织。请核对代码,或先装入组织树(load-tree)。'),
  },
  'person.changed': { status: 409, text: say('别人刚刚改过。请刷新页面,看看现在的样子,再改。') },
  'person.merged': { status: 409, text: say('「{name}」的这份档案已经并入另一份,请看那一份。') },
  'person.same-file': { status: 422, text: say('两边是同一份档案,不能合并。') },
  'person.numbers-differ': {
    status: 409,
    text: say('两份档案的身份证号不同,不是同一个人。如果有一个登记错了,请先更正再合并。'),
  },
  'person.number-known': {
    status: 409,
    text: say('这个身份证号已经登记在「{name}」的档案里。请打开那份档案,加一个职务就行。'),
  },
  'person.number-elsewhere': {
    status: 409,
    text: say('这个身份证号已由别处的妇联登记。请与上级妇联联系,把她调过来。'),
  },
  'person.same': {
    status: 409,
    text: say(
      '花名册里已有「{name}」:{posts}。如果就是她,请打开她的档案加一个职务;如果是同名的另一个人,请勾上“是另一个人”再保存。',
    ),
  },
  'person.sealed': { status: 403, text: say('您的职务不能看她的{what}。需要时请找管她档案的妇联。') },
  'transfer.needs-consent': {
    status: 409,
    text: say(
      '{unit}的「{title}」任期没有满,调动、免职要先征得上一级妇联同意。请先“征求意见”,同意以后再办。',
    ),
  },
  'transfer.before-consent': {
    status: 409,
    text: say('上一级妇联是 {day} 同意的,调动的日期不能早于这一天。'),
  },
  'transfer.protected': {
    status: 409,
    text: say('「{title}」任期没有满,不能把职务改成别的,也不能把任期改到今天以前。要调动请先征求意见。'),
  },
  'transfer.not-needed': { status: 409, text: say('「{title}」不用征求意见,可以直接办理。') },
  'transfer.asked': { status: 409, text: say('「{title}」的调动已经在征求意见,不用再报一次。') },
  'transfer.nobody-above': { status: 409, text: say('没有更上一级的妇联可以征求意见。') },
  'transfer.own-request': { status: 403, text: say('自己报的调动,要由别人表示意见。') },
  'transfer.not-yours': { status: 403, text: say('这件调动由{unit}表示意见。') },
  'transfer.closed': { status: 409, text: say('这件调动已经有了结果。请刷新页面。') },
  'merge.undone': { status: 409, text: say('这次合并已经撤销了。') },
  'library.in': { status: 409, text: say('「{name}」已经在「{library}」人才库里。') },
} satisfies Sentences;

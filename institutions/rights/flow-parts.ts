import type { Flow, Who } from '../../contracts/flow.ts';
import type { Field } from '../../contracts/ledger.ts';

/** Parts that the flows of rights work share. Pure data. */
export type Step = Flow['transitions'][number];
export type Guard = NonNullable<Step['guards']>[number];

export const HER: Who[] = [{ is: 'responsible' }];
export const LEADERS: Who[] = [{ is: 'department-head' }, { is: 'in-charge' }, { is: 'chair' }];
export const OTHERS: Who[] = [{ is: 'office' }, { is: 'unit-above' }, { is: 'unit-below' }];

/** Fields asked at a step; a name with `?` may stay empty. */
export const ask = (...fields: string[]): { field: string; required?: boolean }[] =>
  fields.map((f) => (f.endsWith('?') ? { field: f.slice(0, -1) } : { field: f, required: true }));

/** The same, asked only where what was filled in above makes this true. */
export const askIf = (when: string, ...fields: string[]): ReturnType<typeof ask>[number][] =>
  ask(...fields).map((a) => ({ ...a, when }));

export const notAhead = (field: string): Guard => ({
  test: `\${${field}} <= \${today}`,
  say: '这一天还没有到,请核对日期。',
  field,
});
export const notBefore = (field: string, other: string, say: string): Guard => ({
  test: `\${${field}} >= \${${other}}`,
  say,
  field,
});

/** The classes of ledger L8, so that what is counted needs no translation. */
export const CAUSES = [
  '婚姻家庭',
  '家庭暴力',
  '财产权益',
  '劳动权益',
  '土地权益',
  '人身权益',
  '儿童权益',
  '政治权利',
  '生活困难',
  '其他',
];
/** Asked before anything else, and not clear counts as danger. */
export const DANGER = "(selected(${danger}, '有危险') or selected(${danger}, '说不清'))";
export const DANGER_FIRST: Field[] = [
  {
    key: 'danger',
    label: '她现在有危险吗',
    type: 'choice',
    options: ['没有', '有危险', '说不清'],
    help: '先问这一句。有危险或说不清:先打 110,陪她到安全的地方,再登记。',
  },
  {
    key: 'police-told',
    label: '报警了吗',
    type: 'choice',
    options: ['已报警', '她不愿报警', '已请 110 到场', '不需要'],
    help: '有危险时必须选。',
  },
];
/** Whoever registers danger has said of the police first. */
export const POLICE_FIRST: Guard[] = [
  {
    test: "${danger} = '没有' or not(empty(${police-told}))",
    say: '有危险或说不清的,先写明报警了没有,再登记其他的。',
    field: 'police-told',
  },
  {
    test: "${danger} != '有危险' or ${police-told} != '不需要'",
    say: '她现在有危险,不能选“不需要”报警。请先打 110;她不愿报警的,选“她不愿报警”。',
    field: 'police-told',
  },
];
export const cause: Field = { key: 'cause', label: '什么事', type: 'choice', options: CAUSES };
export const person = (key: string, label: string): Field => ({
  key,
  label,
  type: 'person',
  help: '只有经办的人看得到,加密保存。',
});
export const phone: Field = { key: 'phone', label: '电话', type: 'text', maxLength: 40 };
export const contact: Field = {
  key: 'contact',
  label: '怎么联系她',
  type: 'text',
  help: '什么时候、用什么方式联系是安全的。',
};
export const day = (key: string, label: string, help?: string): Field => ({
  key,
  label,
  type: 'date',
  ...(help ? { help } : {}),
});
export const choice = (key: string, label: string, options: string[], help?: string): Field => ({
  key,
  label,
  type: 'choice',
  options,
  ...(help ? { help } : {}),
});
export const words = (key: string, label: string, help?: string): Field => ({
  key,
  label,
  type: 'longtext',
  ...(help ? { help } : {}),
});
export const line = (key: string, label: string, help?: string): Field => ({
  key,
  label,
  type: 'text',
  maxLength: 60,
  ...(help ? { help } : {}),
});
export const count = (key: string, label: string, unitWord: string, min = 0): Field => ({
  key,
  label,
  type: 'integer',
  unitWord,
  min,
});
export const yes = (key: string, label: string, help?: string): Field => ({
  key,
  label,
  type: 'yesno',
  ...(help ? { help } : {}),
});

/** What she reads of a step by the code of her letter; where there is violence a person tells her instead (0037). */
export const toldHer = (text: string, when?: string): NonNullable<Step['toHer']>[number] => ({
  words: text,
  reads: 'herself',
  calm: true,
  ...(when ? { when } : {}),
});

/** To somebody else, who is responsible once she has accepted; until then nothing moves. */
export const passOn = (from: string[], to: Who[] = OTHERS): Step => ({
  key: 'pass-on',
  name: '转给别人办',
  from,
  to: 'stay',
  who: HER,
  hand: { to: 'chosen', among: to, accept: true },
  opinion: 'offered',
});
/** Others read it beside her; she stays responsible. */
export const consult = (from: string[]): Step => ({
  key: 'consult',
  name: '请别人一起看',
  from,
  to: 'stay',
  who: HER,
  circulates: [{ is: 'office' }],
  opinion: 'offered',
});

import {
  CONTACT_COVER,
  CONTACT_WAYS,
  type ContactPlan,
  type ContactWording,
  HARMLESS,
  MESSAGES,
  type MessageKind,
  WEEKDAYS,
} from '../../../contracts/safe-contact.ts';

/** 周一至周五 09:00–11:30;法定节假日不联系. Pure. */
export function hoursInWords(plan: ContactPlan): string {
  if (plan.ways.length === 0) return '';
  const parts = plan.anytime
    ? ['什么时候都行']
    : plan.hours.map((h) => `${daysInWords(h.days)} ${h.from}–${h.from < h.to ? '' : '次日 '}${h.to}`);
  if (parts.length === 0) return '';
  return `${parts.join(';')}${plan.holidays ? '' : ';法定节假日不联系'}`;
}

function daysInWords(days: readonly number[]): string {
  if (days.length === 7) return '每天';
  const [first, last] = [days[0] ?? 1, days.at(-1) ?? 1];
  const name = (n: number): string => WEEKDAYS[n - 1] ?? '';
  if (days.length > 2 && last - first === days.length - 1) return `${name(first)}至${name(last)}`;
  return days.map(name).join('、');
}

export const waysInWords = (plan: ContactPlan): string =>
  plan.ways.length === 0
    ? '不联系她,她自己来或者凭回执码看'
    : plan.ways.map((w) => CONTACT_WAYS[w]).join('、');

const coverOf = (plan: ContactPlan): { name: string; words: string } => ({
  name: plan.coverName || HARMLESS.name,
  words: plan.coverWords || HARMLESS.words,
});

/**
 * What is said and written to her (无害说法). Only where she said that the federation may be named does a message name it or
 * say what it is about; not asked yet, it is as if somebody else always listened. Pure.
 */
export function wordingOf(plan: ContactPlan | null, what: MessageKind, unit: string): ContactWording {
  if (!plan)
    return {
      spoken: '还没有问过她。她打来或来的时候先问;别用看得出是妇联的号码打给她。',
      other: '不是她接的,说打错了,挂断。',
      written: '',
    };
  const { name, words } = coverOf(plan);
  const left = plan.leaveWith === '' ? '不留话。' : `可以留话给${plan.leaveWith},留的也只是这一句。`;
  if (plan.cover === 'open')
    return {
      spoken: `您好,我是${unit}的。${MESSAGES[what]}。您现在说话方便吗?`,
      other: `可以说是${unit},请她回电话;不说是什么事。${left}`,
      written: `【${unit}】${MESSAGES[what]},请您方便时联系我们。`,
    };
  const disguised = plan.cover === 'disguised';
  return {
    spoken: disguised
      ? `您好,我是${name}的,${words}。您现在说话方便吗?`
      : '先不出声,等她说话。是她本人,再问:您现在说话方便吗?',
    other: disguised ? `就说:“我是${name}的,${words}。”${left}` : '挂断,什么也别说,不留话。',
    written: `【${name}】${words}。`,
  };
}

/** A version of the plan in one line, for its history. Pure. */
export function planInWords(plan: ContactPlan): string {
  if (plan.ways.length === 0) return '不要联系。';
  const parts = [
    waysInWords(plan),
    hoursInWords(plan),
    CONTACT_COVER[plan.cover],
    ...(plan.cover === 'disguised' ? [`说法:${coverOf(plan).name},${coverOf(plan).words}`] : []),
    plan.leaveWith === '' ? '不留话' : `可以留话给${plan.leaveWith}`,
    ...(plan.codeWord === '' ? [] : ['有暗语']),
    ...(plan.note === '' ? [] : [plan.note]),
  ];
  return `${parts.filter((p) => p !== '').join('。')}。`;
}

/** What an agency may read of it (转办): how and when, and under what name; no word by which she warns, nobody's name. Pure. */
export function forAgency(plan: ContactPlan | null, unit: string): readonly string[] {
  if (!plan || plan.ways.length === 0)
    return [`请不要自己联系她:电话、短信、上门都可能让她有危险。要找她,先打电话给${unit},由我们转告。`];
  const { name, words } = coverOf(plan);
  return [
    `只能这样联系她:${waysInWords(plan)}。别的方式都不要用。`,
    ...(hoursInWords(plan) === '' ? [] : [`时间:${hoursInWords(plan)}。别的时候不要联系。`]),
    plan.cover === 'open'
      ? '不是她本人接的,不要说是什么事。'
      : plan.cover === 'disguised'
        ? `不是她本人接的,就说“我是${name}的,${words}”,不要说出单位和事情,不要留话。`
        : '不是她本人接的,就挂断,什么也别说。',
    '写给她的短信、信封上,不要有单位名称和这件事。',
  ];
}

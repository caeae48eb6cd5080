import type {
  ReferralEventKind,
  ReferralNeeds,
  ReferralView,
} from '../../../../../contracts/api-referrals.ts';
import { formatDay } from '../../format.ts';

export const NEEDS_WORDS: Readonly<Record<ReferralNeeds, string>> = {
  reply: '对方在问,等您回复;等的这几天不算在对方的期限里',
  read: '对方有答复了,请看',
  chase: '到期没有答复,请打电话催',
  urge: '过期多日还没有答复,可以起草文书',
};
export const EVENT_WORDS: Readonly<Record<ReferralEventKind, string>> = {
  sent: '发出',
  opened: '对方打开',
  'wrong-pin': '有人输错口令',
  locked: '口令错太多,链接锁住了',
  accepted: '对方接收',
  asked: '对方说',
  replied: '回复',
  chased: '催办',
  due: '到期没有答复',
  silent: '过期多日没有答复',
  answered: '答复',
  read: '看了答复',
  withdrawn: '收回',
  expired: '链接到期',
  renewed: '换了链接',
  'paper-made': '起草了文书',
  'paper-sent': '文书送出',
};
export const PAPER_WORDS = { urge: '督促处理意见', ask: '函(商请告知办理情况)' } as const;

/** How a referral stands, in a few words, with its tone. */
export function standingOf(r: ReferralView): { text: string; tone: 'ended' | 'urgent' | '' } {
  if (r.state === 'withdrawn') return { text: '已收回', tone: 'ended' };
  if (r.state === 'answered') return { text: r.isLate ? '已答复(超期)' : '按时答复', tone: 'ended' };
  if (r.state === 'expired') return { text: '没有答复,链接已到期', tone: 'urgent' };
  if (r.isLate) return { text: '超期没有答复', tone: 'urgent' };
  if (r.isLocked) return { text: '链接锁住了', tone: 'urgent' };
  if (r.accepted) return { text: '对方已接收', tone: '' };
  return { text: r.opens > 0 ? '打开了,还没有接收' : '还没有打开', tone: '' };
}

/** Openings close together as one line: what matters is that they looked, and when last. */
export function shortened(events: ReferralView['events']): { at: string; text: string; words: string }[] {
  const lines: { at: string; text: string; words: string; times: number }[] = [];
  for (const e of events) {
    const last = lines.at(-1);
    const text = EVENT_WORDS[e.kind];
    if (last && last.text === text && e.words === '' && last.words === '') {
      last.times += 1;
      last.at = e.at;
    } else lines.push({ at: e.at, text, words: e.words, times: 1 });
  }
  return lines.map((l) => ({
    at: l.at,
    words: l.words,
    text: l.times > 1 ? `${l.text} ${l.times} 次` : l.text,
  }));
}

export const dueWords = (r: ReferralView, today: string): string =>
  r.state === 'withdrawn' ? '' : `要在 ${formatDay(r.dueDay, today)} 前答复`;

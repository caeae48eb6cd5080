import type { HomeTodo } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { messagesWaiting } from '../cases/index.ts';
import { type FlowKit, waitingFor } from '../flows/index.ts';
import { personalWaiting } from '../personal/index.ts';
import { referralsWaiting } from '../referrals/index.ts';
import { openWarnings } from '../trends/index.ts';

/**
 * Matters that wait for her (待办事项), a woman in danger before everything else. Their titles say no more than kinds; who
 * stands in for somebody else sees hers too.
 */
export async function ownMatters(
  kit: FlowKit,
  actor: Actor,
): Promise<{ urgent: HomeTodo[]; other: HomeTodo[] }> {
  if (!actor.can('matter.use')) return { urgent: [], other: [] };
  const [w, referrals, messages, warnings, personal] = await Promise.all([
    waitingFor(kit, actor),
    referralsWaiting(kit, actor),
    messagesWaiting({ vault: kit.vault, flows: kit }, actor),
    openWarnings(kit, actor),
    personalWaiting({ vault: kit.vault, flows: kit }, actor),
  ]);
  const warned = warnings.map(
    (x): HomeTodo => ({
      text: x.text,
      due: null,
      urgency: x.isGrave ? 'now' : 'late',
      action: '去办',
      to: `/matters/${x.matterId}`,
    }),
  );
  const to = '/matters';
  return {
    urgent: [
      ...warned.filter((t) => t.urgency === 'now'),
      ...(w.urgent === 0
        ? []
        : [
            {
              text: w.urgent === 1 ? '1 件紧急的事等您办' : `${w.urgent} 件紧急的事等您办`,
              due: null,
              urgency: 'now' as const,
              action: '马上办',
              to,
            },
          ]),
    ],
    other: [
      ...warned.filter((t) => t.urgency !== 'now'),
      ...(referrals.count === 0
        ? []
        : [
            {
              text:
                referrals.silent > 0
                  ? `${referrals.count} 件转办等您看,其中 ${referrals.silent} 件到期没有答复`
                  : `${referrals.count} 件转办等您看:有答复或提问`,
              due: null,
              urgency: referrals.silent > 0 ? ('late' as const) : ('soon' as const),
              action: '去看',
              to: referrals.matterId ? `/matters/${referrals.matterId}` : to,
            },
          ]),
      ...(messages.all === 0
        ? []
        : [
            {
              text:
                messages.now > 0
                  ? `${messages.all} 句话等着告诉来访人,其中 ${messages.now} 句现在可以`
                  : `${messages.all} 句话等着告诉来访人,现在还不到她能接的时间`,
              due: null,
              urgency: messages.now > 0 ? ('soon' as const) : ('calm' as const),
              action: '去看',
              to: messages.matterId ? `/matters/${messages.matterId}` : to,
            },
          ]),
      ...(personal.count === 0
        ? []
        : [
            {
              text:
                personal.late > 0
                  ? `${personal.count} 件本人对自己信息的要求等您办,其中 ${personal.late} 件过了期限`
                  : `${personal.count} 件本人对自己信息的要求等您办(要副本、更正、删除)`,
              due: personal.due,
              urgency: personal.late > 0 ? ('late' as const) : ('soon' as const),
              action: '去办',
              to: '/personal',
            },
          ]),
      ...(w.looked === 0
        ? []
        : [
            {
              text: `有人紧急查看了您负责或分管的个案(${w.looked} 次)`,
              due: null,
              urgency: 'late' as const,
              action: '去看是谁',
              to,
            },
          ]),
      ...(w.late === 0
        ? []
        : [
            {
              text: `${w.late} 件事过了期限还没有办`,
              due: null,
              urgency: 'late' as const,
              action: '去办',
              to: '/matters?box=late',
            },
          ]),
      ...(w.calm === 0
        ? []
        : [
            {
              text: `${w.calm} 件事等您办`,
              due: w.nextDue,
              urgency: 'soon' as const,
              action: '去办',
              to,
            },
          ]),
      ...(w.toRead === 0
        ? []
        : [
            {
              text: `${w.toRead} 件传阅还没有看`,
              due: null,
              urgency: 'calm' as const,
              action: '去看',
              to: '/matters?box=read',
            },
          ]),
    ],
  };
}

import { CONTACT_COVER, CONTACT_WAYS, MESSAGES, OUTCOMES } from '../../../contracts/safe-contact.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { momentInWords } from './rules.ts';
import { type ContactEvent, contactEventsOf, type KeptPlan, plansOf } from './store.ts';
import { hoursInWords, waysInWords } from './wording.ts';

/** What is held of how she may be reached, for the copy that she is handed (个人信息副本). */
export interface ContactCopy {
  /** The newest first. `byHer`: said on her own page or with her letter. */
  readonly plans: readonly {
    readonly at: Date;
    readonly byHer: boolean;
    readonly fields: readonly { readonly label: string; readonly value: string }[];
  }[];
  /** What was to be told to her, and when somebody tried. */
  readonly events: readonly { readonly at: Date; readonly words: string }[];
}

/** All versions that were written down with this matter, and what was told or tried since. As the worker or the owner. */
export async function contactCopyOf(tx: Tx, vault: Vault, matterId: string): Promise<ContactCopy> {
  const plans = await plansOf(tx, vault, [matterId]);
  const events = await contactEventsOf(tx, vault, [matterId]);
  return {
    plans: plans.map((p) => ({ at: p.at, byHer: p.by === null, fields: fieldsOf(p) })),
    events: events.flatMap((e) => {
      const words = inWords(e);
      return words === '' ? [] : [{ at: e.at, words }];
    }),
  };
}

function fieldsOf({ plan }: KeptPlan): { label: string; value: string }[] {
  const reaches = plan.ways.length > 0;
  const facts: readonly [label: string, value: string][] = [
    ['怎么联系', waysInWords(plan)],
    ['什么时候', hoursInWords(plan)],
    ['号码', plan.number],
    ['微信号或地址', plan.address],
    ['不是本人接', reaches ? CONTACT_COVER[plan.cover] : ''],
    ['用什么名义', plan.coverName],
    ['说什么事', plan.coverWords],
    ['可以留话给', plan.leaveWith],
    ['有人在旁边时的那句话', plan.codeWord],
    ['还要注意', plan.note],
  ];
  return facts.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]));
}

/** An event in her words; '' for what only says that she looked at her page. Pure. */
function inWords({ kind, said }: ContactEvent): string {
  if (kind === 'message') return `要告诉您的话:${said.words ?? MESSAGES[said.what ?? 'own']}`;
  if (kind === 'drop') return `没有告诉您,原因:${said.reason ?? ''}`;
  if (kind === 'page') return '';
  const way = said.way === undefined || said.way === 'she' ? '您来过或打来过' : CONTACT_WAYS[said.way];
  const when = said.when ? `(${momentInWords(new Date(said.when))})` : '';
  const rest = [said.outcome ? OUTCOMES[said.outcome] : '', said.words ?? '', said.reason ?? ''];
  return `联系${when}:${[way, ...rest].filter((w) => w !== '').join(',')}`;
}

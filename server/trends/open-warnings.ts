import type { Actor } from '../access/index.ts';
import { actingFor, type FlowKit, withMatters } from '../flows/index.ts';
import { RULES, type Rule } from './rules.ts';
import { ownSignals } from './store.ts';

/** A warning as home says it: counts and a place. */
export interface OpenWarning {
  readonly matterId: string;
  readonly isGrave: boolean;
  /** '严重:样例村妇联 轻生(重话)最近 2 件,发出时 1 件'. */
  readonly text: string;
}

/** Open warnings that she has a part in (预警), with how many it is by now. */
export async function openWarnings(kit: FlowKit, actor: Actor): Promise<OpenWarning[]> {
  const acting = await actingFor(kit, actor);
  const signals = await withMatters(kit, actor, acting, ownSignals, 'read');
  return signals.flatMap((s) => {
    const [first, last] = [s.counts[0], s.counts.at(-1)];
    if (!s.matterId || !first || !last) return [];
    // What rises in several places is counted in places.
    const word = s.rule === 'spread' ? '个地方' : '件';
    const since = last.count === first.count ? '' : `,发出时 ${first.count} ${word}`;
    const subject = s.subject === '' ? '' : ` ${s.subject}`;
    const rule = RULES[s.rule as Rule];
    const text = `${s.grade}预警:${s.placeName}${subject}(${rule}),最近 ${last.count} ${word}${since}`;
    return [{ matterId: s.matterId, isGrave: s.grade === '严重', text }];
  });
}

import { type Flow, flowSchema, type Transition, type Who } from '../../contracts/flow.ts';
import { checkContact } from './check-contact.ts';
import { checkNames } from './check-names.ts';
import { checkProjection } from './check-projection.ts';
import { allSteps, whosOf } from './compile.ts';

/** Relations that a hand-over can find a person by; the others only say who somebody is. */
const FINDING = [
  'department-head',
  'in-charge',
  'chair',
  'above-chair',
  'office',
  'unit-below',
  'unit-above',
];
const ROLE_OF: Readonly<Record<string, string>> = {
  'department-head': 'department-head',
  chair: 'chair',
  'above-chair': 'chair',
};

/**
 * What is wrong with a definition (流程检查), as sentences that name the place; empty = it may be published. Looks for
 * unknown names, states that nobody reaches or leaves, steps that nobody can take, clocks that never start, reasons that
 * are not asked. `roles` are the roles there are. Pure.
 */
export function checkFlow(flow: Flow, roles: readonly string[]): string[] {
  const shape = flowSchema.safeParse(flow);
  if (!shape.success) return shape.error.issues.map((i) => `${i.path.join('.')}:形状不对(${i.message})`);
  const own = [
    ...checkNames(flow),
    ...shapeOfStates(flow),
    ...people(flow, roles),
    ...reasons(flow),
    ...clocks(flow),
  ];
  return [...own, ...checkContact(flow), ...checkProjection(flow)];
}

/** Where a step may lead: its state, that after acceptance, for 退回到 any state that was passed. */
function targets(flow: Flow, t: Transition, from: string): string[] {
  const to = t.to === 'stay' ? [from] : t.to === 'chosen' ? openStates(flow) : [t.to];
  return t.accepted === undefined ? to : [...to, t.accepted];
}
const openStates = (flow: Flow): string[] => flow.states.filter((s) => !s.ends).map((s) => s.key);

function shapeOfStates(flow: Flow): string[] {
  const problems: string[] = [];
  const states = new Set(flow.states.map((s) => s.key));
  for (const t of allSteps(flow))
    for (const key of [...t.from, ...(['stay', 'chosen'].includes(t.to) ? [] : [t.to]), t.accepted])
      if (key !== undefined && !states.has(key)) problems.push(`${t.key}:没有「${key}」这个状态`);
  if (flow.start.to === 'stay' || flow.start.to === 'chosen') problems.push('start:开始要进入一个状态');
  const reached = new Set<string>([flow.start.to, ...(flow.start.accepted ? [flow.start.accepted] : [])]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const t of flow.transitions)
      for (const from of t.from)
        if (reached.has(from))
          // Back to a chosen state leads nowhere new: it was passed before.
          for (const to of t.to === 'chosen' ? [] : targets(flow, t, from))
            if (!reached.has(to)) {
              reached.add(to);
              grew = true;
            }
  }
  for (const s of flow.states) if (!reached.has(s.key)) problems.push(`走不到「${s.name}」(${s.key})`);
  const leads = new Set(flow.states.filter((s) => s.ends).map((s) => s.key));
  if (leads.size === 0) problems.push('没有结束的状态');
  for (let grew = true; grew; ) {
    grew = false;
    for (const t of flow.transitions)
      for (const from of t.from)
        if (!leads.has(from) && targets(flow, t, from).some((to) => to !== from && leads.has(to))) {
          leads.add(from);
          grew = true;
        }
  }
  for (const s of flow.states) if (!leads.has(s.key)) problems.push(`「${s.name}」(${s.key})没有出路`);
  for (const t of flow.transitions) {
    if (t.on !== undefined && !t.automatic) problems.push(`${t.key}:由外面的事带动的步骤要标明由平台走`);
    if (t.on !== undefined) continue;
    if (t.automatic && t.when === undefined && !flow.clocks.some((c) => c.late.takes === t.key))
      problems.push(`${t.key}:平台自动走的步骤要写明条件,或由时限带动`);
    // What a clock calls for is taken once; a condition that stays true would be taken for ever.
    if (t.automatic && t.when === undefined && t.to === 'stay') continue;
    if (t.automatic && (t.to === 'stay' || t.to === 'chosen' || t.from.includes(t.to)))
      problems.push(`${t.key}:自动步骤不能原地转圈`);
  }
  return problems;
}

/** Can there be somebody who takes the step, and somebody to hand over to? */
function people(flow: Flow, roles: readonly string[]): string[] {
  const problems: string[] = [];
  const mayBe = (who: Who): boolean => {
    const fixed = ROLE_OF[who.is];
    if (fixed && who.roles && !who.roles.includes(fixed)) return false;
    const levels = (who.levels ?? flow.levels).filter((l) => flow.levels.includes(l));
    if (who.is === 'unit-below' && levels.every((l) => l === 'village')) return false;
    if (['unit-above', 'above-chair'].includes(who.is) && levels.every((l) => l === 'nation')) return false;
    return levels.length > 0;
  };
  const offers = allSteps(flow).some((t) => t.hand?.to === 'chosen' && t.hand.accept);
  const holders = possibleHolders(flow);
  for (const t of allSteps(flow)) {
    for (const who of whosOf(t)) {
      for (const role of who.roles ?? [])
        if (!roles.includes(role)) problems.push(`${t.key}:没有「${role}」这个角色`);
      if (!mayBe(who)) problems.push(`${t.key}:「${who.is}」这样的人不可能有`);
    }
    if (t.hand?.to === 'rule' || t.hand?.to === 'chosen' || t.circulates || t.countersigns || t.tells) {
      const found = whosOf(t).slice(t.who.length);
      for (const who of found)
        if (!FINDING.includes(who.is)) problems.push(`${t.key}:不能交给「${who.is}」,找不出是谁`);
    }
    if (t.automatic) continue;
    const takes = t.who.filter((who) => {
      if (t.decides && who.is === 'starter') return false;
      if (who.is === 'offered') return offers;
      if (who.is !== 'responsible' || !t.decides) return true;
      // She who began it decides nothing: somebody else must be able to have it in hand there.
      return t.from.some((state) => holders.get(state)?.has('other'));
    });
    if (takes.length === 0) problems.push(`${t.key}:没有人能走「${t.name}」这一步`);
  }
  for (const s of flow.states)
    if (!s.ends && !flow.transitions.some((t) => t.from.includes(s.key)))
      problems.push(`「${s.name}」没有人负责往下办`);
  return problems;
}

/** In each state: may the responsible person be the starter, may it be another? */
function possibleHolders(flow: Flow): Map<string, Set<'starter' | 'other'>> {
  const holders = new Map(flow.states.map((s) => [s.key, new Set<'starter' | 'other'>()]));
  const put = (state: string, kinds: Iterable<'starter' | 'other'>): boolean => {
    const set = holders.get(state);
    const before = set?.size ?? 0;
    for (const k of kinds) set?.add(k);
    return (set?.size ?? 0) > before;
  };
  const after = (t: Transition, kinds: Iterable<'starter' | 'other'>): ('starter' | 'other')[] => {
    if (!t.hand) return [...kinds];
    if (t.hand.to === 'starter') return ['starter'];
    if (t.hand.to === 'taker') return ['starter', 'other'];
    return t.hand.to === 'chosen' && t.hand.accept ? [...kinds, 'other'] : ['other'];
  };
  for (const state of targets(flow, { ...flow.start, from: [] }, flow.start.to))
    put(state, after({ ...flow.start, from: [] }, ['starter']));
  for (let grew = true; grew; ) {
    grew = false;
    for (const t of flow.transitions)
      for (const from of t.from)
        for (const to of targets(flow, t, from)) if (put(to, after(t, holders.get(from) ?? []))) grew = true;
  }
  return holders;
}

function reasons(flow: Flow): string[] {
  const problems: string[] = [];
  for (const t of allSteps(flow)) {
    if (t.hand?.to === 'chosen' && t.hand.accept && t.to !== 'stay')
      problems.push(`${t.key}:等对方接收的交办不能先换状态,接收以后的状态写在 accepted`);
    if (t.to === 'chosen' && !t.returns) problems.push(`${t.key}:退回到所选的一步,要标明是退回`);
    if (t.returns && t.opinion !== 'required') problems.push(`${t.key}:退回要写理由`);
    if (t.returns && t.automatic) problems.push(`${t.key}:平台不能替人退回`);
    for (const guard of t.guards ?? [])
      if (!/[\u4e00-\u9fff].*[。?]$/.test(guard.say)) problems.push(`${t.key}:「${guard.say}」要写成一句话`);
  }
  if (flow.privacy === 'case')
    for (const [, name = ''] of flow.title.matchAll(/\$\{([^}]+)\}/g)) {
      const type = flow.fields.find((f) => f.key === name)?.type;
      if (type !== 'choice' && type !== 'date' && type !== 'yesno')
        problems.push(`个案的标题里不能有「${name}」:标题不加密,只能用选项和日期`);
    }
  const refused = new Set(flow.states.filter((s) => s.outcome === 'refused').map((s) => s.key));
  for (const t of flow.transitions)
    if (refused.has(t.to) && t.opinion !== 'required' && !t.automatic)
      problems.push(`${t.key}:不同意要写理由`);
  if (!flow.sources.every((source) => /^R-\d+/.test(source))) problems.push('出处要写 R-某号');
  return problems;
}

function clocks(flow: Flow): string[] {
  const problems: string[] = [];
  const known = new Map(flow.clocks.map((c) => [c.key, c]));
  const started = new Set<string>();
  for (const t of allSteps(flow)) {
    const c = t.clocks ?? {};
    const starts = (c.starts ?? []).map((s) => (typeof s === 'string' ? s : s.clock));
    for (const key of starts) started.add(key);
    for (const key of [
      ...starts,
      ...(c.stops ?? []),
      ...(c.pauses ?? []),
      ...(c.resumes ?? []),
      ...(c.extends ?? []).map((e) => e.clock),
    ])
      if (!known.has(key)) problems.push(`${t.key}:没有「${key}」这个时限`);
    if (((c.pauses ?? []).length > 0 || (c.extends ?? []).length > 0) && t.opinion !== 'required')
      problems.push(`${t.key}:停表、延长要写理由`);
    for (const e of c.extends ?? []) {
      if (known.get(e.clock)?.ceiling === undefined)
        problems.push(`${t.key}:「${e.clock}」没有上限,不能延长`);
      if (flow.fields.find((f) => f.key === e.by)?.type !== 'integer')
        problems.push(`${t.key}:延长到第几天要是整数栏目`);
    }
  }
  for (const clock of flow.clocks) {
    if (!started.has(clock.key)) problems.push(`时限「${clock.name}」没有开始的一步`);
    const field = flow.fields.find((f) => f.key === clock.length);
    const isNumber =
      typeof clock.length === 'number' || (flow.numbers ?? []).some((n) => n.key === clock.length);
    if (clock.unit === 'until' ? field?.type !== 'date' : !isNumber)
      problems.push(`时限「${clock.name}」的长短写得不对`);
    const [day, time] = clock.since ?? [];
    if (day !== undefined && flow.fields.find((f) => f.key === day)?.type !== 'date')
      problems.push(`时限「${clock.name}」的起算日「${day}」不是日期栏目`);
    // The page shows a field so named as an hour.
    if (time !== undefined && !(time.endsWith('-time') && flow.fields.some((f) => f.key === time)))
      problems.push(`时限「${clock.name}」的起算时刻「${time}」不是时刻栏目(名字以 -time 结尾)`);
    if (clock.ceiling !== undefined && Number(clock.length) > clock.ceiling)
      problems.push(`时限「${clock.name}」超过了自己的上限`);
    if (
      clock.late.takes !== undefined &&
      !flow.transitions.some((t) => t.key === clock.late.takes && t.automatic)
    )
      problems.push(`时限「${clock.name}」到期要走的「${clock.late.takes}」不是自动步骤`);
  }
  return problems;
}

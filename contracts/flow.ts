import { z } from 'zod';
import { contactRuleSchema } from './flow-contact.ts';
import { followSchema } from './flow-follows.ts';
import { projectionSchema } from './flow-projection.ts';
import { fieldSchema, keySchema as key, levelSchema, unitKindSchema } from './ledger.ts';

/**
 * A flow (流程) definition: the states and hand-overs a kind of matter (事项) may go through. Pure data, published as an
 * immutable version; a matter runs on the version it began with. Source of the chains: REQUIREMENTS table (b).
 */

/** An expression over the matter's fields, derived values and what the engine knows (see ENGINE_NAMES). */
const expression = z.string();

/** Names that every expression of a flow may use beside its fields and derived values. */
export const ENGINE_NAMES = [
  'today',
  'state',
  'level', // of the unit the matter belongs to
  'starter.rank', // chair 主席 · vice-chair 副主席 · head 部室负责人 · staff 其他干部
  'transfers', // how often the responsible person has changed by a hand-over
  'reads.waiting', // readers (传阅) who have not read
  'signs.waiting', // countersigners (会签) who have not answered
  'signs.agree', // countersigners who agree
  'signs.against', // countersigners who do not agree
  'subs.open', // sub-matters that are not closed
  'late', // a clock of the matter is past
  'now', // the hour in China, '14:20'
  'step.last', // the step that was taken last
] as const;
/** And of each clock by its key, whether it is past: `late.finish`; null while it has not begun. */
export const lateOf = (clock: string): string => `late.${clock}`;

/**
 * Who somebody is to a matter. The first eight are asked of the person who acts; all but the first four also find a person
 * to hand over to.
 */
export const RELATIONS = [
  'starter', // whose matter it is 发起人
  'responsible', // who has it in hand now 责任人
  'offered', // to whom it is offered and who has not yet accepted 待接收人
  'taking-part', // who has had it in hand, reads or signs it 经手、传阅、会签人
  'department-head', // head of the matter's department 部室负责人
  'in-charge', // vice-chair in charge of that department 分管副主席
  'chair', // chair of the matter's federation 主席
  'above-chair', // chair of the federation above 上级主席
  'office', // anybody of the same federation with its departments 本机关
  'unit-below', // anybody of a federation directly below 直接下级
  'unit-above', // anybody of the federation directly above 直接上级
] as const;
export const relationSchema = z.enum(RELATIONS);
export type Relation = z.infer<typeof relationSchema>;

/** One way of being the right person: all parts that are given must hold. */
export const whoSchema = z.strictObject({
  is: relationSchema,
  roles: z.array(z.string()).optional(),
  levels: z.array(levelSchema).optional(),
  when: expression.optional(),
});
export type Who = z.infer<typeof whoSchema>;

/** How the responsible person changes with a step. */
export const handSchema = z.discriminatedUnion('to', [
  /** To the person whose matter it is. */
  z.strictObject({ to: z.literal('starter') }),
  /** To the person who takes the step: who opens it again has it in hand. */
  z.strictObject({ to: z.literal('taker') }),
  /** By rule: the first of these for whom there is somebody, present or with a deputy, who did not start the matter. */
  z.strictObject({ to: z.literal('rule'), order: z.array(whoSchema).min(1) }),
  /** A person is chosen among these; `accept`: nothing moves until she accepts (接收). */
  z.strictObject({ to: z.literal('chosen'), among: z.array(whoSchema).min(1), accept: z.boolean() }),
]);
export type Hand = z.infer<typeof handSchema>;

/** What happens outside a matter and means a step in it. */
export const EVENTS = ['rated', 'followed'] as const;
export type FlowEvent = (typeof EVENTS)[number];

export const stateSchema = z.strictObject({
  key,
  /** 待批准, 办理中 … as a person reads it. */
  name: z.string(),
  /** ends: nothing is owed any more. `outcome` groups ends for counting. */
  ends: z.boolean().optional(),
  outcome: z.enum(['done', 'refused', 'withdrawn']).optional(),
});

export const guardSchema = z.strictObject({
  /** True or null (cannot be judged) lets pass. */
  test: expression,
  /** Said when it fails; `${field}` is filled in. */
  say: z.string(),
  field: key.optional(),
});

export const transitionSchema = z.strictObject({
  key,
  /** The button's words: 同意, 退回修改, 介绍到别的部室. */
  name: z.string(),
  from: z.array(key).min(1),
  /** A state; `stay`; or `chosen`: one of the states that the matter has passed through (退回到). */
  to: z.union([key, z.literal('stay'), z.literal('chosen')]),
  who: z.array(whoSchema).min(1),
  /** Offered only where this is true. */
  when: expression.optional(),
  guards: z.array(guardSchema).optional(),
  /** Fields asked at this step, in order. */
  asks: z
    .array(
      z.strictObject({
        field: key,
        required: z.boolean().optional(),
        /** Asked only where what was filled in before makes this true; otherwise it is left empty. */
        when: expression.optional(),
      }),
    )
    .optional(),
  /** Its fields stand empty each time, whatever was answered before (又一次评估、又一次回访). */
  afresh: z.boolean().optional(),
  /** An opinion (意见) in words. A return or refusal always needs one. */
  opinion: z.enum(['required', 'offered', 'none']),
  /** A decision on the matter: never by the person whose matter it is, nor through a deputy, nor by her deputy. */
  decides: z.boolean().optional(),
  /** Goes back: a reason is a must. */
  returns: z.boolean().optional(),
  /** Persons who took one of these steps may not take this one (经办人不得自审). */
  notBy: z.array(key).optional(),
  hand: handSchema.optional(),
  /** The state when an offered person has accepted; without it the state stays as this step left it. */
  accepted: key.optional(),
  /** Parallel reading (传阅): persons chosen among these get it to read. */
  circulates: z.array(whoSchema).optional(),
  /** Countersigning (会签): persons chosen among these say whether they agree. */
  countersigns: z.array(whoSchema).optional(),
  /** Taken by the platform as soon as `when` is true in a `from` state. */
  automatic: z.boolean().optional(),
  /** Fields that the platform works out when the step is taken, in order; nobody ever types them. */
  sets: z.array(z.strictObject({ field: key, to: expression })).optional(),
  /** The first of these for whom there is somebody gets it to read at once (立即告知领导). */
  tells: z.array(whoSchema).optional(),
  clocks: z
    .strictObject({
      /** With `when`: only where it is true, and a clock that runs already is left to run. */
      starts: z.array(z.union([key, z.strictObject({ clock: key, when: expression })])).optional(),
      stops: z.array(key).optional(),
      pauses: z.array(key).optional(),
      resumes: z.array(key).optional(),
      /** Extended once, to `length` units in all, never past the ceiling. */
      extends: z.array(z.strictObject({ clock: key, by: key })).optional(),
    })
    .optional(),
  /** From one day's hour to another's the starter is away; hand-overs to her are refused with a sentence. */
  absence: z.strictObject({ from: key, fromHour: key, until: key, untilHour: key }).optional(),
  /** She is back: her absence ends with this step. */
  endsAbsence: z.boolean().optional(),
  /**
   * Taken by the platform when this happens outside the matter. rated: she whose letter it began with has said how satisfied
   * she is. followed: what has come of it tells it how it stands (`follows.tells`).
   */
  on: z.enum(EVENTS).optional(),
  /**
   * What is read of the step on the page of her receipt code, where the matter came of a letter: `${field}`, `${number}`
   * and `${opinion}` are filled in. Who wrote for somebody else (替别人) reads only what is for her: it tells nothing of the case.
   * `calm`: not where there is violence, for then a person chooses what stands on a telephone that others may hold.
   */
  toHer: z
    .array(
      z.strictObject({
        words: z.string(),
        reads: z.enum(['herself', 'reporter', 'both']),
        when: expression.optional(),
        calm: z.boolean().optional(),
      }),
    )
    .optional(),
  /** Fields that the step empties: what was answered before it is opened again. They stay in the history. */
  clears: z.array(key).optional(),
  /** Sources of the rule: 000§5「…」. */
  source: z.string().optional(),
});
export type Transition = z.infer<typeof transitionSchema>;

export const clockSchema = z.strictObject({
  key,
  name: z.string(),
  /** calendar 自然日, working 工作日, hours 小时; until: the end of the day that a field names. */
  unit: z.enum(['calendar', 'working', 'hours', 'until']),
  /** How many, or which of the flow's numbers says it; for `until` the field. */
  length: z.union([z.number().int().positive(), key]),
  /** Runs from the moment that these fields name (day, 'HH:MM'), which may be earlier than the step that tells it. */
  since: z.union([z.tuple([key]), z.tuple([key, key])]).optional(),
  /** Never later than so many, whatever is extended. */
  ceiling: z.number().int().positive().optional(),
  /** The first day counts as day one; default no (民法典 201). */
  countsFirst: z.boolean().optional(),
  /**
   * Settings (设置) of the place that go before what stands here: how many, at most, 自然日 or 工作日, whether the first day
   * counts. What a clock began with it keeps.
   */
  decided: z
    .strictObject({
      length: z.string().optional(),
      ceiling: z.string().optional(),
      days: z.string().optional(),
      first: z.string().optional(),
    })
    .optional(),
  /** Past due: who is shown it; a transition that the platform takes. */
  late: z.strictObject({ shows: z.array(whoSchema), takes: key.optional() }),
  source: z.string().optional(),
});
export type ClockRule = z.infer<typeof clockSchema>;

/** A value that the engine works out when a step is taken, by a named function of its own (server/flows/derived). */
export const derivedSchema = z.strictObject({
  key,
  name: z.string(),
  unitWord: z.string(),
  /** working-hours: of the span; joined-hours: with the adjoining spans of the same person; overlaps: how many it crosses. */
  fn: z.enum(['working-hours', 'joined-hours', 'overlaps']),
  /** Fields: first day, its hour, last day, its hour. */
  span: z.tuple([key, key, key, key]),
  /** Working hours of a day: [[8, 12], [14, 18]]. */
  day: z.array(z.tuple([z.number(), z.number()])).min(1),
  /** Ends that do not count: what was refused took no time. */
  ignores: z.array(key),
});
export type Derived = z.infer<typeof derivedSchema>;

export const flowSchema = z.strictObject({
  key,
  version: z.number().int().positive(),
  name: z.string(),
  /** What it is for and what will happen, in two sentences that a person reads before she begins. */
  about: z.string(),
  /** The words on the button that begins one: 请假. */
  begin: z.string(),
  /** Before its number: 假 → 假〔2026〕12号. */
  prefix: z.string().max(4),
  group: z.enum(['机关事务', '权益', '组织队伍']),
  levels: z.array(levelSchema).min(1),
  kinds: z.array(unitKindSchema).min(1),
  /** case: before acceptance a receiver sees number, kind and urgency only. */
  privacy: z.enum(['office', 'case']),
  fields: z.array(fieldSchema),
  /** What stands in the form before she types: the usual hours of a day off. */
  prefills: z.record(key, z.string()).optional(),
  /** Numbers that a law or a place decides (参数、设置), known to guards, `sets` and clocks under their key. */
  numbers: z
    .array(
      z.strictObject({
        key,
        /** Key of the parameter or setting. */
        from: z.string(),
        is: z.enum(['parameter', 'setting']),
        /** Where nothing is in force. */
        otherwise: z.number(),
      }),
    )
    .optional(),
  /** Fields that stand in no paper that leaves the house: where she is and how she is reached (法发〔2022〕10号 4). */
  withheld: z.array(key).optional(),
  derived: z.array(derivedSchema).optional(),
  /** Matters that it may come from. */
  follows: z.array(followSchema).optional(),
  /**
   * Fields that name persons and units who must never have a part in it (被反映的人和单位): none of them is handed it, shown
   * it or stands in for who has it.
   */
  keptFrom: z.strictObject({ persons: key, units: key }).optional(),
  /** How it is titled for those who may see it. */
  title: z.string(),
  /** True = urgent, shown first. */
  urgent: expression.optional(),
  states: z.array(stateSchema).min(2),
  /** The state in which a matter begins, taken by its starter with these fields. */
  start: transitionSchema.omit({ from: true, when: true, returns: true, automatic: true }),
  transitions: z.array(transitionSchema),
  clocks: z.array(clockSchema),
  /** Two matters of one unit are begun one after the other, because derived values look at the other ones. */
  serial: z.boolean().optional(),
  /** A person has one open at a time; another one is begun only with a reason (重复登记). */
  oneEach: z.boolean().optional(),
  /** Where it reaches her. With it her safe contact is asked when the matter is begun. */
  contact: contactRuleSchema.optional(),
  /** What is counted of it, and where; without one it is counted nowhere (leave). */
  projection: projectionSchema.optional(),
  sources: z.array(z.string()).min(1),
});
export type Flow = z.infer<typeof flowSchema>;

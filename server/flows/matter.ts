import type { Value } from '../../contracts/expression.ts';
import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Clock } from './clocks.ts';

/** Somebody in a post: who may be handed a matter, who acts. */
export interface Seat {
  readonly postId: string;
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly unit: {
    readonly id: string;
    readonly name: string;
    readonly kind: UnitKind;
    readonly level: Level;
    readonly parentId: string | null;
    readonly path: string;
    readonly regionCode: string;
  };
}

/** As much of a seat as a matter keeps. */
export type Holder = Pick<Seat, 'postId' | 'personId' | 'name'>;

export const RANKS = ['chair', 'vice-chair', 'head', 'staff'] as const;
export type Rank = (typeof RANKS)[number];
export const rankOf = (role: string): Rank =>
  role === 'chair' || role === 'vice-chair' ? role : role === 'department-head' ? 'head' : 'staff';

export type Data = Readonly<Record<string, Value>>;

/** A matter (事项) as it stands: exactly one responsible person, the holder, at every moment. */
export interface Matter {
  readonly regionCode: string;
  readonly id: string;
  readonly flow: string;
  readonly flowVersion: number;
  readonly number: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly parent: { readonly regionCode: string; readonly id: string } | null;
  readonly state: string;
  readonly starter: Holder & { readonly rank: Rank };
  readonly holder: Holder;
  /** To whom it is offered; the holder stays responsible until she accepts. `step`: by which step. */
  readonly offered: (Holder & { readonly step: string }) | null;
  readonly title: string;
  readonly data: Data;
  readonly urgent: boolean;
  readonly transfers: number;
  /** Posts that may read it: all who have or had a part in it. */
  readonly readers: readonly string[];
  /** Number of its last step, which is also its version. */
  readonly seq: number;
  readonly dueAt: Date | null;
  readonly lateAt: Date | null;
  readonly startedAt: Date;
  readonly movedAt: Date;
  readonly closedAt: Date | null;
  readonly outcome: string | null;
}

/** One step of the history: who, in which post, for whom, when, what, with which words. Never changed, never taken out. */
export interface Step {
  readonly seq: number;
  readonly at: Date;
  readonly step: string;
  readonly stepName: string;
  readonly fromState: string | null;
  readonly toState: string;
  /** Null: the platform itself. */
  readonly by: (Holder & { readonly title: string; readonly accountId: string | null }) | null;
  /** For whom she stood in (代理). */
  readonly forSeat: { readonly postId: string; readonly name: string } | null;
  readonly holder: Holder;
  readonly offeredName: string | null;
  readonly opinion: string | null;
  readonly verdict: 'agree' | 'against' | null;
  readonly data: Data;
}

export type Why = 'hold' | 'offer' | 'sign' | 'read' | 'late' | 'own' | 'past';
/** A person's part in a matter; one for each post that has or had one. */
export interface Part extends Holder {
  readonly why: Why;
  readonly answeredAt: Date | null;
}

export const laneOf = (why: Why): 'todo' | 'read' | 'past' | 'watch' =>
  why === 'hold' || why === 'offer' || why === 'sign'
    ? 'todo'
    : why === 'read'
      ? 'read'
      : why === 'late'
        ? 'watch'
        : 'past';

/** True when a post may know what the matter is about: it has had it in hand, reads or signs it, or began it. Pure. */
export function hasKnown(d: Pick<Dossier, 'matter' | 'steps' | 'parts'>, postId: string): boolean {
  if (d.matter.starter.postId === postId || d.matter.holder.postId === postId) return true;
  if (d.steps.some((s) => s.holder.postId === postId)) return true;
  return d.parts.some(
    (p) => p.postId === postId && (p.answeredAt !== null || p.why === 'read' || p.why === 'sign'),
  );
}

/** True when a post has or had it in hand, reads or signs it (经手、传阅、会签). Pure. */
export const isTakingPart = (d: Pick<Dossier, 'steps' | 'parts'>, postId: string): boolean =>
  d.steps.some((s) => s.holder.postId === postId) ||
  d.parts.some((p) => p.postId === postId && (p.answeredAt !== null || p.why === 'read' || p.why === 'sign'));

/** All of a matter that a step looks at and changes. */
export interface Dossier {
  readonly matter: Matter;
  readonly steps: readonly Step[];
  readonly parts: readonly Part[];
  readonly clocks: readonly Clock[];
}

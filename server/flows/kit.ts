import type { Transition } from '../../contracts/flow.ts';
import type { ContactPlan } from '../../contracts/safe-contact.ts';
import { type Actor, contextOf } from '../access/index.ts';
import type { Calendar } from '../platform/calendar/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import { BY_KEYS, type Database, type Tx } from '../platform/db/index.ts';
import { AppError, type FieldProblem } from '../platform/errors/index.ts';
import type { CompiledFlow } from './compile.ts';
import type { FlowBook } from './definitions.ts';
import type { Data, Matter, Seat } from './matter.ts';
import { seatsActing } from './people.ts';
import type { Acting } from './who.ts';

/** What the room needs; compose.ts fills it. */
export interface FlowKit {
  readonly db: Database;
  /** Finds people across the branches of the tree, counts for superiors, sweeps. */
  readonly worker: Database;
  readonly flows: FlowBook;
  /** Workdays where a unit is: what was announced and what its place and those above have entered. */
  readonly calendarOf: (tx: Tx, unit: { readonly path: string }) => Promise<Calendar>;
  /** Seals what cases say. */
  readonly vault: Vault;
  readonly ports: FlowPorts;
  readonly now: () => Date;
}

/** An open matter of the same person: its number, where it is, since when. Nothing of what it says. */
export interface Twin {
  readonly matter: Pick<Matter, 'regionCode' | 'id' | 'flow' | 'number'>;
  readonly unit: string;
  readonly day: string;
}

/** What flows ask of upper rooms and of places' settings. */
export interface FlowPorts {
  /** Told in the step's own transaction, so that what follows from a matter stands exactly when the step does. */
  matterMoved(tx: Tx, before: Matter | null, after: Matter): Promise<void>;
  /** Open matters of a kind that are the same person's, as far as this seat may learn of them. */
  openTwins(flow: string, data: Data, seat: Seat): Promise<readonly Twin[]>;
  /** What of a step would reach her as she said that it must not (安全联系); asked before it is taken. */
  notSafe(flow: CompiledFlow, t: Transition, matter: Matter, data: Data): Promise<readonly FieldProblem[]>;
  /** She withdrew what she told us (撤回): what hangs on these matters is taken back with it. */
  withdrawn(matterIds: readonly string[]): Promise<unknown>;
  /** How she may be reached, asked when the matter was begun; in the beginning's own transaction. */
  contactAsked(tx: Tx, matter: Matter, plan: ContactPlan, actor: Actor): Promise<void>;
}

/** Who she is here: her seat, and the seats she stands in for today. */
export async function actingFor(kit: FlowKit, actor: Actor): Promise<Acting> {
  const [seats] = await Promise.all([seatsActing(kit.worker, actor, chinaDay(kit.now())), kit.flows.ready()]);
  const own = seats.find(({ seat }) => seat.postId === actor.postId);
  if (!own) throw new AppError('sign-in.required');
  return {
    own: own.seat,
    standsFor: own.standsFor,
    principals: seats.filter((s) => s !== own).map(({ seat }) => seat),
  };
}

/** A transaction in which she sees the matters of the seats she acts in, and no other. */
export function withMatters<T>(
  kit: FlowKit,
  actor: Actor,
  acting: Acting,
  fn: (tx: Tx) => Promise<T>,
  mode: 'read' | 'write' = 'write',
): Promise<T> {
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  return kit.db.transaction(
    [
      ...contextOf(actor),
      { name: 'app.posts', value: posts.join(':') },
      // Urgent views (紧急查看) end by it.
      { name: 'app.at', value: kit.now().toISOString() },
      ...(mode === 'write' ? [BY_KEYS] : []),
    ],
    fn,
    mode,
  );
}

import { type Actor, reaches } from '../access/index.ts';
import { holdUnit, type Unit } from '../org/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { mayWriteAt } from './rules.ts';
import { lockPost, type Person, type Post, personById } from './store.ts';

/** What is asked of upper rooms when a person leaves a post: who takes over what she held (交接). */
export interface PeoplePorts {
  /** Told in the transaction in which the post ends; `tx` is the actor's own door. `day` is the first without it. */
  personLeaves(
    tx: Tx,
    left: {
      readonly personId: string;
      readonly postId: string;
      readonly unitId: string;
      readonly day: string;
    },
  ): Promise<void>;
}
export const NO_PEOPLE_PORTS: PeoplePorts = { personLeaves: async () => {} };

export interface PeopleKit {
  readonly app: Database;
  /** For what an actor has been found to be allowed and her own door does not reach: a person's posts elsewhere. */
  readonly worker: Database;
  readonly vault: Vault;
  readonly blind: (text: string) => string;
  readonly ports: PeoplePorts;
  readonly now: () => Date;
  /** Who acts is looked up anew: a post has ended or begun. */
  readonly changed: () => void;
}

/** A person in reach, locked. Errors: not-found, person.merged. */
export async function thePerson(tx: Tx, id: string): Promise<Person> {
  const person = await personById(tx, id, true);
  if (!person) throw new AppError('not-found', { what: '这位人员' });
  if (person.mergedInto) throw new AppError('person.merged', { name: person.name });
  return person;
}

/** A unit where the actor keeps the roster, open on a day. Errors: not-found, forbidden, unit.closed. */
export async function unitToWrite(tx: Tx, actor: Actor, id: string): Promise<Unit> {
  const unit = await holdUnit(tx, id, 'shared');
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  if (!mayWriteAt(actor, unit)) throw new AppError('forbidden');
  if (unit.to !== null) throw new AppError('unit.closed', { name: unit.name, day: unit.to });
  return unit;
}

/** A post that the actor may change, as she saw it. Errors: not-found, forbidden, person.changed. */
export async function postToWrite(
  tx: Tx,
  actor: Actor,
  o: { personId: string; postId: string; version: number },
): Promise<Post> {
  const post = await lockPost(tx, o.postId);
  if (!post || post.personId !== o.personId || !reaches(actor, post.unitPath))
    throw new AppError('not-found', { what: '这个职务' });
  if (!mayWriteAt(actor, { path: post.unitPath, level: post.level })) throw new AppError('forbidden');
  if (post.version !== o.version) throw new AppError('person.changed');
  return post;
}

import type { PersonalFindAnswer, PersonalFound } from '../../contracts/api-personal.ts';
import { type Actor, withActor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { filesOfMatter, lettersOf, matterOfCode, packsOf, tracedMatters } from '../cases/index.ts';
import {
  actingFor,
  correctable,
  type Dossier,
  dossierById,
  isErased,
  mattersNumbered,
  type Seat,
} from '../flows/index.ts';
import { ancestorsOn } from '../org/index.ts';
import { findPeople } from '../people/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { sentOf } from '../referrals/index.ts';
import { allOf } from './all-of.ts';
import type { PersonalKit } from './kit.ts';
import { keptUntilOf } from './retention.ts';
import { assertProvedTwice, type Tended, tended } from './who.ts';

export type Search =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'person'; readonly name: string; readonly mark: string };

/** More than these are not one person's. */
const MOST = 40;
const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/**
 * All that is held on one person (查本人的信息), by her receipt code, by a number, or by her name together with a telephone or
 * identity number, which is compared with keyed prints (0011, repeat/): numbers, kinds and days, no content. What another
 * office has is told as a place and a count. Each search is audited without what was typed. Errors: matter.second-step,
 * letter.no-code.
 */
export async function findPerson(
  kit: PersonalKit,
  actor: Actor,
  search: Search,
): Promise<PersonalFindAnswer> {
  assertProvedTwice(actor);
  const acting = await actingFor(kit.flows, actor);
  const seats = [acting.own, ...acting.principals];
  const at = kit.flows.now();
  const answer = await kit.flows.worker.transaction([], async (tx) => {
    const first = await firstFound(kit, tx, acting.own, search);
    const ids = await allOf(kit, tx, first);
    const rows: PersonalFound[] = [];
    const elsewhere = new Map<string, number>();
    for (const id of ids.slice(0, MOST)) {
      const t = await tended(kit.flows, tx, seats, id);
      if (t) rows.push(await rowOf(kit, tx, t, seats, at));
      else if (first.includes(id)) {
        const place = await whereabouts(kit, tx, id, acting.own, at);
        if (place !== null) elsewhere.set(place, (elsewhere.get(place) ?? 0) + 1);
      }
    }
    await recordEvent(tx, {
      regionCode: actor.unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: actor.unit.path,
      action: 'personal.find',
      object: 'personal',
      objectId: null,
      result: 'ok',
      detail: { by: search.by, found: rows.length },
      at,
    });
    return { rows, elsewhere: [...elsewhere].map(([place, count]) => ({ place, count })) };
  });
  const name = search.by === 'person' ? search.name : null;
  const roster =
    name === null
      ? []
      : await withActor(kit.flows.db, actor, (tx) => findPeople(tx, name, chinaDay(at)), 'read');
  return {
    ...answer,
    roster: roster.filter((p) => p.name === name).map((p) => ({ name: p.name, unit: p.post })),
  };
}

async function firstFound(kit: PersonalKit, tx: Tx, own: Seat, search: Search): Promise<string[]> {
  if (search.by === 'code') {
    const found = await matterOfCode(tx, kit.vault, search.code);
    if (!found) throw new AppError('letter.no-code');
    return [found.matterId];
  }
  if (search.by === 'number') {
    const office = own.unit.kind === 'department' && own.unit.parentId ? own.unit.parentId : own.unit.id;
    return await mattersNumbered(tx, office, search.number);
  }
  const { name, mark } = search;
  const said = { who: name, phone: mark, 'id-number': mark, contact: mark };
  const found: string[] = [];
  for (const id of await tracedMatters(tx, kit.vault, said, MOST)) {
    const d = await dossierById(tx, kit.vault, id, false);
    const who = d?.matter.data['who'];
    // A telephone may be a family's: the name must be hers, or not have been told.
    const isHers = typeof who !== 'string' || who === '' || letters(who).includes(letters(name));
    if (d && isHers) found.push(id);
  }
  return found;
}

async function rowOf(
  kit: PersonalKit,
  tx: Tx,
  { d, place }: Tended,
  seats: readonly Seat[],
  at: Date,
): Promise<PersonalFound> {
  const { matter } = d;
  const flow = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  const erased = isErased(matter);
  const holds = seats.some((s) => s.postId === matter.holder.postId);
  const until = await keptUntilOf(tx, matter, at);
  const text = (v: unknown): string => (typeof v === 'string' ? v : '');
  return {
    matterId: matter.id,
    number: matter.number,
    flowName: flow.definition.name,
    unit: place.unit.name,
    state: flow.states.get(matter.state)?.name ?? '',
    day: chinaDay(matter.startedAt),
    closedDay: matter.closedAt ? chinaDay(matter.closedAt) : null,
    version: matter.seq,
    letters: (await lettersOf(tx, [matter.id])).length,
    files: erased ? 0 : (await filesOfMatter(tx, kit.vault, matter.id)).length,
    packs: erased ? 0 : (await packsOf(tx, kit.vault, matter.id)).length,
    referrals: erased ? 0 : (await sentOf(tx, kit.vault, matter.id)).length,
    keptUntil: until,
    erased,
    fields:
      erased || !holds
        ? []
        : correctable(flow).map(({ key, label }) => ({ key, label, value: text(matter.data[key]) })),
    may: erased
      ? []
      : [
          'copy',
          ...(holds ? (['correct'] as const) : []),
          ...(matter.closedAt && until === null ? (['erase'] as const) : []),
        ],
  };
}

/** Where to ask for what another office has: its county, and no more. What is against her is not told at all. */
async function whereabouts(
  kit: PersonalKit,
  tx: Tx,
  id: string,
  own: Seat,
  at: Date,
): Promise<string | null> {
  const d: Dossier | null = await dossierById(tx, kit.vault, id, false);
  if (!d) return null;
  const chain = await ancestorsOn(tx, d.matter.unitId, chinaDay(at));
  const office = own.unit.kind === 'department' ? own.unit.parentId : own.unit.id;
  // Her own office's that she may not tend to are somebody's against whom she stands, or a colleague's by no right of hers.
  if (chain.some((u) => u.id === office)) return null;
  return (chain.find((u) => u.level === 'county' && u.kind === 'federation') ?? chain.at(-1))?.name ?? null;
}

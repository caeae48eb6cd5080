import type { FlowEvent } from '../../../contracts/flow.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { applyStep, isRefusal } from '../apply.ts';
import type { FlowKit } from '../kit.ts';
import type { Data } from '../matter.ts';
import { numbersOf } from '../numbers.ts';
import { asksIn, placeOf } from '../people.ts';
import { setsOf } from '../scope.ts';
import { dossierById } from '../store.ts';
import { PLATFORM, type Running, settle } from './run-step.ts';

/**
 * Something has happened outside (外面的事): the matters that came of this one take the step that their definitions have for
 * it, where they stand in a state that has one. Only fields that a flow knows are written. Answers how many took it.
 */
export async function takeEvent(kit: FlowKit, fromId: string, event: FlowEvent, data: Data): Promise<number> {
  return await kit.worker.transaction([], async (tx) => {
    const rows = await tx.sql(
      'SELECT to_id FROM matter_link WHERE from_id = $1 AND why = $2 ORDER BY to_id',
      [fromId, 'came'],
    );
    let taken = 0;
    for (const row of rows) taken += await takeOne(kit, tx, String(row['to_id']), event, data);
    return taken;
  });
}

/** The same for one matter, in the caller's transaction as the worker; 1 where it took a step. */
export async function takeOne(
  kit: FlowKit,
  tx: Tx,
  id: string,
  event: FlowEvent,
  said: Data,
): Promise<number> {
  const at = kit.now();
  const d = await dossierById(tx, kit.vault, id, true);
  const place = d && (await placeOf(tx, d.matter.unitId));
  if (!d || !place) return 0;
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const calendar = await kit.calendarOf(tx, { path: d.matter.unitPath });
  const running: Running = { kit, tx, flow, place, calendar, at, asks: asksIn(tx) };
  const data = Object.fromEntries(Object.entries(said).filter(([key]) => flow.fields.has(key)));
  const known = { ...d.matter.data, ...data, state: d.matter.state };
  const t = flow.definition.transitions.find(
    (x) =>
      x.on === event &&
      x.from.includes(d.matter.state) &&
      (x.when === undefined || flow.judge(x.when, known) === true),
  );
  if (!t) return 0;
  // The same word twice (a second press) is no second step.
  if (Object.entries(data).every(([key, value]) => d.matter.data[key] === value)) return 0;
  const set = setsOf(flow, t, { ...known, today: chinaDay(at) });
  const after = applyStep(flow, t, d, {
    ...PLATFORM,
    at,
    data: { ...d.matter.data, ...data, ...set },
    brought: { ...data, ...set },
    to: null,
    calendar,
    numbers: await numbersOf(tx, flow, { path: d.matter.unitPath }, chinaDay(at)),
  });
  if (isRefusal(after)) return 0;
  await settle(running, d, after, { actor: null, action: 'matter.step' });
  return 1;
}

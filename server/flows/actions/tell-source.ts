import type { Follow } from '../../../contracts/flow-follows.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { FlowKit } from '../kit.ts';
import type { Data, Matter } from '../matter.ts';
import { dossierById } from '../store.ts';
import { takeOne } from './take-event.ts';

/**
 * Writes back to the matter that one came from how it stands now (回写): a review that is open, how it ended. A function of
 * all that has come of that matter by the rule, the open ones before the closed and the later before the earlier, so that
 * asking twice or late changes nothing. As the worker, in its transaction. Answers how many steps were taken.
 */
export async function tellSource(kit: FlowKit, tx: Tx, { id, flow, flowVersion }: Matter): Promise<number> {
  if (!(await tellsSource(kit, { flow, flowVersion }))) return 0;
  const sources = await tx.sql(
    `SELECT from_id, from_flow FROM matter_link WHERE to_id = $1 AND why = 'came' ORDER BY from_id`,
    [id],
    'told-sources',
  );
  let told = 0;
  for (const s of sources) told += await tellOne(kit, tx, flow, String(s['from_id']), String(s['from_flow']));
  return told;
}

/** Does a kind of matter write back at all? By the version that it runs on. */
export async function tellsSource(
  kit: Pick<FlowKit, 'flows'>,
  m: Pick<Matter, 'flow' | 'flowVersion'>,
): Promise<boolean> {
  const { definition } = await kit.flows.flow(m.flow, m.flowVersion);
  return (definition.follows ?? []).some((f) => f.tells !== undefined);
}

async function tellOne(
  kit: FlowKit,
  tx: Tx,
  flow: string,
  sourceId: string,
  sourceFlow: string,
): Promise<number> {
  const rows = await tx.sql(
    `SELECT l.to_id FROM matter_link l JOIN matter m ON m.region_code = l.region_code AND m.id = l.to_id
     WHERE l.from_id = $1 AND l.to_flow = $2 AND l.why = 'came' ORDER BY m.closed_at IS NULL DESC, m.started_at DESC, m.id DESC LIMIT 1`,
    [sourceId, flow],
    'told-by',
  );
  const last = rows[0] && (await dossierById(tx, kit.vault, String(rows[0]['to_id']), false));
  if (!last) return 0;
  const compiled = await kit.flows.flow(last.matter.flow, last.matter.flowVersion);
  const rule = compiled.definition.follows?.find((f: Follow) => f.flow === sourceFlow);
  const { data, state, outcome } = last.matter;
  const said: Data = Object.fromEntries(
    Object.entries(rule?.tells ?? {}).map(([field, text]) => [
      field,
      compiled.work(text, { ...data, state, outcome }),
    ]),
  );
  return await takeOne(kit, tx, sourceId, 'followed', said);
}

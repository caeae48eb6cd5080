import type { Transition } from '../../../contracts/flow.ts';
import type { CompiledFlow, FlowKit, Matter } from '../../flows/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import { circumstancesOf } from '../her-circumstances.ts';
import { letterBehind } from '../letter-behind.ts';
import { letterOfMatter } from '../store.ts';
import { hasHoursOn } from './hours.ts';
import { holidaysOf, planFor } from './known.ts';
import { dayRefusal, isStrict, refusalOf } from './rules.ts';
import { insertContactEvent } from './store.ts';

interface Kit {
  readonly vault: Vault;
  readonly flows: FlowKit;
}

/**
 * What of a step would reach her as she said that it must not: a way that is not safe, a visit on a day without a safe hour.
 * Where there is violence, what was not asked counts as not safe; elsewhere the step stands until she is asked.
 */
export async function notSafe(
  kit: Kit,
  flow: CompiledFlow,
  t: Transition,
  matter: Matter,
  data: Matter['data'],
): Promise<FieldProblem[]> {
  const rule = flow.definition.contact;
  const asked = new Set((t.asks ?? []).map((a) => a.field));
  const chosen = (rule?.ways ?? []).flatMap((w) => {
    const way = asked.has(w.field) ? w.by[String(data[w.field] ?? '')] : undefined;
    return way ? [{ ...w, way }] : [];
  });
  const days = (rule?.planned ?? []).filter((key) => asked.has(key) && typeof data[key] === 'string');
  if (chosen.length + days.length === 0) return [];
  const plan = await planFor(kit, matter.id);
  if (!plan && !isStrict({ flow: matter.flow, data })) return [];
  const at = kit.flows.now();
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const isHoliday = await holidaysOf(kit.flows, tx, matter.unitPath);
      const problems: FieldProblem[] = [];
      for (const c of chosen) {
        if (c.page && (await readsOnPage(kit, tx, t, { ...matter, data }))) continue;
        // A step says a day and no hour: the way is looked at, and whether it is safe at all.
        const refusal = plan?.ways.includes(c.way) ? null : refusalOf(plan, c.way, at, isHoliday);
        if (refusal) problems.push({ field: `data.${c.field}`, message: refusal });
      }
      for (const key of days) {
        const day = String(data[key]);
        const message = plan
          ? dayRefusal(plan, day, hasHoursOn(plan, day, isHoliday), chinaDay(at))
          : '先问她怎么联系才安全,再定哪天去看她:在「怎么联系她才安全」里记下。';
        if (message) problems.push({ field: `data.${key}`, message });
      }
      return problems;
    },
    'read',
  );
}

/** She wrote by the public pages, and the words of this step stand on hers: where there is violence calm ones do not (0037). */
async function readsOnPage(kit: Kit, tx: Tx, t: Transition, matter: Matter): Promise<boolean> {
  const behind = await letterBehind(tx, matter.id);
  if (!behind || (t.toHer ?? []).some((w) => !w.calm)) return behind !== null;
  return (await circumstancesOf(kit, tx, matter, behind.path)).calm;
}

/** Steps after which she is to be told something: a message is drafted in the step's own transaction, and sent by nobody. */
export async function draftMessages(kit: Kit, tx: Tx, before: Matter | null, after: Matter): Promise<void> {
  if (before === null) return;
  const flow = await kit.flows.flows.flow(after.flow, after.flowVersion);
  // A step that leads to a state was taken only where the matter stands there now.
  const tells = (flow.definition.contact?.tells ?? []).filter((x) =>
    ['stay', 'chosen', after.state].includes(flow.steps.get(x.step)?.to ?? ''),
  );
  if (tells.length === 0) return;
  const rows = await tx.sql(
    // By its region, with which the key begins: without it a million matters' steps are looked through.
    'SELECT seq, step FROM matter_step WHERE region_code = $1 AND matter_id = $2 AND seq > $3 AND seq <= $4 ORDER BY seq',
    [after.regionCode, after.id, before.seq, after.seq],
    'contact-steps',
  );
  const at = kit.flows.now();
  for (const row of rows)
    for (const tell of tells.filter((x) => x.step === row['step'])) {
      if (tell.when !== undefined && flow.judge(tell.when, after.data) !== true) continue;
      if (tell.letters && !(await letterOfMatter(tx, after.id))) continue;
      const from = tell.from === undefined ? null : after.data[tell.from];
      await insertContactEvent(tx, kit.vault, after, {
        kind: 'message',
        settles: null,
        at,
        by: null,
        requestKey: `step/${after.id}/${String(row['seq'])}/${tell.what}`,
        said: { what: tell.what, ...(typeof from === 'string' ? { from } : {}) },
      });
    }
}

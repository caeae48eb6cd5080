import type { Transition } from '../../../contracts/flow.ts';
import type { Actor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { applyStep, isRefusal } from '../apply.ts';
import type { CompiledFlow } from '../compile.ts';
import { keptFrom } from '../kept-from.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import type { Matter } from '../matter.ts';
import { placeOf } from '../people.ts';
import { readAsked, scopeOf } from '../scope.ts';
import { assertSecondStep } from '../secrecy/second-step.ts';
import { claimRequest, dossierById } from '../store.ts';
import { hashOf } from './begin-matter.ts';
import { actOf, refuse, settle } from './run-step.ts';
import { movedSince, notYours } from './take-step.ts';

/** The step of the history that says a correction; no definition names it. */
const STEP = { key: 'personal-correct', name: '更正个人信息' } as const;

/**
 * Fields whose words can be put right when she says that they are wrong: what was written, never what is counted, worked out
 * or whom the matter is against, which only steps change. Pure.
 */
export function correctable(flow: CompiledFlow): readonly { readonly key: string; readonly label: string }[] {
  const kept = Object.values(flow.definition.keptFrom ?? {});
  return flow.definition.fields
    .filter((f) => ['text', 'longtext', 'person'].includes(f.type) && !kept.includes(f.key))
    .map(({ key, label }) => ({ key, label }));
}

/**
 * Puts right what is written of her (更正, 个人信息保护法 46): one more step of the history, with who, when and why; what was
 * there before stays in it. By who is responsible, also after the end; never by whom it is kept from. Exactly once.
 * Answers the matter before and after. Errors: not-found, matter.moved, matter.not-yours, matter.erased, input.invalid.
 */
export async function correctMatter(
  kit: FlowKit,
  actor: Actor,
  matterId: string,
  input: {
    readonly requestKey: string;
    readonly version: number;
    readonly fields: Readonly<Record<string, string>>;
    readonly reason: string;
  },
): Promise<{ readonly before: Matter; readonly after: Matter }> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  return await withMatters(kit, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.vault, matterId, true);
    const place = d && (await placeOf(tx, d.matter.unitId));
    if (!d || !place) throw new AppError('not-found', { what: '这件事' });
    await assertSecondStep(kit, actor, d.matter);
    const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
    const scope = scopeOf(flow, d, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 });
    if ((await keptFrom(kit.worker, flow, matterId, scope, [acting.own])).size > 0)
      throw new AppError('not-found', { what: '这件事' });
    const seat = [acting.own, ...acting.principals].find((s) => s.postId === d.matter.holder.postId);
    if (!seat) throw notYours(flow, d);
    const claimed = await claimRequest(tx, {
      regionCode: actor.unit.regionCode,
      key: `${actor.accountId}/${input.requestKey}`,
      postId: actor.postId,
      hash: hashOf([matterId, input]),
      matterRegion: d.matter.regionCode,
      matterId,
      seq: d.matter.seq + 1,
      at,
    });
    if (claimed && !claimed.sameBody) throw new AppError('save.key-reused');
    if (claimed) return { before: d.matter, after: d.matter };
    if (d.matter.seq !== input.version) throw movedSince(d);
    const able = correctable(flow).map((f) => f.key);
    const wrong = Object.keys(input.fields).filter((key) => !able.includes(key));
    if (wrong.length > 0)
      return refuse(
        wrong.map((key) => ({
          field: `data.${key}`,
          message: `「${flow.fields.get(key)?.label ?? key}」不在这里更正,请在办理步骤里改。`,
        })),
      );
    const asks = Object.keys(input.fields).map((field) => ({ field, required: false }));
    const asked = readAsked(flow, asks, input.fields, d.matter.data);
    if (asked.problems.length > 0) return refuse(asked.problems);
    const changed = Object.fromEntries(
      Object.entries(asked.data).filter(([key, value]) => d.matter.data[key] !== value),
    );
    if (Object.keys(changed).length === 0)
      return refuse([{ field: 'fields', message: '和原来写的一样,没有要更正的。' }]);
    const calendar = await kit.calendarOf(tx, { path: d.matter.unitPath });
    const step: Transition = { ...STEP, from: [d.matter.state], to: 'stay', who: [], opinion: 'required' };
    const after = applyStep(flow, step, d, {
      ...actOf({ actor, acting, seat }, at),
      data: { ...d.matter.data, ...changed },
      brought: changed,
      opinion: input.reason,
      to: null,
      readers: [],
      signers: [],
      backTo: null,
      calendar,
    });
    if (isRefusal(after)) return refuse([{ field: 'fields', message: after.problem }]);
    await settle({ kit, tx, flow, place, calendar, at, asks: kit.worker }, d, after, {
      actor,
      action: 'matter.step',
    });
    return { before: d.matter, after: after.matter };
  });
}

import { type OpeningDrafts, openingDraftsBody } from '../../../contracts/api-reading.ts';
import type { Actor } from '../../access/index.ts';
import { ask, withFigures } from '../../figures/index.ts';
import { mayWriteFor, type Registry, unitProblem } from '../../ledgers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { hasMeasure } from '../against-ledgers/against-ledgers.ts';
import { reachable } from '../reachable.ts';
import { type Chosen, openingDrafts } from './opening-drafts.ts';

/** From a report to lines (从报告到台账): drafts only; each is looked at and saved by a person in the entry form. */
export function lineRoutes(o: { db: Database; registry: () => Registry; now: () => Date }): Route<Actor>[] {
  const isKnown = (measure: string, where: Chosen['where']): boolean => {
    if (!hasMeasure(o.registry(), measure)) return false;
    const { dimensions } = o.registry().measure(measure).ledger.definition;
    return Object.keys(where).every((key) => dimensions.some((d) => d.key === key));
  };
  return [
    defineRoute<Actor, undefined, undefined, typeof openingDraftsBody>({
      method: 'POST',
      path: '/api/readings/lines',
      permission: 'entry.write',
      rate: 'heavy',
      summary: 'Draft opening lines of chosen figures; nothing is saved 转成期初草稿',
      body: openingDraftsBody,
      handle: async ({ caller, body }): Promise<OpeningDrafts> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, body.unit);
          const counted = await Promise.all(
            body.figures.map(async (f) =>
              isKnown(f.measure, f.where)
                ? (await ask(tx, o.registry(), { ...f, unit, tree: 'as-it-was' })).value
                : null,
            ),
          );
          const chosen = body.figures.map((f, i): Chosen => ({ ...f, counted: counted[i] ?? null }));
          return openingDrafts(o.registry(), {
            unitId: unit.id,
            title: body.title,
            today: chinaDay(o.now()),
            figures: chosen,
            refusal: (ledger, day) =>
              mayWriteFor(caller, unit)
                ? (unitProblem(unit, ledger, day)?.message ?? null)
                : `「${unit.name}」的台账由它自己或它的直接上级记,您这里只能看。`,
          });
        }),
    }),
  ];
}

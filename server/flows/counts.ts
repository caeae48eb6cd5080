import type { CountSeen, MatterCount, MatterCounts } from '../../contracts/api-flows.ts';
import { type Actor, reaches, withinScope } from '../access/index.ts';
import { subtreeOf, type Unit, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { numberOf } from '../settings/index.ts';
import { COUNTED, type Counted, caseCounts } from './case-counts.ts';
import type { FlowKit } from './kit.ts';

/**
 * How many matters a unit and those below it have: what a superior sees of them. Counted as the worker, since she may
 * read none of them; numbers leave this file and nothing else. Of cases small numbers are not told (SECURITY 16): one can
 * be one woman. Her own office's own are hers to know. Throws not-found for a unit that is not within her reach.
 */
export async function countMatters(kit: FlowKit, actor: Actor, unitId: string): Promise<MatterCounts> {
  const flows = await kit.flows.newest();
  return await kit.worker.transaction(
    [],
    async (tx) => {
      const unit = await unitById(tx, unitId);
      if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
      const fewerThan = await numberOf(tx, null, 'case.small-count', chinaDay(kit.now()));
      const rows = await countedBelow(tx, actor, unit, kit.now());
      const own = isOwnOffice(actor, unit) ? await countedAt(tx, unit, kit.now()) : [];
      const seen = await caseCounts(kit, tx, fewerThan);
      const counts = flows.map(({ definition }): MatterCount => {
        const n = (from: readonly Row[], key: Counted): number =>
          Number(from.find((r) => r['flow'] === definition.key)?.[key] ?? 0);
        const told = (key: Counted): CountSeen => {
          const value = n(rows, key);
          // All that there is, is her office's own: she knows it anyway.
          if (definition.privacy !== 'case' || value === n(own, key)) return value;
          return seen(definition.key, key, unit);
        };
        return {
          flow: definition.key,
          name: definition.name,
          open: told('open'),
          late: told('late'),
          done: told('done'),
          refused: told('refused'),
          withdrawn: told('withdrawn'),
        };
      });
      return { counts, fewerThan };
    },
    'read',
  );
}

const isOwnOffice = (actor: Actor, unit: Unit): boolean => {
  const office = actor.officeOf ?? actor.unit.id;
  return unit.id === office || (unit.kind === 'department' && unit.parentId === office);
};

const countedBelow = (tx: Tx, actor: Actor, unit: Unit, at: Date): Promise<Row[]> => {
  const { from, to } = subtreeOf(unit.path);
  const values: unknown[] = [at, from, to];
  return tx.sql(
    `SELECT flow, ${COUNTED} FROM matter WHERE unit_path >= $2 AND unit_path < $3 AND ${withinScope(actor, 'unit_path', values)}
     GROUP BY flow`,
    values,
  );
};

/** Of a unit's own level: its own and its departments'. */
const countedAt = (tx: Tx, unit: Unit, at: Date): Promise<Row[]> =>
  tx.sql(
    `SELECT flow, ${COUNTED} FROM matter WHERE unit_id IN
       (SELECT id FROM unit WHERE id = $2 OR (parent_id = $2 AND kind = 'department')) GROUP BY flow`,
    [at, unit.id],
  );

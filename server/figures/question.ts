import { type Actor, reaches } from '../access/index.ts';
import { parseWhere, type Registry } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

/** The unit she asks for; one that she does not reach is not there for her. */
export async function reachableUnit(tx: Tx, actor: Actor, id: string): Promise<Unit> {
  const unit = await unitById(tx, id);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  return unit;
}

/** A filter by something that this ledger does not know would count nothing and look like a true 0. */
export function whereFor(
  registry: Registry,
  measure: string,
  text: string | undefined,
): Record<string, string[]> {
  const where = parseWhere(text);
  const { dimensions } = registry.measure(measure).ledger.definition;
  const unknown = Object.keys(where).find((key) => !dimensions.some((d) => d.key === key));
  if (unknown !== undefined) throw new AppError('figure.no-dimension', { dimension: unknown });
  return where;
}

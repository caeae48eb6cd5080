import { placeOfMatter } from '../cases/index.ts';
import { type CompiledFlow, type Dossier, isErased, projectMatter, wordsHeard } from '../flows/index.ts';
import { type Entry, linesInCell, stableJson } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { graveClasses } from './grave-words.ts';
import type { HeldMatter } from './hold-matter.ts';
import type { ProjectionKit } from './kit.ts';
import { comesFrom, type MatterLine } from './store.ts';

/** What should stand in the ledgers for a matter, with what is kept beside it. */
export interface Wanted {
  readonly ledger: string;
  readonly day: string;
  readonly data: Entry['data'];
  readonly unit: Unit;
  readonly rootId: string;
  readonly placeId: string;
  readonly placeName: string;
  readonly grave: readonly string[];
}

/** Matters that come from one another are seldom more than three; a circle ends here. */
const MOST_STEPS_BACK = 8;

/**
 * The line that a matter should have now; null where it has none: its flow counts nothing, it does not count (withdrawn by
 * who registered it), or an opening line (期初) says the whole of its days already, so that it would count twice.
 */
export async function wantedLine(
  kit: ProjectionKit,
  tx: Tx,
  { d, unit: own }: HeldMatter,
  known: readonly MatterLine[],
): Promise<Wanted | null> {
  const flow = await countingFlow(kit, d);
  const { projection } = flow.definition;
  if (!projection) return null;
  const { matter } = d;
  // A department's contacts are its federation's, as the lines that it types are.
  const unit = own.kind === 'department' && own.parentId ? await unitById(tx, own.parentId) : own;
  if (!unit) throw new Error(`matter ${matter.id}: its office is not there`);
  const { rootId, chain } = await rootOf(kit, tx, matter.id);
  const placeId = (await placeOfMatter(tx, chain)) ?? unit.id;
  const before = known.find((l) => l.ledger === projection.ledger && l.placeId === placeId);
  const placeName =
    before?.placeName ?? (placeId === unit.id ? unit : await unitById(tx, placeId))?.name ?? unit.name;
  const line = projectMatter(flow, d, placeName);
  if (!line) return null;
  const { ledger, day } = line;
  const here = before?.entryId ?? '00000000-0000-0000-0000-000000000000';
  const cell = { unitId: unit.id, ledger, from: day, to: day, opening: true, exceptId: here };
  const covered = (await linesInCell(tx, cell)).some((o) => o.opening === 'covers');
  if (covered) return null;
  // What was heard before its words were erased stays heard.
  const grave = isErased(matter) ? (before?.grave ?? []) : graveClasses(wordsHeard(flow, d), kit.graveWords);
  return { ...line, unit, rootId, placeId, placeName, grave };
}

/**
 * The definition by which a matter counts: the version that it runs on, or the newest where that one counted nothing yet, so
 * that what began before the day of counting is not lost.
 */
async function countingFlow(kit: ProjectionKit, { matter }: Dossier): Promise<CompiledFlow> {
  const own = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  return own.definition.projection ? own : await kit.flows.flows.flow(matter.flow);
}

/**
 * The first matter of those that are one thing, and all of them: a contact that became a petition. A round of screening is
 * no such thing: what was found in it are as many things.
 */
async function rootOf(kit: ProjectionKit, tx: Tx, id: string): Promise<{ rootId: string; chain: string[] }> {
  const chain = [id];
  let rootId = id;
  for (let i = 0; i < MOST_STEPS_BACK; i += 1) {
    const before = await comesFrom(tx, rootId);
    if (before === null || chain.includes(before.id)) break;
    const { definition } = await kit.flows.flows.flow(before.flow, before.version);
    if (definition.privacy !== 'case') break;
    chain.push(before.id);
    rootId = before.id;
  }
  return { rootId, chain };
}

/** Does a line say what it should? Pure. */
export const saysSo = (entry: Entry, want: Pick<Wanted, 'day' | 'data'>): boolean =>
  entry.state === 'valid' && entry.day === want.day && stableJson(entry.data) === stableJson(want.data);

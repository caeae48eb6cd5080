import { dossierById } from '../flows/index.ts';
import { entryById } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { checked, writeLine } from './actions/write-line.ts';
import { holdMatter, ownUnit } from './hold-matter.ts';
import type { ProjectionKit } from './kit.ts';
import { saysSo, wantedLine } from './line-of.ts';
import { isWaiting, linesOfMatter, matterIds, strays } from './store.ts';

export interface ProjectionFault {
  readonly where: string;
  readonly message: string;
}
const BATCH = 500;
/** At most this many faults are named; their number is told in full. */
const NAMED = 50;

/** Every matter of a kind that is counted, one after the other, each in a transaction of its own. */
async function eachMatter(kit: ProjectionKit, look: (tx: Tx, id: string) => Promise<void>): Promise<number> {
  const flows = (await kit.flows.flows.newest()).map((f) => f.definition.key);
  let count = 0;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await kit.flows.worker.transaction(
      [],
      (tx) => matterIds(tx, flows, after, BATCH),
      'read',
    );
    for (const id of ids) await kit.flows.worker.transaction([], (tx) => look(tx, id));
    count += ids.length;
    const last = ids.at(-1);
    if (last === undefined) return count;
    after = last;
  }
}

/** Makes the lines of all matters anew (重新成行); a second time it writes nothing. */
export async function projectAll(
  kit: ProjectionKit,
): Promise<{ matters: number; written: number; refused: ProjectionFault[] }> {
  let written = 0;
  const refused: ProjectionFault[] = [];
  const matters = await eachMatter(kit, async (tx, id) => {
    const held = await holdMatter(kit, tx, id);
    if (!held) return;
    const w = await writeLine(kit, tx, held);
    if (w.done === 'written') written += 1;
    if (w.done === 'refused') refused.push({ where: `事项 ${id}`, message: w.problem });
  });
  return { matters, written, refused };
}

/**
 * Lines = matters: every matter that counts has its line and the line says what the matter is, every line of a matter has
 * its matter. What waits to become a line is no fault. Names matters by id only.
 */
export async function verifyProjection(
  kit: ProjectionKit,
): Promise<{ matters: number; faultCount: number; faults: ProjectionFault[] }> {
  const faults: ProjectionFault[] = [];
  const matters = await eachMatter(kit, async (tx, id) => {
    const message = await faultOf(kit, tx, id);
    if (message !== null && !(await isWaiting(tx, id))) faults.push({ where: `事项 ${id}`, message });
  });
  for (const s of await kit.flows.worker.transaction([], strays, 'read'))
    faults.push({
      where: `记录 ${s.entryId}`,
      message: s.lost === 'matter' ? `它的事项 ${s.matterId} 不见了。` : '这一行不见了,事项还在。',
    });
  return { matters, faultCount: faults.length, faults: faults.slice(0, NAMED) };
}

async function faultOf(kit: ProjectionKit, tx: Tx, id: string): Promise<string | null> {
  const d = await dossierById(tx, kit.flows.vault, id, false);
  if (!d) return null;
  const known = await linesOfMatter(tx, id);
  const raw = await wantedLine(kit, tx, { d, unit: await ownUnit(tx, d, null) }, known);
  const want = raw && checked(kit, raw);
  if (want && 'problem' in want) return want.problem;
  for (const l of known.filter((x) => x.ledger !== want?.ledger)) {
    const entry = await entryById(tx, l.entryId);
    if (entry?.state === 'valid') return `它不该有的一行 ${l.entryId} 还在计数。`;
  }
  if (!want) return null;
  const line = known.find((l) => l.ledger === want.ledger);
  const entry = line ? await entryById(tx, line.entryId) : null;
  if (!line || !entry) return '它没有成行。';
  return saysSo(entry, want) ? null : `它的一行 ${entry.id} 和它不一致。`;
}

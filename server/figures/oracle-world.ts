import {
  corrected,
  type Entry,
  type LedgerPorts,
  loadRegistry,
  publishInstitutions,
  type Registry,
  rewriteLedgerPaths,
  withdrawn,
  writeChangedEntry,
  writeNewEntry,
} from '../ledgers/index.ts';
import {
  createUnit,
  levelNumber,
  mergeUnits,
  movedSubtree,
  moveUnit,
  NO_PORTS,
  type OrgPorts,
  type Unit,
  unitById,
  unitsByIds,
} from '../org/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Store, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { aroundMove } from './around-move.ts';
import { foldAll } from './fold.ts';
import type { TrialLine, TrialUnit, TrialWorld } from './oracle-naive.ts';
import type { Step } from './oracle-steps.ts';
import { rewriteFigurePaths } from './rewrite-paths.ts';
import { markDirty, saveFacts, saveFactsOfMany } from './save-facts.ts';
import { TESTING_LEDGER } from './testing-ledger.ts';

const KINDS = ['甲', '乙', '丙', ''];
const TAGS = ['红', '绿', '蓝'];
const START = '2020-01-01';

/** Plays the steps through the real actions and remembers them in a plain model. Empties the store's trial world first. */
export async function playWorld(
  store: Store,
  steps: readonly Step[],
): Promise<TrialWorld & { registry: Registry }> {
  const at = new Date('2026-01-01T00:00:00Z');
  const registry = await store.owner.transaction([], async (tx) => {
    await tx.sql(
      'TRUNCATE entry, entry_version, search_row, fact, cell, coverage, fold_outbox, answer_memo, stated_zero, unit_break, unit_span, unit_event, unit CASCADE',
    );
    await publishInstitutions(
      tx,
      [{ key: 'trial', name: '试验', about: '', ledgers: [TESTING_LEDGER], reports: [], sources: [] }],
      at,
    );
    return await loadRegistry(tx);
  });
  const world: TrialWorld = { units: new Map(), lines: [] };
  const units = await plantTree(store, world, at);
  for (const step of steps) {
    if (step.act === 'fold') await foldAll(store, registry);
    else await store.worker.transaction([], (tx) => play(tx, registry, world, units, step, at));
  }
  return { ...world, registry };
}

async function plantTree(store: Store, world: TrialWorld, at: Date): Promise<string[]> {
  const by = { accountId: null, at, today: '2026-01-01' };
  const made: string[] = [];
  await store.worker.transaction([], async (tx) => {
    const add = async (
      code: string,
      level: Unit['level'],
      parentId: string | null,
      kind: Unit['kind'] = 'federation',
    ): Promise<string> => {
      const unit = await createUnit(tx, { code, name: `组织${code}`, kind, level, parentId, from: null }, by);
      world.units.set(unit.id, {
        id: unit.id,
        code,
        isOffice: kind === 'department',
        parents: [{ from: '0000-01-01', parentId }],
      });
      made.push(unit.id);
      return unit.id;
    };
    const nation = await add('000000', 'nation', null);
    const province = await add('110000', 'province', nation);
    for (const c of ['1101', '1102']) {
      const city = await add(`${c}00`, 'city', province);
      for (const d of ['01', '02']) {
        const county = await add(`${c}${d}`, 'county', city);
        await add(`${c}${d}-D1`, 'county', county, 'department');
        const town = await add(`${c}${d}001`, 'township', county);
        for (const v of ['001', '002']) await add(`${c}${d}001${v}`, 'village', town);
      }
    }
  });
  return made;
}

/** The ports of a house that has ledgers and figures only. */
export const portsOf = (registry: Registry): { ledger: LedgerPorts; org: OrgPorts } => ({
  ledger: {
    lineSaved: (tx, ledger, after, before) => saveFacts(tx, (t) => t, ledger, after, before),
    linesSaved: (tx, ledger, lines) => saveFactsOfMany(tx, (t) => t, ledger, lines),
    filesCame: async () => {},
    ofMatters: async () => new Set(),
    likeMatter: async () => false,
    zeroStated: (tx, z) => markDirty(tx, { ...z, from: z.month, to: z.month }),
  },
  org: {
    ...NO_PORTS,
    aroundMove: (tx, members, day, apply) => aroundMove(tx, registry, members, day, apply),
    pathsChanged: async (tx, oldPath, newPath) => {
      const moved = movedSubtree(oldPath, newPath);
      await rewriteLedgerPaths(tx, moved);
      await rewriteFigurePaths(tx, moved);
    },
  },
});

async function play(
  tx: Tx,
  registry: Registry,
  world: TrialWorld,
  ids: readonly string[],
  step: Exclude<Step, { act: 'fold' }>,
  at: Date,
): Promise<void> {
  const ports = portsOf(registry);
  const ledger = registry.ledger('trial');
  const change = { reason: 'test', requestId: null, accountId: null, postId: null };
  const pick = (n: number): string => ids[n % ids.length] ?? '';
  if (step.act === 'move')
    return await playMove(tx, ports.org, world, pick(step.unit), step.parent, addDays(START, step.day), at);
  if (step.act === 'merge')
    return await playMerge(tx, ports.org, world, pick(step.unit), step.into, addDays(START, step.day), at);
  if (step.act === 'line' || step.act === 'opening') {
    const unit = await unitById(tx, pick(step.unit));
    if (!unit) return;
    const line = step.act === 'line' ? lineOf(step, unit.id) : openingOf(step, unit.id);
    world.lines.push(line);
    await writeNewEntry(tx, ports.ledger, ledger, toEntry(line, unit, at), { change: 'create', ...change });
    return;
  }
  const line = world.lines[step.line % Math.max(1, world.lines.length)];
  if (!line || line.state === 'withdrawn') return;
  const rows = await tx.sql('SELECT version, unit_path, region_code FROM entry WHERE id = $1', [line.id]);
  const unit = await unitById(tx, line.unitId);
  if (!unit || !rows[0]) return;
  const before = { ...toEntry(line, unit, at), version: Number(rows[0]['version']) };
  if (step.act === 'withdraw') {
    line.state = 'withdrawn';
    await writeChangedEntry(tx, ports.ledger, ledger, before, withdrawn(before, at), {
      change: 'withdraw',
      ...change,
    });
    return;
  }
  if (line.opening !== null) return;
  line.day = addDays(START, step.day);
  line.data = clean({
    ...line.data,
    amount: step.amount,
    kind: KINDS[step.kind] || undefined,
    level: step.level,
  });
  const after = corrected(ledger, before, { day: line.day, data: line.data, explanation: null }, at);
  await writeChangedEntry(tx, ports.ledger, ledger, before, after, { change: 'correct', ...change });
}

/** Moves keep the model's order of days: a step that the rules refuse changes neither the store nor the model. */
async function playMove(
  tx: Tx,
  ports: OrgPorts,
  world: TrialWorld,
  id: string,
  choice: number,
  day: string,
  at: Date,
): Promise<void> {
  const unit = world.units.get(id);
  const from = await unitById(tx, id);
  if (!unit || !from || from.parentId === null || from.to !== null) return;
  if (from.since !== null && day <= from.since) return;
  // Among the parents that the rules allow, so that a drawn move is nearly always a move: a rare one would test nothing.
  const up = levelNumber(from.level) - (from.kind === 'department' ? 0 : 1);
  const all = await unitsByIds(tx, [...world.units.keys()]);
  const lawful = all.filter(
    (u) =>
      u.kind === 'federation' &&
      u.to === null &&
      levelNumber(u.level) === up &&
      u.id !== from.parentId &&
      !u.path.startsWith(from.path),
  );
  const parentId = lawful[choice % Math.max(1, lawful.length)]?.id;
  if (!parentId) return;
  await moveUnit(tx, ports, { unitId: id, parentId, day }, { accountId: null, at, today: '2026-01-01' });
  unit.parents.push({ from: day, parentId });
}

/** A merger in the model: everything that hangs under the unit goes over, and it hangs under its successor itself. */
async function playMerge(
  tx: Tx,
  ports: OrgPorts,
  world: TrialWorld,
  id: string,
  choice: number,
  day: string,
  at: Date,
): Promise<void> {
  const all = await unitsByIds(tx, [...world.units.keys()]);
  const unit = all.find((u) => u.id === id);
  if (!unit || unit.to !== null || unit.kind !== 'federation') return;
  const peers = all.filter(
    (u) => u.id !== id && u.kind === unit.kind && u.level === unit.level && u.to === null,
  );
  const into = peers[choice % Math.max(1, peers.length)];
  const going = all.filter((u) => u.parentId === id || u.id === id);
  if (!into || going.some((u) => u.since !== null && day <= u.since)) return;
  await mergeUnits(
    tx,
    ports,
    { unitId: id, intoId: into.id, day },
    { accountId: null, at, today: '2026-01-01' },
  );
  for (const u of going) world.units.get(u.id)?.parents.push({ from: day, parentId: into.id });
}

function lineOf(s: Extract<Step, { act: 'line' }>, unitId: string): TrialLine {
  const day = addDays(START, s.day);
  const data = clean({
    amount: s.amount,
    kind: KINDS[s.kind] || undefined,
    tags: TAGS.filter((_, i) => (s.tags >> i) % 2 === 1),
    who: s.who === 0 ? undefined : `样例${s.who}`,
    level: s.level,
    ended: s.ended === undefined ? undefined : addDays(day, s.ended + 1),
  });
  return { id: newId(), unitId, day, until: null, data, state: 'valid', opening: null };
}

function openingOf(s: Extract<Step, { act: 'opening' }>, unitId: string): TrialLine {
  const day = `${2020 + Math.floor(s.month / 12)}-${String((s.month % 12) + 1).padStart(2, '0')}-01`;
  const until = addDays(`${addDays(day, 31 * (s.months + 1)).slice(0, 7)}-01`, -1);
  const data = clean({ totals: { 'trial.amount': s.amount }, kind: KINDS[s.kind] || undefined });
  return { id: newId(), unitId, day, until, data, state: 'valid', opening: 'rest' };
}

const clean = (
  data: { [K in keyof TrialLine['data']]: TrialLine['data'][K] | undefined },
): TrialLine['data'] =>
  Object.fromEntries(Object.entries(data).filter(([, v]) => v !== undefined)) as TrialLine['data'];

const toEntry = (l: TrialLine, unit: Unit, at: Date): Entry => ({
  regionCode: unit.regionCode,
  id: l.id,
  ledger: 'trial',
  definitionVersion: 1,
  unitId: unit.id,
  unitPath: unit.path,
  day: l.day,
  until: l.until,
  title: '试验',
  sortValue: null,
  data: l.data as Entry['data'],
  opening: l.opening,
  joint: [],
  explanation: null,
  state: l.state,
  version: 1,
  createdAt: at,
  createdBy: null,
  updatedAt: at,
});

export type { TrialUnit };

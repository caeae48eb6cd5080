import { type Entry, type Registry, stableJson, toEntry } from '../ledgers/index.ts';
import type { Database, Row, Tx } from '../platform/db/index.ts';
import { type BlindKey, deriveFacts, type Fact } from './derive-facts.ts';
import { FOLD_LOCK } from './fold.ts';
import { buildCells } from './rebuild.ts';

export interface FigureFault {
  readonly where: string;
  readonly message: string;
}
/** At most this many faults are named; their number is told in full. */
const NAMED = 50;
const BATCH = 2_000;

/**
 * Figures = lines, at all levels: every line against its newest version, every line's facts against what its definition
 * derives, every stored cell against a fresh fold of all facts (in temporary tables that shadow the real ones).
 */
export async function verifyFigures(
  owner: Database,
  registry: Registry,
  blind: BlindKey,
): Promise<{ lines: number; cells: number; faultCount: number; faults: FigureFault[] }> {
  return await owner.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    const faults: FigureFault[] = [];
    const lines = await verifyLines(tx, registry, blind, faults);
    const { cells, wrong } = await verifyCells(tx, registry, faults);
    return { lines, cells, faultCount: faults.length + wrong, faults: faults.slice(0, NAMED) };
  });
}

async function verifyLines(
  tx: Tx,
  registry: Registry,
  blind: BlindKey,
  faults: FigureFault[],
): Promise<number> {
  let lines = 0;
  for (let after: [string, string] = ['', '00000000-0000-0000-0000-000000000000']; ; ) {
    const rows = await tx.sql(
      `SELECT e.*, v.data AS version_data, v.day AS version_day, v.change AS version_change,
         (SELECT jsonb_agg(jsonb_build_object('measure', f.measure, 'part', f.part, 'day', f.day, 'value', f.value, 'splits', f.splits,
           'person', f.person, 'until', f.opening_until, 'unit', f.unit_id) ORDER BY f.measure, f.part)
          FROM fact f WHERE f.region_code = e.region_code AND f.entry_id = e.id) AS facts
       FROM entry e LEFT JOIN entry_version v ON v.region_code = e.region_code AND v.entry_id = e.id AND v.version = e.version
       WHERE (e.region_code, e.id) > ($1, $2) ORDER BY e.region_code, e.id LIMIT ${BATCH}`,
      [after[0], after[1]],
    );
    for (const r of rows) {
      lines += 1;
      const message = lineFault(r, registry, blind);
      if (message) faults.push({ where: `记录 ${r['id']}(${r['ledger']} ${r['day']})`, message });
    }
    const last = rows.at(-1);
    if (!last) return lines;
    after = [String(last['region_code']), String(last['id'])];
  }
}

function lineFault(r: Row, registry: Registry, blind: BlindKey): string | null {
  const entry = toEntry(r);
  if (r['version_data'] === null) return '它的版本记录不见了。';
  if (stableJson(entry.data) !== stableJson(r['version_data']) || entry.day !== r['version_day'])
    return '内容与它最后一版的留底不同:这一行被绕过系统改动过。';
  if ((r['version_change'] === 'withdraw') !== (entry.state === 'withdrawn')) return '撤回状态与留底不同。';
  const ledger = registry.ledgers.get(entry.ledger);
  if (!ledger) return `没有「${entry.ledger}」这个台账的定义。`;
  const derived = deriveFacts(ledger, entry, blind)
    .map((f) => factText(f, entry))
    .sort();
  const stored = ((r['facts'] as StoredFact[] | null) ?? []).map(storedText).sort();
  return derived.join('\n') === stored.join('\n') ? null : '它计入的数与它的内容不符。';
}

interface StoredFact {
  readonly measure: string;
  readonly part: number;
  readonly day: string;
  readonly value: number;
  readonly splits: readonly string[];
  readonly person: string | null;
  readonly until: string | null;
  readonly unit: string;
}
const factText = (f: Fact, e: Entry): string =>
  stableJson([f.measure, f.part, f.day, f.value, [...f.splits].sort(), f.person, f.openingUntil, e.unitId]);
const storedText = (f: StoredFact): string =>
  stableJson([f.measure, f.part, f.day, f.value, [...f.splits].sort(), f.person, f.until, f.unit]);

/** Names the first wrong cells; `wrong` counts those that are not named. */
async function verifyCells(
  tx: Tx,
  registry: Registry,
  faults: FigureFault[],
): Promise<{ cells: number; wrong: number }> {
  // A temporary table of the same name shadows the real one; it is built as a rebuild would build it, another way than
  // the folding that wrote the real one.
  await tx.sql('CREATE TEMP TABLE cell (LIKE public.cell INCLUDING DEFAULTS) ON COMMIT DROP');
  await buildCells(tx, registry);
  // Whole cells before their splits and the lowest unit first: that is where the damage began.
  const rows = await tx.sql(
    `SELECT count(*) OVER () AS wrong, u.name, k.measure, k.split, COALESCE(a.piece, b.piece) AS piece,
       ${SUMS.map((c) => `COALESCE(a.${c}, 0) AS stored_${c}, COALESCE(b.${c}, 0) AS fresh_${c}`).join(', ')}
     FROM public.cell a FULL JOIN pg_temp.cell b USING (region_code, unit_id, key, piece)
     JOIN unit u ON u.id = COALESCE(a.unit_id, b.unit_id) JOIN cell_key k ON k.id = COALESCE(a.key, b.key)
     WHERE (${SUMS.map((c) => `COALESCE(a.${c}, 0) <> COALESCE(b.${c}, 0)`).join(' OR ')}) AND NOT ${WAITING} ORDER BY k.split <> '', u.level DESC, u.path, k.measure, COALESCE(a.piece, b.piece) LIMIT ${NAMED}`,
  );
  for (const r of rows) {
    const wrong = SUMS.filter((c) => Number(r[`stored_${c}`]) !== Number(r[`fresh_${c}`]));
    const words = wrong.map(
      (c) => `${SUM_WORDS[c] ?? c} 存的是 ${r[`stored_${c}`]},按记录应是 ${r[`fresh_${c}`]}`,
    );
    faults.push({
      where: `${r['name']} ${r['measure']}${r['split'] ? ` ${r['split']}` : ''} ${String(r['piece']).slice(0, 7)}`,
      message: words.join(';'),
    });
  }
  const count = await tx.sql('SELECT count(*)::int AS n FROM public.cell');
  return { cells: Number(count[0]?.['n'] ?? 0), wrong: Number(rows[0]?.['wrong'] ?? 0) - rows.length };
}

/** Lines saved while this runs are counted in the proof and not folded yet: their marks still lie here, since folding waits. */
const WAITING = `EXISTS (SELECT 1 FROM fold_outbox o JOIN unit d ON d.id = o.unit_id
  WHERE o.ledger = split_part(k.measure, '.', 1) AND d.path >= u.path AND d.path < left(u.path, -1) || '0')`;

const SUMS = [
  'own_n',
  'own_v',
  'office_n',
  'office_v',
  'below_n',
  'below_v',
  'own_opening',
  'rest_opening',
] as const;
const SUM_WORDS: Readonly<Record<string, string>> = {
  own_n: '本级行数',
  own_v: '本级',
  office_n: '部室行数',
  office_v: '部室',
  below_n: '下级行数',
  below_v: '下级',
  own_opening: '本级期初',
  rest_opening: '下级期初',
};

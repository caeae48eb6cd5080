import pg from 'pg';
import { type Actor, NOBODY, withActor } from '../../server/access/index.ts';
import { likelyKept } from '../../server/papers/index.ts';
import { copyRows } from '../../server/platform/db/index.ts';
import { newId } from '../../server/platform/ids/index.ts';
import { passagePrints, passageQuestion } from '../../server/reading/sameness/index.ts';
import { withoutIndexes } from '../indexes-later.ts';
import { copied, inventedReport } from '../invented-reports.ts';
import { type Finding, median, quantile } from '../measure.ts';
import type { Bench, OpenHouse } from '../world.ts';

const row = '比对库:库里查雷同';
const CHARS = 3_000;
const ASKED = 150;
/** One text for every ten lines that the bench was asked for: a hundred thousand unless told. */
const LINES_PER_TEXT = 10;
const MOST = 20;
const CHUNK = 1_000;

/** Finding a copied report among the kept texts of the database, as the desk does: for the nation and for one county. */
export async function keptTexts(bench: Bench): Promise<Finding[]> {
  const count = Math.min(100_000, Math.ceil(bench.lines / LINES_PER_TEXT));
  const house = await bench.world(`kept${count}`, 0, { search: false, facts: false, figures: false });
  const bytes = await fill(house, count, bench.say);
  const nation = await actorOf(house, 0);
  const county = await actorOf(house, 3);
  const findings: Finding[] = [];
  for (const [where, actor] of [
    ['全国', nation],
    ['一个县', county],
  ] as const) {
    const times: number[] = [];
    let first = 0;
    for (let i = 0; i < ASKED; i += 1) {
      const source = (i * 499 + 7) % count;
      const text = copied(inventedReport(source, CHARS), count + i);
      const prints = passageQuestion(text);
      const began = performance.now();
      const found = await withActor(
        house.store.app,
        actor,
        (tx) => likelyKept(tx, actor, { prints, most: MOST, except: null }),
        'read',
      );
      times.push(performance.now() - began);
      if (found[0]?.title === String(source)) first += 1;
    }
    findings.push({
      row,
      what: `${where}:${count} 份里查一份,第 95 百分位`,
      value: quantile(times, 0.95),
      unit: 'ms',
      target: { most: 200 },
      note: `中位 ${median(times).toFixed(0)} ms,最慢 ${Math.max(...times).toFixed(0)} ms,第一次 ${(times[0] ?? 0).toFixed(0)} ms`,
    });
    if (actor === nation)
      findings.push({
        row,
        what: '抄来的排在第一',
        value: (100 * first) / ASKED,
        unit: '%',
        target: { least: 99 },
      });
  }
  findings.push({ row, what: '指纹在库里占用(表和索引)', value: bytes / 1e6, unit: 'MB' });
  return findings;
}

/** Fills 比对库 with invented reports, spread over the counties, in the shapes that keeping writes. Kept for the next run. */
async function fill(house: OpenHouse, count: number, say: (line: string) => void): Promise<number> {
  const client = new pg.Client({ connectionString: house.store.ownerUrl });
  await client.connect();
  try {
    const had = await client.query<{ n: string }>('SELECT count(*) AS n FROM kept_text');
    if (Number(had.rows[0]?.n) !== count) {
      await client.query('TRUNCATE kept_text, kept_print');
      const units = await client.query<{ id: string; path: string; region_code: string }>(
        `SELECT id, path, region_code FROM unit WHERE level = 3 AND kind = 'federation' AND to_day IS NULL ORDER BY md5(code)`,
      );
      await withoutIndexes(client, 'kept_print', async () => {
        for (let from = 0; from < count; from += CHUNK) {
          const made = Array.from({ length: Math.min(CHUNK, count - from) }, (_, k) => {
            const unit = units.rows[(from + k) % units.rows.length];
            if (!unit) throw new Error('no county');
            return { n: from + k, id: newId(), unit, text: inventedReport(from + k, CHARS) };
          });
          await copyRows(
            client,
            'kept_text',
            ['region_code', 'id', 'unit_id', 'unit_path', 'title', 'source', 'text', 'chars', 'hash', 'at'],
            made.map(({ n, id, unit, text }) => [
              unit.region_code,
              id,
              unit.id,
              unit.path,
              String(n),
              'pasted',
              text,
              CHARS,
              String(n),
              new Date(0),
            ]),
          );
          await copyRows(
            client,
            'kept_print',
            ['region_code', 'print', 'text_id', 'unit_path'],
            printsOf(made),
          );
          if ((from / CHUNK) % 10 === 9) say(`  ${from + made.length} 份`);
        }
      });
      await client.query('VACUUM ANALYZE kept_text, kept_print');
    }
    const size = await client.query<{ n: string }>(`SELECT pg_total_relation_size('kept_print') AS n`);
    return Number(size.rows[0]?.n);
  } finally {
    await client.end();
  }
}

function* printsOf(
  made: readonly { id: string; unit: { path: string; region_code: string }; text: string }[],
): Generator<(string | number)[]> {
  for (const { id, unit, text } of made)
    for (const print of passagePrints(text)) yield [unit.region_code, print, id, unit.path];
}

/** Somebody who reaches one unit of this level and all below it. */
async function actorOf(house: OpenHouse, level: number): Promise<Actor> {
  const [unit] = await house.store.owner.transaction([], (tx) =>
    tx.sql<{ path: string }>(
      `SELECT path FROM unit WHERE level = $1 AND kind = 'federation' AND to_day IS NULL ORDER BY md5(code) LIMIT 1`,
      [level],
    ),
  );
  if (!unit) throw new Error(`no unit of level ${level}`);
  return { ...NOBODY, scope: { from: unit.path, to: `${unit.path}~` } };
}

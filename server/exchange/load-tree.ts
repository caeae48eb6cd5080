import pg from 'pg';
import { recordEvent } from '../audit/index.ts';
import { inheritBreaks, levelNumber, levelOf, pathUnder, regionCodeFor } from '../org/index.ts';
import {
  carriesFederation,
  federationName,
  NATION_FEDERATION,
  pinyinInitials,
  type RegionNode,
  readRegions,
  unitCode,
} from '../org/regions/index.ts';
import { bindTx, type CopyValue, copyRows, type Store, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { withIndexesLater } from './indexes-later.ts';

export interface LoadedTree {
  /** Federations made. */
  readonly units: number;
  /** Nodes whose unit was there already, or that hang under a closed one. */
  readonly skipped: number;
  readonly seconds: number;
}

/** What a lower unit must know of the one above it. */
interface Above {
  readonly id: string;
  readonly path: string;
  readonly regionCode: string;
  readonly isClosed: boolean;
}

export const UNIT_COLUMNS = [
  'id',
  'code',
  'name',
  'kind',
  'level',
  'parent_id',
  'path',
  'region_code',
  'initials',
] as const;
/**
 * Rows come in code order, so the indexes on id, code, path and parent only grow at their ends. Those on initials and
 * name are hit at random, and the foreign key asks one question a row: these are made after the load, at once.
 */
const MADE_LATER = ['unit_initials', 'unit_name', 'unit_parent_id_fkey'];
const NATION = '000000';
const BATCH = 4_000;
/** Two loads at once would found the same units twice. */
const LOAD_LOCK = 727_004;

/**
 * Founds a federation on each real node of the state's tree, the nation on top (载入行政区划). Codes that are there
 * already are kept as they are, so it may be repeated and may run beside a sample place. One transaction, by COPY.
 * Errors: input.invalid for a code in `under` that is none.
 */
export async function loadTree(
  store: Store,
  o: { readonly under?: readonly string[]; readonly now?: Date; readonly log: (line: string) => void },
): Promise<LoadedTree> {
  const started = performance.now();
  const now = o.now ?? new Date();
  const client = new pg.Client({ connectionString: store.ownerUrl });
  await client.connect();
  const tally = { units: 0, skipped: 0 };
  try {
    await client.query('BEGIN');
    const tx = bindTx(client);
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    const isEmpty = (await tx.sql('SELECT 1 FROM unit LIMIT 1')).length === 0;
    // COPY keeps its connection busy; what is there is asked on another one.
    const known = isEmpty
      ? async () => new Map<string, Above>()
      : (codes: string[]) => store.owner.transaction([], (other) => unitsOf(other, codes), 'read');
    const nodes = withNation(readRegions({ ...(o.under ? { under: o.under } : {}), withAncestors: true }));
    const copy = (): Promise<number> =>
      copyRows(client, 'unit', UNIT_COLUMNS, unitRows(nodes, known, tally, now));
    tally.units = isEmpty ? await withIndexesLater(tx, 'unit', copy, MADE_LATER) : await copy();
    await tx.sql('ANALYZE unit');
    if (!isEmpty) await inheritBreaks(tx, null);
    await recordEvent(tx, {
      regionCode: NATION,
      at: now,
      accountId: null,
      postId: null,
      unitPath: null,
      action: 'tree.load',
      object: 'unit',
      objectId: o.under?.join(',') ?? NATION,
      result: 'ok',
      detail: { ...tally },
    });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
  const seconds = Math.round(performance.now() - started) / 1_000;
  o.log(`载入 ${tally.units} 个组织,跳过 ${tally.skipped} 个,用时 ${seconds} 秒。`);
  return { ...tally, seconds };
}

type Node = Pick<RegionNode, 'code' | 'name' | 'treatment' | 'unitParent'> & { readonly level: number };

function* withNation(nodes: Iterable<RegionNode>): Generator<Node> {
  yield { code: '00', name: NATION_FEDERATION.name, level: 0, treatment: 'real', unitParent: null };
  for (const node of nodes) if (carriesFederation(node)) yield node;
}

/** Parents come before children, so only the units above the villages are remembered (46,000 for the nation). */
async function* unitRows(
  nodes: Iterable<Node>,
  known: (codes: string[]) => Promise<Map<string, Above>>,
  tally: { skipped: number },
  now: Date,
): AsyncGenerator<readonly CopyValue[]> {
  const above = new Map<string, Above>();
  for (const batch of batches(nodes, BATCH)) {
    const there = await known(batch.map(unitCode));
    for (const node of batch) {
      const code = unitCode(node);
      const parent = node.level === 0 ? null : above.get(node.level === 1 ? '00' : (node.unitParent ?? '00'));
      const old = there.get(code);
      if (old || parent === undefined || parent?.isClosed) {
        tally.skipped += 1;
        if (old) above.set(node.code, old);
        continue;
      }
      const level = levelOf(node.level);
      const made: Above = {
        id: newId(now),
        path: pathUnder(parent?.path ?? null, code),
        regionCode: regionCodeFor(code, level, parent?.regionCode ?? null),
        isClosed: false,
      };
      if (node.level < 5) above.set(node.code, made);
      const name = node.level === 0 ? node.name : federationName(node as RegionNode);
      yield [
        made.id,
        code,
        name,
        'federation',
        levelNumber(level),
        parent?.id ?? null,
        made.path,
        made.regionCode,
        pinyinInitials(name),
      ];
    }
  }
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Units that bear these codes today or once did. */
async function unitsOf(tx: Tx, codes: readonly string[]): Promise<Map<string, Above>> {
  const rows = await tx.sql(
    `SELECT w.code AS asked, u.id, u.path, u.region_code, u.to_day FROM unnest($1::text[]) AS w (code) JOIN unit u ON u.code = w.code
     UNION ALL
     SELECT w.code, u.id, u.path, u.region_code, u.to_day FROM unnest($1::text[]) AS w (code)
     JOIN unit_span s ON s.code = w.code JOIN unit u ON u.id = s.unit_id`,
    [codes],
  );
  return new Map(
    rows.map((r) => [
      String(r['asked']),
      {
        id: String(r['id']),
        path: String(r['path']),
        regionCode: String(r['region_code']),
        isClosed: r['to_day'] !== null,
      },
    ]),
  );
}

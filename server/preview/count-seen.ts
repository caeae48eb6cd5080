import type { SeenArea, SeenExample } from '../../contracts/api-preview.ts';
import { LEVELS } from '../../contracts/ledger.ts';
import { type Actor, PERMISSIONS, type Permission, withActor } from '../access/index.ts';
import { maySeeLines, mayWriteFor, type Registry } from '../ledgers/index.ts';
import { childrenOf, LEVEL_NAMES, type Unit, unitById, unitsByIds } from '../org/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';

/** Counting stops here: whoever grants a post wants to know how much, not how many exactly. */
const MOST = 10_000;

/**
 * What an actor would be shown, by area, counted as she herself would be: with her scope set in the application's role, so
 * that row-level security cuts it, and with the same functions that cut her pages (reach, maySeeLines, mayWriteFor). No
 * content leaves, only counts.
 */
export async function seenBy(db: Database, registry: Registry, her: Actor): Promise<SeenArea[]> {
  return await withActor(
    db,
    her,
    async (tx) => [
      await unitsSeen(tx, her),
      await ledgersSeen(tx, registry, her),
      await simple(
        tx,
        her,
        '数字和报表',
        ['figure.read', 'report.read', 'report.write', 'report.review', 'report.finalise'],
        [
          ['数字', '个', `SELECT ${registryMeasures(registry)} AS n`, 'figure.read'],
          [
            '定稿的报告',
            '份',
            `SELECT count(*) AS n FROM (SELECT 1 FROM paper LIMIT ${MOST + 1}) AS x`,
            'report.read',
          ],
        ],
      ),
      await simple(
        tx,
        her,
        '人员和账号',
        ['person.read', 'account.read', 'account.manage', 'grant.confirm'],
        [
          [
            '任职',
            '个',
            `SELECT count(*) AS n FROM (SELECT 1 FROM post LIMIT ${MOST + 1}) AS x`,
            'person.read',
          ],
        ],
      ),
      await simple(
        tx,
        her,
        '设置和数据',
        ['setting.read', 'setting.manage', 'takeout.use', 'system.manage', 'audit.read'],
        [],
      ),
    ],
    'read',
  );
}

const registryMeasures = (registry: Registry): number =>
  [...registry.ledgers.values()].reduce((n, l) => n + l.measures.length, 0);
const wordsOf = (her: Actor, of: readonly Permission[]): string[] =>
  of.filter((p) => her.can(p)).map((p) => PERMISSIONS[p]);
const upTo = (n: number): { count: number; more: boolean } => ({ count: Math.min(n, MOST), more: n > MOST });

async function unitsSeen(tx: Tx, her: Actor): Promise<SeenArea> {
  const may = wordsOf(her, ['unit.read', 'unit.manage']);
  if (!her.can('unit.read')) return { name: '组织', may, examples: [] };
  const rows = await tx.sql(
    `SELECT level, count(*) AS n FROM unit WHERE path >= $1 AND path < $2 AND to_day IS NULL AND kind = 'federation' GROUP BY level ORDER BY level`,
    [her.scope.from, her.scope.to],
  );
  const examples = rows.map((r): SeenExample => {
    const level = LEVELS[Number(r['level'])];
    return {
      name: level ? LEVEL_NAMES[level] : '',
      count: Number(r['n']),
      more: false,
      unitWord: '个',
      note: '',
    };
  });
  return { name: '组织', may, examples };
}

async function ledgersSeen(tx: Tx, registry: Registry, her: Actor): Promise<SeenArea> {
  const may = wordsOf(her, ['entry.read', 'entry.write']);
  if (!her.can('entry.read')) return { name: '台账', may, examples: [] };
  const writes = await unitsToWriteFor(tx, her);
  const examples: SeenExample[] = [];
  for (const { definition: d } of registry.ledgers.values()) {
    const keeps = writes.filter((u) => d.kinds.includes(u.kind) && d.levels.includes(u.level)).length;
    const note = [
      d.privacy === 'case' ? '个案只看本组织经手的,下级的只有数' : d.privacy === 'person' ? '含姓名' : '',
      keeps > 0 ? `能替 ${keeps} 个组织记` : '不能记',
    ].filter((t) => t !== '');
    const n = d.privacy === 'case' ? await caseLines(tx, registry, her, d.key) : await lines(tx, d.key);
    examples.push({ name: d.name, ...upTo(n), unitWord: '条', note: note.join(';') });
  }
  return { name: '台账', may, examples };
}

async function lines(tx: Tx, ledger: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*) AS n FROM (SELECT 1 FROM entry WHERE ledger = $1 AND state = 'valid' LIMIT ${MOST + 1}) AS x`,
    [ledger],
  );
  return Number(rows[0]?.['n']);
}

/** Lines of a case ledger whose unit's lines she may see: the very function that cuts her list. */
async function caseLines(tx: Tx, registry: Registry, her: Actor, ledger: string): Promise<number> {
  const rows = await tx.sql<{ unit_id: string; n: number }>(
    `SELECT unit_id, count(*) AS n FROM entry WHERE ledger = $1 AND state = 'valid' GROUP BY unit_id`,
    [ledger],
  );
  const units = await unitsByIds(
    tx,
    rows.map((r) => r.unit_id),
  );
  const { definition } = registry.ledger(ledger);
  const seen = new Set(units.filter((u) => maySeeLines(her, definition, u)).map((u) => u.id));
  return rows.reduce((n, r) => n + (seen.has(r.unit_id) ? Number(r.n) : 0), 0);
}

async function unitsToWriteFor(tx: Tx, her: Actor): Promise<Unit[]> {
  const seat = her.officeOf ?? her.unit.id;
  const own = await unitById(tx, seat);
  const near = [...(own ? [own] : []), ...(await childrenOf(tx, seat))];
  return near.filter((u) => mayWriteFor(her, u));
}

async function simple(
  tx: Tx,
  her: Actor,
  name: string,
  permissions: readonly Permission[],
  counts: readonly (readonly [name: string, unitWord: string, sql: string, needs: Permission])[],
): Promise<SeenArea> {
  const examples: SeenExample[] = [];
  for (const [what, unitWord, sql, needs] of counts) {
    if (!her.can(needs)) continue;
    const n = Number((await tx.sql(sql))[0]?.['n']);
    examples.push({ name: what, ...upTo(n), unitWord, note: '' });
  }
  return { name, may: wordsOf(her, permissions), examples };
}

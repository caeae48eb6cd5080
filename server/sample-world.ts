import { sampleWorld } from '../samples/index.ts';
import type { Role } from './access/index.ts';
import type { House } from './compose.ts';
import { importRecords } from './exchange/index.ts';
import { foldAll } from './figures/index.ts';
import { hashPassword, insertAccount, linkPost } from './identity/index.ts';
import { noteReach, unitByCode } from './org/index.ts';
import { chinaDay } from './platform/clock/index.ts';
import type { Database, Tx } from './platform/db/index.ts';
import { AppError } from './platform/errors/index.ts';
import { idOf } from './platform/ids/index.ts';
import { ensureSampleSecrets, SAMPLE_PASSWORD } from './sample-accounts.ts';

interface SampleSeat {
  readonly login: string;
  readonly unit: string;
  readonly title: string;
  readonly role: Role;
  readonly name: string;
}

/** Seats by level. A village and a department are found below their federations, since their codes are the sample's own. */
async function seats(tx: Tx): Promise<SampleSeat[]> {
  const first = async (parent: string, kind: string): Promise<string> => {
    const rows = await tx.sql(
      `SELECT c.code FROM unit p JOIN unit c ON c.parent_id = p.id WHERE p.code = $1 AND c.kind = $2 AND c.to_day IS NULL ORDER BY c.code LIMIT 1`,
      [parent, kind],
    );
    const code = rows[0]?.['code'];
    if (!code) throw new AppError('sample.incomplete', { unit: parent });
    return String(code);
  };
  const township = await first('350102', 'federation');
  const village = await first(township, 'federation');
  const department = await first('350100', 'department');
  return [
    {
      login: 'cun',
      unit: village,
      title: '村(社区)妇联主席',
      role: 'village-cadre',
      name: '样例·村干部',
    },
    {
      login: 'jiedao',
      unit: township,
      title: '街道妇联干部',
      role: 'township-cadre',
      name: '样例·街道干部',
    },
    {
      login: 'xian',
      unit: '350102',
      title: '区妇联干部',
      role: 'county-cadre',
      name: '样例·区干部',
    },
    {
      login: 'shi',
      unit: '350100',
      title: '市妇联干部',
      role: 'city-cadre',
      name: '样例·市干部',
    },
    {
      login: 'bushi',
      unit: department,
      title: '部长',
      role: 'department-head',
      name: '样例·部长',
    },
    {
      login: 'buyuan',
      unit: department,
      title: '部室干部',
      role: 'city-cadre',
      name: '样例·部室干部',
    },
    {
      login: 'fuzhuxi',
      unit: '350100',
      title: '副主席',
      role: 'vice-chair',
      name: '样例·副主席',
    },
    { login: 'zhuxi', unit: '350100', title: '主席', role: 'chair', name: '样例·主席' },
    {
      login: 'sheng',
      unit: '350000',
      title: '省妇联干部',
      role: 'province-cadre',
      name: '样例·省干部',
    },
    {
      login: 'quanguo',
      unit: '000000',
      title: '全国妇联干部',
      role: 'nation-cadre',
      name: '样例·全国干部',
    },
    {
      login: 'changji',
      unit: '652301900',
      title: '街道妇联干部',
      role: 'township-cadre',
      name: '样例·样例街道',
    },
    {
      login: 'xitong',
      unit: '350100',
      title: '系统管理员',
      role: 'system-admin',
      name: '样例·系统管理员',
    },
    {
      login: 'anquan',
      unit: '350100',
      title: '安全管理员',
      role: 'security-admin',
      name: '样例·安全管理员',
    },
    {
      login: 'shenji',
      unit: '350100',
      title: '审计管理员',
      role: 'audit-admin',
      name: '样例·审计管理员',
    },
  ];
}

export async function isSampleWorld(db: Database): Promise<boolean> {
  const rows = await db.transaction([], (tx) => tx.sql('SELECT 1 FROM account WHERE sample LIMIT 1'));
  return rows.length > 0;
}

/** A folder that holds anything real is never mixed with samples. */
async function isEmpty(db: Database): Promise<boolean> {
  const rows = await db.transaction([], (tx) =>
    tx.sql('SELECT 1 FROM account UNION ALL SELECT 1 FROM entry LIMIT 1'),
  );
  return rows.length === 0;
}

/** Loads the sample world into an empty store, once; a second start finds it there. */
export async function ensureSampleWorld(house: House): Promise<{ loaded: boolean }> {
  const loaded = await loadSampleWorld(house);
  await ensureSampleSecrets({ db: house.store.worker, vault: house.vault }, house.now());
  return { loaded };
}

async function loadSampleWorld(house: House): Promise<boolean> {
  if (await isSampleWorld(house.store.worker)) return false;
  if (!(await isEmpty(house.store.worker))) throw new AppError('sample.not-empty');
  const at = house.now();
  const lines = function* (): Generator<string> {
    for (const record of sampleWorld(chinaDay(at))) yield JSON.stringify(record);
  };
  const result = await importRecords(house.store, house.registry(), house.blind, lines(), { now: at });
  if (!result.ok)
    throw new AppError('sample.broken', {
      problems: result.problems,
      sentence: result.problems[0]?.message ?? '',
    });
  await foldAll(house.store, house.registry());
  const password = await hashPassword(SAMPLE_PASSWORD);
  await house.store.worker.transaction([], async (tx) => {
    for (const seat of await seats(tx)) {
      const unit = await unitByCode(tx, seat.unit);
      if (!unit) throw new AppError('sample.incomplete', { unit: seat.unit });
      const personId = idOf('person', `sample-${seat.login}`);
      const postId = idOf('post', `sample-${seat.login}`);
      const accountId = idOf('account', `sample-${seat.login}`);
      await tx.sql('INSERT INTO person (region_code, id, name) VALUES ($1, $2, $3)', [
        unit.regionCode,
        personId,
        `${seat.name}(样例)`,
      ]);
      await tx.sql(
        `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role) VALUES ($1, $2, $1, $3, $4, $5, $6, $7)`,
        [unit.regionCode, postId, personId, unit.id, unit.path, seat.title, seat.role],
      );
      await noteReach(tx, [{ personId, unitPath: unit.path }]);
      await insertAccount(tx, {
        id: accountId,
        login: seat.login,
        password,
        displayName: seat.name,
        sample: true,
        mustChange: false,
        createdAt: at,
      });
      await linkPost(tx, accountId, postId, unit.regionCode);
    }
    // The vice-chair is in charge (分管) of the department, so that leave finds its way.
    await tx.sql(
      `INSERT INTO in_charge (region_code, unit_id, post_id, at)
       SELECT u.region_code, u.id, $2, $3 FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.id = $1`,
      [idOf('post', 'sample-bushi'), idOf('post', 'sample-fuzhuxi'), at],
    );
  });
  return true;
}

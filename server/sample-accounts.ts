import type { SampleAccount } from '../contracts/api.ts';
import { type Actor, requiresSecondStep } from './access/index.ts';
import { enrolSample, type Identity, sampleCode } from './identity/index.ts';
import { levelOf } from './org/index.ts';
import { defineRoute, type Route } from './platform/http/index.ts';

/**
 * The sample accounts (样例账号) as the sample sign-in page shows them: password and present code are public there, and
 * nowhere else. Nothing of this file is reached where there is no sample world; `serve` refuses a folder that has one.
 */

/** The one password of all sample accounts. It opens nothing outside the sample world, which serves loopback only. */
export const SAMPLE_PASSWORD = 'yangli-2026';

/** What each is for, in the order in which they are shown. */
const HINTS: Readonly<Record<string, string>> = {
  cun: '记一期培训班,看它计入哪里',
  jiedao: '看各社区报没报,替没有设备的社区代录',
  xian: '看数字,一层层点到那一行',
  shi: '打开 2013 年年度总结,下载 Word',
  bushi: '部室负责人:批部里的假',
  buyuan: '请半天假,看它到了谁那里',
  fuzhuxi: '分管副主席',
  zhuxi: '定稿',
  sheng: '看各市',
  quanguo: '看全国',
  changji: '2005 年上半年总结,有一处对不上',
  xitong: '建账号、授职务;看不到业务数据',
  anquan: '确认管理员的授权;看不到业务数据',
  shenji: '看谁做过什么;看不到业务数据',
};

/** Sets up the second step of those sample accounts whose posts require one. */
export async function ensureSampleSecrets(o: Pick<Identity, 'db' | 'vault'>, at: Date): Promise<void> {
  await o.db.transaction([], async (tx) => {
    const rows = await tx.sql(
      `SELECT a.id, p.role FROM account a JOIN account_post ap ON ap.account_id = a.id
       JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
       WHERE a.sample AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL)`,
    );
    for (const r of rows)
      if (requiresSecondStep([String(r['role'])])) await enrolSample(o, tx, String(r['id']), at);
  });
}

/** Name, post, password, and for those who have a second step the code of this moment with the seconds that it lasts. */
export async function sampleAccounts(o: Pick<Identity, 'db' | 'vault'>, at: Date): Promise<SampleAccount[]> {
  return await o.db.transaction([], async (tx) => {
    const rows = await tx.sql(
      `SELECT a.id, a.login, a.display_name, p.title, u.name, u.level FROM account a JOIN account_post ap ON ap.account_id = a.id
       JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id JOIN unit u ON u.id = p.unit_id WHERE a.sample`,
    );
    const shown: SampleAccount[] = [];
    for (const [login, hint] of Object.entries(HINTS)) {
      const r = rows.find((x) => x['login'] === login);
      if (!r) continue;
      const now = await sampleCode(o, tx, String(r['id']), at);
      shown.push({
        login,
        password: SAMPLE_PASSWORD,
        name: String(r['display_name']),
        post: String(r['title']),
        unitName: String(r['name']),
        level: levelOf(Number(r['level'])),
        hint,
        code: now?.code ?? null,
        seconds: now?.seconds ?? null,
      });
    }
    return shown;
  });
}

/** For the sample sign-in page, whose codes change every thirty seconds. This route exists in the sample world only. */
export function sampleRoutes(o: Pick<Identity, 'db' | 'vault'>, now: () => Date): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/sample-accounts',
      permission: 'public',
      rate: 'read',
      summary: 'Sample accounts, in the sample world only 样例账号',
      handle: async () => ({ accounts: await sampleAccounts(o, now()) }),
    }),
  ];
}

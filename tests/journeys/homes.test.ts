import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** Home by role, people in bulk, and a hand-over: what administrators and a chair do from their home pages. */
let house: RunningHouse;
let browser: Browser;
beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const at = (desk: Desk, path: string): Promise<unknown> =>
  desk.page.goto(`${house.url.replace(/\/$/, '')}${path}`);

test('each home shows what its work needs, and leads to where it is done', { timeout: 120_000 }, async () => {
  const village = await enterAs(browser, house.url, '中山社区妇联');
  await village.page.getByRole('region', { name: '记一笔' }).getByRole('link', { name: '培训班' }).click();
  await village.page
    .getByRole('heading', { name: /培训班/ })
    .first()
    .waitFor();
  const chair = await enterAs(browser, house.url, '福州市妇联 主席');
  const figures = chair.page.getByRole('region', { name: '我们的数' });
  await figures.waitFor();
  expect(await figures.getByRole('listitem').count()).toBe(8);
  const below = chair.page.getByRole('region', { name: '下面的情况' });
  await below.getByRole('link', { name: /鼓楼区/ }).click();
  await chair.page.getByRole('heading', { name: '月结' }).waitFor();
  const audit = await enterAs(browser, house.url, '福州市妇联 审计管理员');
  await audit.page
    .getByRole('region', { name: '等您办的事' })
    .getByRole('link', { name: /去核对/ })
    .click();
  await audit.page.getByRole('button', { name: '核对审计链' }).click();
  await audit.page.getByText('没有改动、缺失或插入').waitFor();
  for (const desk of [village, chair, audit]) {
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  }
});

test('a list of people becomes accounts, slips are shown once, and who never came in is taken back', {
  timeout: 120_000,
}, async () => {
  const system = await enterAs(browser, house.url, '福州市妇联 系统管理员');
  const { page } = system;
  await page.getByRole('link', { name: '账号', exact: true }).click();
  await page.getByRole('link', { name: '从名单成批建' }).click();
  const people = '姓名,组织,职务\n样例甲,鼓楼区妇联,干部\n样例乙,没有这个组织,\n样例丙,鼓东街道妇联,\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
  await page.getByText('没有找到“没有这个组织”').waitFor();
  await page.getByLabel('第 2 人的组织').fill('鼓西街道妇联');
  await page.getByLabel('第 2 人的组织').press('Enter');
  await page.getByRole('button', { name: '建 3 个账号' }).click();
  const slips = page.getByRole('region', { name: '发放单' });
  await slips.waitFor();
  expect(await slips.locator('.slip').count()).toBe(3);
  const [login, code] = await slips.locator('.slip').first().locator('.slip-code').allTextContents();
  const first = await browser.newContext();
  const door = await first.newPage();
  await door.goto(`${house.url.replace(/\/$/, '')}/sign-in`);
  await door.getByLabel('账号', { exact: true }).fill(login ?? '');
  await door.getByLabel('密码', { exact: true }).fill(code ?? '');
  await door.getByRole('button', { name: '登录', exact: true }).click();
  await door.getByText('新密码').first().waitFor();
  await first.close();
  await page.getByRole('button', { name: '收好了' }).click();
  await page.getByRole('button', { name: '都收好了,离开' }).click();
  await page.getByRole('button', { name: '撤销这一批' }).click();
  await page.getByRole('button', { name: '确定撤销' }).click();
  await page.getByText('已停用 2 个没有登录过的账号').waitFor();
  expect(system.complaints).toEqual([]);
  await system.context.close();
});

test('the chair asks somebody to stand in; later the county’s cadre leaves and hands everything over', {
  timeout: 120_000,
}, async () => {
  const chair = await enterAs(browser, house.url, '福州市妇联 主席');
  await at(chair, '/account');
  await chair.page.getByRole('button', { name: '请人代理' }).click();
  await chair.page.getByLabel('请谁代理').click();
  await chair.page.locator('.ant-select-item-option', { hasText: '样例·市干部' }).click();
  const today = await chair.page.getByLabel('从哪一天', { exact: true }).inputValue();
  await chair.page.getByLabel('到哪一天', { exact: true }).fill(today);
  await chair.page.getByLabel('事由').fill('外出学习');
  await chair.page.getByRole('button', { name: '请她代理' }).click();
  await chair.page.getByText('到时自己结束').waitFor();
  const deputy = await enterAs(browser, house.url, '福州市妇联 市妇联干部');
  await deputy.page.getByRole('button', { name: /当前职务/ }).click();
  await deputy.page.getByRole('button', { name: /代理主席/ }).click();
  await deputy.page.getByText(/代理样例·主席,到/).waitFor();
  await chair.page.getByRole('button', { name: /结束 .*的代理/ }).click();
  await chair.page.getByText('已结束').waitFor();

  const system = await enterAs(browser, house.url, '福州市妇联 系统管理员');
  const { page } = system;
  await at(system, '/accounts');
  await page.getByRole('row', { name: /样例·区干部/ }).click();
  await page.getByRole('link', { name: /办交接/ }).click();
  await page.getByRole('button', { name: '办交接' }).click();
  await page.getByRole('region', { name: '交接清单' }).getByText('空缺').waitFor();
  await at(system, '/accounts');
  await page
    .getByRole('region', { name: '空缺的职务' })
    .getByText(/鼓楼区妇联/)
    .waitFor();
  for (const desk of [chair, system]) expect(desk.complaints).toEqual([]);
  for (const desk of [chair, deputy, system]) await desk.context.close();
});

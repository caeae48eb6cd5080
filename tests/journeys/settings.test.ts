import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** Settings (设置): a city decides a day and its county follows; a backup is made and tried; a unit's data are taken out. */
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
const at = (path: string): string => `${house.url.replace(/\/$/, '')}${path}`;
const CHANGE = /改\s*每月台账的截止日/;
const CITY = '福州市妇联 市妇联干部';
const COUNTY = '鼓楼区妇联 区妇联干部';

test('a city sets the closing day for all below it; a wrong one is refused in words; the county sees whose it is', {
  timeout: 120_000,
}, async () => {
  const city = await enterAs(browser, house.url, CITY);
  await city.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '设置' }).click();
  const group = city.page.getByRole('region', { name: '月结和催报' });
  await group.getByRole('button', { name: CHANGE }).click();
  const form = group.getByRole('form', { name: '改每月台账的截止日' });
  await form.getByLabel('每月台账的截止日改为').fill('8');
  await form.getByRole('button', { name: '保存' }).click();
  await form.getByText('为什么改,请写一句。').waitFor();
  await form.getByLabel('为什么改').fill('全市统一到 8 日');
  await form.getByText('下级统一执行,不能另定').click();
  await form.getByRole('button', { name: '保存' }).dblclick();
  await form.waitFor({ state: 'detached' });
  await group.getByText('8 日', { exact: true }).waitFor();
  await group.getByRole('button', { name: /以前的\s*每月台账的截止日/ }).click();
  const history = group.getByRole('table', { name: '每月台账的截止日以前的值' });
  await history.getByText('全市统一到 8 日').waitFor();
  expect(await history.locator('tbody tr').count()).toBe(1);

  const county = await enterAs(browser, house.url, COUNTY);
  await county.page.goto(at('/settings/values'));
  const row = county.page.getByRole('region', { name: '月结和催报' }).locator('.setting-row').first();
  await row.getByText('上级统一规定').waitFor();
  expect(await row.textContent()).toContain('福州市妇联');
  expect(await row.getByRole('button', { name: CHANGE }).count()).toBe(0);
  await county.page.goto(at('/settings/parameters'));
  await county.page.getByText('告诫书作出时限', { exact: true }).first().waitFor();
  await county.page.goto(at('/settings/calendar'));
  await county.page.getByText(/\d{4} 年共 \d{3} 个工作日/).waitFor();
  expect([...city.complaints, ...county.complaints]).toEqual([]);
  await Promise.all([city.context.close(), county.context.close()]);
});

test('a county takes all its data out and fetches the package', { timeout: 120_000 }, async () => {
  const county = await enterAs(browser, house.url, COUNTY);
  await county.page.goto(at('/settings/takeout'));
  await county.page.getByLabel('为什么取、交给谁').fill('年度档案移交');
  await county.page.getByRole('button', { name: '开始打包' }).click();
  const list = county.page.getByRole('region', { name: '取过的数据' });
  await list.getByText('做好了').waitFor({ timeout: 90_000 });
  expect(await list.textContent()).toMatch(/组织 [\d,]+.*记录 [\d,]+/);
  const [file] = await Promise.all([
    county.page.waitForEvent('download'),
    list.getByRole('button', { name: '下载' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^鼓楼区妇联 全部数据 \d{4}-\d{2}-\d{2}\.zip$/);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
  expect(bytes.includes(Buffer.from('交换格式/records.ndjson'))).toBe(true);
  expect(county.complaints).toEqual([]);
  await county.context.close();
});

test('the system administrator makes a backup and tries it, and looks what a post would see', {
  timeout: 240_000,
}, async () => {
  const admin = await enterAs(browser, house.url, '福州市妇联 系统管理员');
  await admin.page.goto(at('/settings/backups'));
  await admin.page.getByRole('button', { name: '现在备份' }).click();
  const runs = admin.page.getByRole('region', { name: '做过的备份' });
  await runs.getByText('成功', { exact: true }).waitFor({ timeout: 120_000 });
  await admin.page.getByRole('button', { name: '试恢复最近一份' }).click();
  await runs.getByText(/恢复出来:组织 [\d,]+,记录 [\d,]+/).waitFor({ timeout: 120_000 });
  await admin.page
    .getByRole('region', { name: '备份情况' })
    .getByText(/今天 .* 成功/)
    .waitFor();

  await admin.page.goto(at('/settings/rights'));
  await admin.page.getByLabel('在哪个组织').click();
  await admin.page.keyboard.type('鼓楼区');
  await admin.page.getByText('鼓楼区妇联').last().click();
  await admin.page.getByLabel('什么角色').click();
  await admin.page.getByText('县(市、区)妇联干部').last().click();
  const seat = admin.page.getByRole('region', { name: /鼓楼区妇联 .*会看到什么/ });
  await seat
    .getByText(/能替 \d+ 个组织记/)
    .first()
    .waitFor();
  expect(admin.complaints).toEqual([]);
  await admin.context.close();
});

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/**
 * A year's report from draft to Word: one writes, another reads, sends it back and lets it pass; it is final and goes out; a
 * late line moves a figure, the final says so and stays as it is; a new version replaces it and says why.
 */
/** A machine under load is slow, not wrong. */
const PATIENT = { timeout: 60_000, interval: 500 };
let house: RunningHouse;
let browser: Browser;
let writer: Desk;
let chair: Desk;

beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
  [writer, chair] = await Promise.all([
    enterAs(browser, house.url, '福州市妇联 市妇联干部'),
    enterAs(browser, house.url, '福州市妇联 主席'),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const report = (): string => `${house.url}/reports/annual?p=2013`;
const sheet = (page: Page) => page.locator('.paper.writing');
const dialog = (page: Page) => page.getByRole('dialog');
/** Everything that was typed has arrived. */
const saved = (page: Page): Promise<void> =>
  page
    .locator('.saved-state')
    .filter({ hasText: /^已保存/ })
    .waitFor();
const submit = async (page: Page): Promise<void> => {
  await saved(page);
  await page.getByRole('button', { name: '送复核' }).click();
  await dialog(page).getByRole('button', { name: '送复核' }).click();
  await page.locator('.tag').filter({ hasText: '复核中' }).waitFor();
};
const approve = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '复核通过' }).click();
  await dialog(page).getByRole('button', { name: '复核通过' }).click();
  await page.getByRole('button', { name: /^定\s?稿$/ }).waitFor();
};
/** From the list of papers into the one that waits for her. */
const openWaiting = async (page: Page): Promise<void> => {
  await page.goto(`${house.url}/reports?p=2013`);
  const row = page.getByRole('row').filter({ hasText: '等您复核' });
  await row.getByRole('link').click();
  await sheet(page).waitFor();
};

test('one writes between the sentences of the house, with a bound figure and a plan', async () => {
  const { page } = writer;
  await page.goto(report());
  await page.getByRole('button', { name: '写报告' }).click();
  await sheet(page).waitFor();

  await page
    .getByRole('button', { name: /在这里写一段.*双学双比/ })
    .first()
    .click();
  const box = page.getByRole('textbox', { name: /^手写/ });
  await box.pressSequentially('姐妹们风雨无阻，');
  await page.getByRole('button', { name: '插入数字' }).locator('visible=true').click();
  await dialog(page).getByLabel('选一个数字').click();
  await page.keyboard.type('培训人数');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('现在是').waitFor();
  await dialog(page)
    .getByRole('button', { name: /^插\s?入$/ })
    .click();
  await box.pressSequentially('次到场。');
  // The figure is counted and stands where the caret was; nobody can type into it.
  await expect.poll(() => box.textContent(), PATIENT).toMatch(/^姐妹们风雨无阻，\d+人次到场。$/);
  expect(await box.locator('.figure-chip').getAttribute('contenteditable')).toBe('false');

  await page.getByRole('button', { name: '＋ 加一条打算' }).click();
  await page.getByLabel('打算 1').fill('办“双学双比”培训班80期');
  await page.keyboard.press('Enter');
  await page.getByLabel('打算 2').fill('写错了的一条');
  await saved(page);
  await page.getByRole('button', { name: '去掉第 2 条' }).last().click();
  await expect.poll(() => page.getByLabel('打算 2').count(), PATIENT).toBe(0);
  // Undo and do again.
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByLabel('打算 2').waitFor();
  await page.keyboard.press('Control+y');
  await expect.poll(() => page.getByLabel('打算 2').count(), PATIENT).toBe(0);
  await submit(page);
});

test('without a line nothing typed is lost, and the window may be closed', async () => {
  const { page, context } = writer;
  await page.getByRole('button', { name: '收回再改' }).click();
  const prose = page.getByRole('textbox', { name: '建议写法,可以改' }).first();
  await prose.waitFor();
  await context.setOffline(true);
  await prose.focus();
  await page.keyboard.press('Control+End');
  await prose.pressSequentially('断网时写的一句。');
  await page.getByText('先存在这台电脑上').waitFor();
  const address = page.url();
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(address);
  await sheet(page).getByText('断网时写的一句。').waitFor();
  await saved(page);
  await submit(page);
  writer.complaints.length = 0;
});

test('another reads it, comments, sends it back; the writer mends it; she lets it pass', async () => {
  const { page } = chair;
  await openWaiting(page);
  await sheet(page).getByText('断网时写的一句。').waitFor();
  await page.getByRole('button', { name: /^对“姐妹们风雨无阻.*提意见/ }).click();
  await page.getByLabel('您的意见').fill('请写明是哪一类培训');
  await page.getByRole('button', { name: '提意见', exact: true }).click();
  await page.getByRole('button', { name: /^退\s?回$/ }).click();
  await dialog(page).getByLabel('退回的原因').fill('手写那段请写清楚');
  await dialog(page)
    .getByRole('button', { name: /^退\s?回$/ })
    .click();
  await page.locator('.tag').filter({ hasText: '草稿' }).waitFor();

  await writer.page.reload();
  await writer.page.getByRole('note').filter({ hasText: '退回:手写那段请写清楚' }).waitFor();
  const box = writer.page.getByRole('textbox', { name: /^手写/ });
  await box.focus();
  await writer.page.keyboard.press('Control+End');
  await box.pressSequentially('以科技培训为主。');
  await expect.poll(() => box.textContent(), PATIENT).toContain('以科技培训为主。');
  await writer.page.getByRole('button', { name: '已处理' }).click();
  // Settled before it is handed over: an open comment would want a reason at the end.
  await writer.page.locator('.paper-comments li.settled').waitFor();
  await submit(writer.page);

  await openWaiting(page);
  await sheet(page).getByText('以科技培训为主。').waitFor();
  await approve(page);
});

test('it is made final and goes out as Word, with what was written by hand', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: /^定\s?稿$/ }).click();
  await dialog(page)
    .getByRole('button', { name: /^定\s?稿$/ })
    .click();
  await page.getByText('已定稿 第 1 版').waitFor();
  await page.getByRole('article').getByText('姐妹们风雨无阻').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 Word' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/2013.*\.docx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
});

test('a late line moves a figure: the final says which sentences, stays, and is replaced with a reason', async () => {
  const { page } = writer;
  await page.goto(`${house.url}/ledgers/training/new`);
  await page.getByLabel('讲什么').fill('补报的一期');
  await page.getByLabel('哪一类').fill('双学双比');
  await page.keyboard.press('Escape');
  await page.getByLabel('举办日期').fill('2013-06-06');
  await page.getByLabel('多少人').fill('30');
  await page.getByLabel('其中妇女').fill('30');
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await page.getByRole('status').filter({ hasText: '已存下' }).waitFor();

  await expect
    .poll(async () => {
      await page.goto(report());
      await page.getByRole('article').waitFor();
      await page.waitForLoadState('networkidle');
      return await page.getByText('会写成别的样子').count();
    }, PATIENT)
    .toBe(1);
  await page.getByRole('button', { name: '看是哪几句' }).click();
  await page.locator('.changes-list ins').first().waitFor();

  await page.getByRole('button', { name: '出新版' }).click();
  await dialog(page).getByLabel('为什么要替换').fill('补报了六月的一期');
  await dialog(page).getByRole('button', { name: '起草新版' }).click();
  await sheet(page).getByText('姐妹们风雨无阻').waitFor();
  await submit(page);
  await openWaiting(chair.page);
  await approve(chair.page);
  await chair.page.getByRole('button', { name: /^定\s?稿$/ }).click();
  await dialog(chair.page)
    .getByRole('button', { name: /^定\s?稿$/ })
    .click();
  await chair.page.getByText('已定稿 第 2 版').waitFor();

  await chair.page.goto(`${report()}&version=1`);
  await chair.page.getByText(/第 1 版,已于.*被.*第 2 版替换.*补报了六月的一期/).waitFor();
  await chair.page.getByRole('button', { name: '看最新的第 2 版' }).click();
  await chair.page.getByText('已定稿 第 2 版').waitFor();
  expect([...writer.complaints, ...chair.complaints]).toEqual([]);
});

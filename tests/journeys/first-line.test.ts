import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** The house's main job, by hand: a village's line moves the county's figure, and stands in the year's report. */

let house: RunningHouse;
let browser: Browser;

beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const digits = (text: string): number => Number(text.replace(/[^\d.]/g, ''));
const thisYear = new Date().getFullYear();

test('a village cadre saves a class; the county sees the figure move and opens it down to that line', async () => {
  const county = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  const figure = county.page.getByRole('button', { name: /^培训人数 / });
  const readFigure = async (): Promise<number> => {
    await county.page.goto(`${house.url}/figures?p=${thisYear}&measure=training.people`);
    await figure.waitFor();
    return digits((await figure.textContent()) ?? '');
  };
  const before = await readFigure();
  expect(before).toBeGreaterThan(0);

  const village = await enterAs(browser, house.url, '中山社区妇联');
  await village.page.goto(`${house.url}/ledgers/training/new`);
  await village.page.getByLabel('讲什么').fill('剪纸入门');
  await village.page.getByLabel('哪一类').fill('科技');
  await village.page.keyboard.press('Escape');
  await village.page.getByLabel('多少人').fill('42');
  await village.page.getByLabel('其中妇女').fill('43');
  await village.page.getByRole('button', { name: /^保\s?存$/ }).click();
  // More women than people: stopped beside the field, nothing lost.
  await village.page.locator('.field-row.wrong').first().waitFor();
  await village.page.getByLabel('其中妇女').fill('40');
  await village.page.getByRole('button', { name: /^保\s?存$/ }).click();
  await village.page.getByRole('status').filter({ hasText: '已存下' }).waitFor();
  expect(village.complaints).toEqual([]);

  await expect.poll(readFigure, { timeout: 10_000, interval: 500 }).toBe(before + 42);
  await figure.click();
  const line = county.page.getByRole('table', { name: '计入这个数的记录' }).getByText('剪纸入门');
  await line.waitFor();
  expect(county.complaints).toEqual([]);
  await Promise.all([village.context.close(), county.context.close()]);
});

test('the city opens the report of 2013, a figure of it down to its lines, and downloads it as Word', async () => {
  const { page, context, complaints } = await enterAs(browser, house.url, '福州市妇联 市妇联干部');
  await page.goto(`${house.url}/reports/annual?p=2013`);
  const paper = page.getByRole('article');
  await paper.waitFor();
  await paper
    .getByRole('link', { name: /^“双学双比”培训的妇女 / })
    .first()
    .click();
  const rows = page.getByRole('table', { name: '计入这个数的记录' }).getByRole('row');
  await rows.nth(2).waitFor();
  await page.keyboard.press('Escape');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 Word' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/2013.*\.docx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
  expect(bytes.length).toBeGreaterThan(8_000);
  expect(complaints).toEqual([]);
  await context.close();
});

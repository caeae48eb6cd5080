import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookOpener } from '../../server/workbooks/book/open-book.ts';
import { bookOf, type TestCell } from '../../server/workbooks/testing-books.ts';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** Excel in and out, by hand: five thousand rows with thirty-seven bad ones and their undo; a list taken out; a block pasted. */

let house: RunningHouse;
let browser: Browser;
let town: Desk;
let folder = '';
const TOWN = '鼓东街道妇联';

beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
  town = await enterAs(browser, house.url, TOWN);
  folder = mkdtempSync(join(tmpdir(), 'halfsky-tables-'));
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const year = new Date().getFullYear() - 1;
const digits = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''));
const choose = async (page: Page, rows: readonly (readonly TestCell[])[], name: string): Promise<void> => {
  const file = join(folder, name);
  writeFileSync(file, await bookOf(rows));
  await page.locator('input[type=file]').setInputFiles(file);
};

test('five thousand rows, thirty-seven bad: seen by row and cell, the good ones saved, one mended in place, all undone', async () => {
  const { page, complaints } = town;
  const bad = (n: number): boolean => n % 135 === 7 && n < 135 * 37;
  const rows: TestCell[][] = [['组织', '举办日期', '讲什么', '哪一类', '多少人', '其中妇女']];
  for (let n = 0; n < 5_000; n += 1)
    rows.push([
      n % 2 === 0 ? '中山社区妇联' : null,
      `${year}.${1 + (n % 12)}.${1 + (n % 28)}`,
      `旅程${n}`,
      '科技',
      bad(n) ? '四十来个' : '40人',
      30,
    ]);
  await page.goto(`${house.url}/ledgers/training`);
  await page.getByRole('button', { name: '从 Excel 导入' }).click();
  await choose(page, rows, '五千行.xlsx');
  const counts = page.getByRole('region', { name: '核对结果' });
  await counts.getByText('行可以存').waitFor({ timeout: 60_000 });
  expect((await counts.getByRole('status').textContent())?.replace(/\s/g, '')).toContain(
    '4,963行可以存✗37行有问题',
  );
  const table = page.getByRole('table', { name: '表里的行' });
  await table.getByText('第 9 行「多少人」:要填数字,现在是“四十来个”').waitFor();
  // Leaving loses nothing: the import stands in the list and opens where it was.
  await page.goto(`${house.url}/ledgers/imports`);
  await page.getByRole('link', { name: '五千行.xlsx' }).click();
  await page.getByRole('radio', { name: '全部成功才存' }).check();
  await page.getByRole('button', { name: '先改好 37 行' }).waitFor();
  await page.getByRole('radio', { name: /只存没问题的/ }).check();
  await page.getByRole('button', { name: '存这 4,963 行' }).dblclick();
  const result = page.getByRole('region', { name: '导入结果' });
  await result.getByText('已存').waitFor({ timeout: 90_000 });
  expect((await result.getByRole('status').textContent())?.replace(/\s/g, '')).toContain(
    '已存4,963行,还有37行没有存',
  );

  const cell = table.getByRole('textbox', { name: '第 9 行 多少人' });
  await cell.fill('42');
  await cell.press('Enter');
  await page.getByRole('button', { name: '存改好的 1 行' }).click();
  await result.getByText('4,964').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载有问题的行' }).click(),
  ]);
  const left = await bookOpener()(new Uint8Array(readFileSync(await download.path())));
  expect((await left.rows({ sheet: 0, from: 0, to: 100 })).length).toBe(37);
  await left.close();

  await page.goto(`${house.url}/figures?p=${year}&measure=training.people`);
  const figure = page.getByRole('button', { name: /^培训人数 / }).first();
  await expect
    .poll(async () => digits(await figure.textContent()), { timeout: 20_000, interval: 500 })
    .toBeGreaterThan(198_000);

  await page.goto(`${house.url}/ledgers/imports`);
  await page.getByRole('link', { name: '五千行.xlsx' }).click();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByLabel('原因').fill('导错了年份');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^撤\s?销$/ })
    .click();
  await result.getByText('已撤销').waitFor({ timeout: 90_000 });
  expect(await result.getByRole('status').textContent()).toContain('4,964 行撤回了');
  expect(complaints).toEqual([]);
}, 240_000);

test('a file of another kind is refused in a sentence, and the template that is offered comes back filled', async () => {
  const { page, complaints } = town;
  await page.goto(`${house.url}/ledgers/training/import`);
  const file = join(folder, '旧表.xls');
  writeFileSync(file, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('alert').getByText('这是旧格式的文件').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载模板' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('培训班台账 模板.xlsx');
  await page.locator('input[type=file]').setInputFiles(await download.path());
  // Nothing but its example stands in it.
  await page.getByText('表头下面没有内容').waitFor();
  expect(complaints).toEqual([]);
});

test('a list is taken out as it is filtered', async () => {
  const { page, complaints } = town;
  await page.goto(`${house.url}/ledgers/training?p=${year + 1}`);
  const lines = page.getByRole('table', { name: '培训班台账的记录' }).locator('tbody tr');
  await lines.first().waitFor();
  const shown = await lines.count();
  expect(shown).toBeGreaterThan(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出' }).click(),
  ]);
  const book = await bookOpener()(new Uint8Array(readFileSync(await download.path())));
  expect(book.sheets.map((s) => s.name)[1]).toBe('导出说明');
  expect((await book.rows({ sheet: 0, from: 1, to: 1_000 })).length).toBe(shown);
  await book.close();
  expect(complaints).toEqual([]);
});

test('a block is pasted into the grid, wrong cells are shown, the good rows saved once and taken back; all by keyboard', async () => {
  const { page, complaints } = town;
  await page.goto(`${house.url}/ledgers/training/grid`);
  await page.getByLabel('第 1 行 组织').waitFor();
  const block = [
    '举办日期\t讲什么\t哪一类\t多少人\t其中妇女',
    ...Array.from(
      { length: 40 },
      (_, n) => `${year}-03-${1 + (n % 28)}\t贴${n}\t科技\t${n === 3 ? '很多' : 40}\t30`,
    ),
  ].join('\n');
  // The keyboard's own paste reads the system's clipboard, which a headless browser has none of.
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(block)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }`);
  await page.getByText('40 行 · 1 行有问题').waitFor();
  await page.getByRole('button', { name: '下一处问题' }).click();
  await page.getByText('第 4 行「多少人」:要填数字,现在是“很多”').waitFor();
  await page.keyboard.type('41');
  await page.keyboard.press('Enter');
  await page.getByText('40 行', { exact: true }).waitFor();
  // What is typed survives a closed page.
  await page.reload();
  await page.getByText('40 行', { exact: true }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('已存 40 行').waitFor();
  expect(await page.getByText('还没有填').count()).toBe(1);
  await page.getByRole('button', { name: '撤销这次' }).click();
  await page.getByLabel('原因').fill('贴错了');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^撤\s?销$/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

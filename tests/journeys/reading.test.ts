import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** 报告体检 by hand: a text goes in, what is wrong is seen at its place, words are taught, copies found, a figure becomes a line. */

let house: RunningHouse;
let browser: Browser;
let desk: Desk;
const folder = mkdtempSync(join(tmpdir(), 'halfsky-reading-'));

beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
  desk = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const findings = () => desk.page.getByRole('complementary', { name: '发现' });
const paste = async (text: string, title = ''): Promise<void> => {
  const { page } = desk;
  await page.getByLabel('正文', { exact: true }).fill(text);
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('正文', { exact: true }).press('Control+Enter');
  await findings().waitFor();
};
const edit = () => desk.page.getByRole('button', { name: '改文字' }).click();

test('the sample shows what cannot be; one click stands at its place; a reload keeps text and result', async () => {
  const { page } = desk;
  await page.goto(`${house.url}/reports`);
  await page.getByRole('link', { name: '报告体检' }).click();
  await page.getByRole('button', { name: '用样例试一试' }).click();
  await page.getByRole('button', { name: /^体检/ }).click();
  const wrong = findings().getByRole('region', { name: '不能成立' }).getByRole('button').first();
  await wrong.waitFor();
  await wrong.focus();
  await page.keyboard.press('Enter');
  const glow = page.locator('.read-text .glow').first();
  await glow.waitFor();
  expect(await glow.evaluate((e) => e.getBoundingClientRect().top)).toBeGreaterThan(0);
  await page.reload();
  await findings().getByRole('region', { name: '不能成立' }).waitFor();
});

test('a figure shows what was read; taught words count from then on, and are forgotten again', async () => {
  const { page } = desk;
  await edit();
  await paste('今年开展“石榴籽”行动3场。');
  await page.locator('.read-text mark.fig').click();
  const card = page.getByRole('region', { name: '这个数' });
  await card.getByText('没有认出台账里的哪个数').waitFor();
  await card.getByRole('button', { name: '教它这是什么数' }).click();
  await card.getByRole('combobox', { name: '台账里的哪个数' }).fill('pxb');
  await page.locator('.ant-select-item-option', { hasText: /^培训班\(期\)$/ }).click();
  await card.getByRole('button', { name: '记住' }).click();
  await card.getByText('(教过的)').waitFor();
  await card.getByRole('button', { name: /^培训班 / }).waitFor();
  await page.getByRole('button', { name: '教过的说法' }).click();
  await page.getByRole('button', { name: '忘掉' }).click();
  await page.getByText('还没有教过').waitFor();
  await page.keyboard.press('Escape');
});

test('a copy of a kept text is shown side by side, its changed words marked', async () => {
  const { page } = desk;
  const text = Array.from(
    { length: 6 },
    (_, i) => `第${i + 1}件事,我们走进样例村,和姐妹们坐在一起拉家常,把难处一条一条记下来,能办的当场就办。`,
  ).join('\n');
  await edit();
  await paste(text, '样例:去年的小结');
  await page.getByRole('button', { name: '放进比对库' }).click();
  await page.getByRole('status').filter({ hasText: '已放进比对库' }).waitFor();
  await edit();
  const file = join(folder, '今年的小结.txt');
  writeFileSync(file, text.replaceAll('样例村', '邻近村'));
  await page.locator('input[type=file]').setInputFiles(file);
  await expect.poll(() => page.getByLabel('题目').inputValue()).toBe('今年的小结');
  await page.getByRole('button', { name: /^体检/ }).click();
  const copy = findings().getByRole('region', { name: '雷同' });
  await copy.getByText('《样例:去年的小结》').waitFor();
  await copy.getByRole('button', { name: '并排看' }).last().click();
  const beside = page.getByRole('dialog', { name: /并排看/ });
  await beside.locator('mark.changed', { hasText: '邻近' }).first().waitFor();
  await beside.locator('mark.changed', { hasText: '样例' }).first().waitFor();
  await page.keyboard.press('Escape');
});

test('a figure of an old report becomes a draft that she opens, looks at and saves; then it agrees', async () => {
  const { page } = desk;
  await edit();
  await paste('2012年,全区共举办各类培训班18期。', '2012年工作总结');
  await edit();
  await page.getByRole('button', { name: '改成这段时间' }).click();
  await page.getByRole('button', { name: /^体检/ }).click();
  await page.getByText('2012年 · ').first().waitFor();
  await page.getByRole('button', { name: '转成期初' }).click();
  await page.getByRole('checkbox', { name: /^全选/ }).check();
  await page.getByRole('button', { name: /^做成草稿/ }).click();
  await page
    .getByRole('region', { name: '期初草稿' })
    .getByRole('button', { name: '打开核对' })
    .first()
    .click();
  await page.getByLabel('说明').waitFor();
  expect(await page.getByLabel('说明').inputValue()).toContain('摘自《2012年工作总结》');
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await page.getByRole('status').filter({ hasText: '已存下' }).waitFor();
  await page.goto(`${house.url}/reading`);
  await findings().waitFor();
  await expect
    .poll(
      async () => {
        await edit();
        await page.getByRole('button', { name: /^体检/ }).click();
        await findings().waitFor();
        return await findings().getByText('没有发现对不上的地方').count();
      },
      { timeout: 15_000, interval: 1_000 },
    )
    .toBe(1);
  expect(desk.complaints).toEqual([]);
});

test('a phone shows the findings below the text, nothing runs over the edge', async () => {
  const { page } = desk;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${house.url}/reading`);
  await findings().waitFor();
  const [text, below] = await Promise.all([
    page.getByRole('region', { name: '正文' }).boundingBox(),
    findings().boundingBox(),
  ]);
  expect((below?.y ?? 0) >= (text?.y ?? 0) + (text?.height ?? 1) - 1).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});

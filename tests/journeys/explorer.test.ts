import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBook } from '../../server/workbooks/book/read-book.ts';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** A county looks at a figure: down to a lower unit, its months, its lines; keeps it, takes it along, shares it. */

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

const digits = (text: string | null): number => Number((text ?? '').replace(/[^\d.]/g, ''));

test('a county’s figure is explored to its lower units and to its lines, by keyboard and by shape', async () => {
  const { page, context, complaints } = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  await page.goto(`${house.url}/figures?p=2013&measure=training.people`);
  const table = page.getByRole('table', { name: /^培训人数/ });
  const rows = table.locator('tbody tr');
  await rows.first().waitFor();
  const whole = digits(await table.locator('tfoot .door').textContent());
  expect(whole).toBeGreaterThan(0);

  // Bars above the same table; the library comes only now.
  await page.getByTitle('柱状图,下面有表').click();
  await page
    .getByRole('img', { name: /图里的数都在下面的表里/ })
    .locator('canvas')
    .waitFor();
  await page.getByTitle('每个下级一张小图,逐月').click();
  await page.locator('.small-charts svg').first().waitFor({ timeout: 30_000 });
  await page.getByTitle('只看表').click();

  // Arrows walk, Enter goes down one level; the way back comes up again.
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  const second = await rows.nth(1).locator('th').textContent();
  expect(await table.locator('tr:focus th').textContent()).toBe(second);
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation', { name: '哪个组织' })
    .getByText(second ?? '', { exact: true })
    .waitFor();
  await page.goBack();

  // By month: the sum of what was reported is the whole, a month without any is a dash.
  await page.getByTitle('折线图,按月,下面有表').click();
  await table.locator('tbody th', { hasText: '2013年12月' }).waitFor();
  const months = await table.locator('tbody .door').allTextContents();
  expect(months).toHaveLength(12);
  expect(months.filter((m) => m !== '—').reduce((sum, m) => sum + digits(m), 0)).toBe(whole);
  await table
    .locator('tbody .door')
    .nth(months.findIndex((m) => m !== '—'))
    .click();
  const lines = page.getByRole('table', { name: '计入这个数的记录' }).locator('tbody tr');
  await lines.first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').nth(1).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
  await context.close();
});

test('what is seen is kept, exported and shared; the link gives no rights', async () => {
  const { page, context, complaints } = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  await page.goto(`${house.url}/figures?p=2013&measure=training.people,training.sessions&by=month`);
  const table = page.getByRole('table', { name: /^培训人数/ });
  await table.waitFor();
  await page.getByRole('button', { name: /存下、打开看法/ }).click();
  await page.getByLabel('把现在看的存下来,叫').fill('培训按月');
  await page.getByRole('button', { name: '存下', exact: true }).click();
  await page.getByRole('status').filter({ hasText: '已存下「培训按月」' }).waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const rows = (await readBook(new Uint8Array(await readFile(await download.path())), 'xlsx'))[0]?.rows ?? [];
  const last = rows.at(-1) ?? [];
  const shown = await table.locator('tfoot .door').allTextContents();
  expect([Number(last[1]), Number(last[3])]).toEqual(shown.map(digits));
  expect(rows.map((r) => r[0])).toContain('2013年1月');

  await page.goto(`${house.url}/figures`);
  await page.getByRole('button', { name: /看法/ }).click();
  await page.getByRole('link', { name: '培训按月' }).click();
  await table.waitFor();
  expect(new URL(page.url()).searchParams.get('by')).toBe('month');
  const unit = await page.evaluate(
    async () => ((await (await fetch('/api/me')).json()) as { unit: { id: string } }).unit.id,
  );
  expect(complaints).toEqual([]);

  const village = await enterAs(browser, house.url, '中山社区妇联');
  await village.page.goto(`${house.url}/figures?p=2013&measure=training.people&unit=${unit}`);
  await village.page.getByText('这个组织的数字,您看不到').waitFor();
  await village.page.getByRole('button', { name: '看我自己组织的' }).click();
  await village.page.getByRole('table', { name: /^培训人数/ }).waitFor();
  await Promise.all([village.context.close(), context.close()]);
});

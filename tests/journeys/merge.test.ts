import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/**
 * Two townships are merged by their county at the desk: what it will do is shown first, last year's figure stays what it
 * was under 当时口径 and is joined under 可比口径, opens down to its lines, and the merger can be taken back.
 */
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

const year = new Date().getFullYear();
const last = year - 1;

/** Asks the server as the person at the page. */
async function ask<T>(page: Page, path: string, body?: unknown): Promise<T> {
  const made = body === undefined ? '{}' : JSON.stringify(JSON.stringify(body));
  const init =
    body === undefined
      ? '{}'
      : `{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: ${made} }`;
  return await page.evaluate<T>(`fetch(${JSON.stringify(path)}, ${init}).then((a) => a.json())`);
}

async function unitNamed(page: Page, name: string): Promise<string> {
  const found = await ask<{ units: { id: string; name: string }[] }>(
    page,
    `/api/units?q=${encodeURIComponent(name)}`,
  );
  const unit = found.units.find((u) => u.name === name);
  if (!unit) throw new Error(`no ${name}`);
  return unit.id;
}

test('a county merges two townships: shown before, joined like for like, opened to its lines, taken back', async () => {
  const { page, context, complaints } = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  const [from, into] = [await unitNamed(page, '鼓西街道妇联'), await unitNamed(page, '鼓东街道妇联')];
  for (const [unitId, topic, people] of [
    [from, '合并前的剪纸班', 30],
    [into, '合并前的插花班', 12],
  ] as const)
    await ask(page, '/api/entries', {
      requestKey: `merge-journey-${unitId}`,
      ledger: 'training',
      unitId,
      day: `${last}-05-06`,
      data: { topic, kind: '科技', people, women: people },
    });
  const lastYear = async (unit: string, tree: string): Promise<number | null> =>
    (
      await ask<{ value: number | null }>(
        page,
        `/api/figures?unit=${unit}&measure=training.people&from=${last}-01-01&to=${last}-12-31&tree=${tree}`,
      )
    ).value;
  await expect.poll(() => lastYear(into, 'as-it-was'), { timeout: 15_000 }).toBe(12);
  await expect.poll(() => lastYear(from, 'as-it-was'), { timeout: 15_000 }).toBe(30);

  await page.goto(`${house.url}/units/${from}`);
  await page.getByRole('button', { name: /^合\s?并$/ }).click();
  await page.getByRole('combobox', { name: '并入' }).fill('鼓东');
  await page.locator('.ant-select-item-option').filter({ hasText: '鼓东街道妇联' }).first().click();
  const effect = page.getByRole('region', { name: '办了会怎样' });
  await effect.getByText('「鼓西街道妇联」并入「鼓东街道妇联」').waitFor();
  const row = effect.getByRole('table', { name: '鼓东街道妇联的数字' }).getByRole('row').filter({
    hasText: '培训',
  });
  // As it was: nothing changes; like for like: the other's classes come.
  await row.first().getByText('不变').first().waitFor();
  await row.first().getByText('1 → 2 条').waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^合\s?并$/ })
    .click();
  await page.getByRole('status').filter({ hasText: '并入' }).waitFor();

  expect([await lastYear(from, 'as-it-was'), await lastYear(into, 'as-it-was')]).toEqual([30, 12]);
  expect(await lastYear(into, 'like-for-like')).toBe(42);
  await page.goto(
    `${house.url}/units/${into}?figure=training.people!${into}!${last}-01-01!${last}-12-31!total!like-for-like!`,
  );
  const lines = page.getByRole('table', { name: '计入这个数的记录' });
  await lines.getByText('合并前的剪纸班').waitFor();
  await lines.getByText('合并前的插花班').waitFor();

  await page.goto(`${house.url}/units/${from}`);
  await page.getByRole('button', { name: /^撤\s?回$/ }).click();
  await page.getByRole('button', { name: '确定撤回' }).click();
  await page.getByRole('status').filter({ hasText: '撤回了' }).waitFor();
  expect([await lastYear(from, 'like-for-like'), await lastYear(into, 'like-for-like')]).toEqual([30, 12]);
  expect(complaints).toEqual([]);
  await context.close();
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** The woman's pages as she may want to see them; what she does on them is walked in cases.test.ts. */

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

const STICKING = 'document.documentElement.scrollWidth > window.innerWidth + 1';

test('the public pages: axe finds nothing serious, large and in high contrast too; nothing sticks out at 360 px', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const look = async (path: string): Promise<string[]> => {
    await page.goto(`${house.url.replace(/\/$/, '')}${path}`);
    return await findings(page, axe);
  };
  const found: string[] = [];
  await page.goto(`${house.url.replace(/\/$/, '')}/help`);
  for (const shape of ['', 'large', 'strong', 'large-strong']) {
    if (shape !== '') await page.goto(`${house.url.replace(/\/$/, '')}/help/look/${shape}`);
    expect(await page.locator('body').getAttribute('class')).toBe(shape.replace('-', ' '));
    for (const path of ['/help', '/help/ask', '/help/follow']) found.push(...(await look(path)));
  }
  await page.goto(`${house.url.replace(/\/$/, '')}/help/ask`);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('请选一个:现在有没有危险').waitFor();
  found.push(...(await findings(page, axe)));
  expect(found).toEqual([]);
  await context.close();
});

async function findings(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const serious = results.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  const sticks = (await page.evaluate(STICKING)) as boolean;
  return [
    ...serious.map((v) => `${page.url()} ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`),
    ...(sticks ? [`${page.url()} sticks out`] : []),
  ];
}

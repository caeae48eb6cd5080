import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse, typeAndTake } from './running-house.ts';

/** A leave by hand: asked for by a clerk, found in her head's inbox, agreed to; both see the same history. */
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

/** The next Wednesday but one is no holiday's eve in most years; it only must be a workday for the question below. */
function workday(): string {
  const at = new Date(Date.now() + 8 * 3_600_000);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 3 || [1, 5, 10].includes(at.getUTCMonth() + 1));
  return at.toISOString().slice(0, 10);
}

test('half a day goes to the head, who agrees; nobody else sees it', { timeout: 120_000 }, async () => {
  const clerk = await enterAs(browser, house.url, '\\S+ 部室干部');
  const day = workday();
  await clerk.page.goto(`${house.url}/matters/new/leave`);
  const choose = async (label: string, value: string): Promise<void> => {
    await clerk.page.getByLabel(label).click();
    await typeAndTake(clerk.page, value);
  };
  await choose('请什么假', '病假');
  await clerk.page.getByLabel('从哪天').fill(day);
  await choose('从几点', '08:00');
  await clerk.page.getByLabel('到哪天').fill(day);
  await choose('到几点', '12:00');
  await clerk.page.getByLabel('事由').fill('复查');
  await clerk.page.getByRole('button', { name: /^提\s?交$/ }).click();
  await clerk.page.getByText('因病请假要凭医院有效证明').waitFor();
  await clerk.page.getByLabel('医院证明').fill('样例医院诊断证明');
  // A double click is one leave.
  await clerk.page.getByRole('button', { name: /^提\s?交$/ }).dblclick();
  await clerk.page.getByText('待批准').first().waitFor();
  await clerk.page.getByText('样例·部长').first().waitFor();

  const head = await enterAs(browser, house.url, '\\S+ 部长');
  await head.page.goto(`${house.url}/matters`);
  const row = head.page.getByRole('link', { name: /样例·部室干部 · 病假/ });
  await row.waitFor();
  expect(await row.count()).toBe(1);
  await row.click();
  await head.page.getByRole('button', { name: /^同\s?意$/ }).click();
  await head.page.getByLabel('意见').fill('好好休息');
  await head.page
    .getByRole('form', { name: '同意' })
    .getByRole('button', { name: /^同\s?意$/ })
    .click();
  await head.page.getByText('已记下:同意').waitFor();

  await clerk.page.reload();
  await clerk.page.getByText('“好好休息”').waitFor();
  await clerk.page.getByRole('button', { name: '不请了' }).waitFor();

  const other = await enterAs(browser, house.url, '福州市妇联 市妇联干部');
  await other.page.goto(clerk.page.url());
  await other.page.getByText('没有找到这件事').waitFor();
  expect([...clerk.complaints.filter((c) => !c.includes('422')), ...head.complaints]).toEqual([]);
  await Promise.all([clerk, head, other].map((v) => v.context.close()));
});

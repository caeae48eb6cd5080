import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/**
 * A person moved (人员调动): the township's chair may not go before her term is over unless the federation above consents;
 * then the move is one act, and the statistics of before and after are right. Beside it: a person is entered, found by
 * Ctrl K, counted once, and two files of one person become one and two again.
 */
let house: RunningHouse;
let browser: Browser;
beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const at = (path: string): string => `${house.url.replace(/\/$/, '')}${path}`;
const fill = async (page: Page, label: string, text: string): Promise<void> => {
  const field = page.getByRole('dialog').getByRole('textbox', { name: new RegExp(`^${label}`) });
  await field.fill(text);
  await field.blur();
};
const total = async (page: Page, path: string): Promise<number> => {
  await page.goto(at(path));
  const text = await page.getByRole('region', { name: '总数' }).getByRole('link').first().textContent();
  return Number((text ?? '').replace(/\D/g, ''));
};
/** Opens somebody by her name through Ctrl K. */
async function findPerson(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /搜索组织/ }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(`人员 ?${name}`) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.click();
  await field.fill(option);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
};

test('entered, found, moved with consent, counted before and after', { timeout: 240_000 }, async () => {
  const county: Desk = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  const { page } = county;
  const today = '/people?tab=statistics';
  const before = await total(page, today);

  // A chair of a street is entered, with her term.
  await page.goto(at('/people'));
  await page.getByRole('button', { name: '登记人员' }).click();
  await fill(page, '姓名', '样例调动');
  await fill(page, '出生年月', '1986-04');
  await choose(page, '组织', '东街街道');
  await fill(page, '职务', '妇联主席');
  await fill(page, '任职日期', '2024-05-10');
  await fill(page, '任期届满日', '2029-05-10');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { level: 1, name: '样例调动' }).waitFor();
  expect(await total(page, today)).toBe(before + 1);
  expect(await total(page, `${today}&day=2024-05-09`)).toBe(
    (await total(page, `${today}&day=2024-05-10`)) - 1,
  );

  // Found by her name; her term protects her, so the county asks, and cannot consent to itself.
  await findPerson(page, '样例调动');
  expect(await page.getByRole('button', { name: /^调动/ }).count()).toBe(0);
  await page.getByRole('button', { name: /^征求意见/ }).click();
  await fill(page, '为什么要调动', '充实区妇联');
  await page.getByRole('button', { name: '报上一级妇联' }).click();
  await page.getByText('等上级表示意见').waitFor();
  expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
  const file = new URL(page.url()).pathname;

  // The city answers.
  const city = await enterAs(browser, house.url, '福州市妇联 市妇联干部');
  await city.page.goto(at('/people?tab=affairs'));
  await city.page.getByRole('button', { name: '不同意' }).waitFor();
  await city.page.getByRole('button', { name: '同意', exact: true }).click();
  await city.page.getByText('上级已同意,可以办理').waitFor();

  // Now the move is one act, and who is counted stays one.
  await page.goto(at(file));
  await page.getByText('上级已同意,可以办理').waitFor();
  await page.getByRole('button', { name: /^调动/ }).click();
  await choose(page, '调去哪个组织', '鼓楼区妇联');
  await fill(page, '职务', '权益部副部长');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('鼓楼区妇联 权益部副部长').waitFor();
  await page.getByText('已办理').waitFor();
  expect(await page.getByText('已离任').count()).toBe(1);
  expect(await total(page, today)).toBe(before + 1);

  // A number of the statistics opens exactly the persons that it counts.
  const young = page
    .getByRole('region', { name: '年龄' })
    .getByRole('row', { name: /40至44岁/ })
    .getByRole('link');
  const counted = Number(await young.textContent());
  await young.click();
  await page.getByRole('heading', { level: 2, name: new RegExp(`,${counted} 人`) }).waitFor();
  expect(await page.getByRole('region', { name: '花名册' }).locator('tbody tr').count()).toBe(
    Math.min(counted, 50),
  );
  expect([...county.complaints, ...city.complaints]).toEqual([]);
});

test('two files of one person become one, and two again', { timeout: 120_000 }, async () => {
  const { page, complaints } = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  await page.goto(at('/people?tab=duplicates'));
  await page.getByText('姓名、出生年月都相同').waitFor();
  await page.getByRole('button', { name: '是同一人,留第一份' }).click();
  await page.getByText('没有看出重复的人').waitFor();
  await findPerson(page, '样例重名');
  expect(await page.getByText('在任', { exact: true }).count()).toBe(2);
  await page.getByRole('button', { name: '撤销合并' }).click();
  await page.getByText('花名册里还有一份很像').waitFor();
  expect(await page.getByText('在任', { exact: true }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** A woman in danger writes from an old telephone without scripts; the county has her matter at once, sees to her, answers; she reads it. */

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

const WORDS = '样例:他喝了酒打人,我和孩子在邻居家,想知道能不能住到别处。';
const ANSWER = '样例答复:派出所已到场,今晚可住庇护所,明早九点在社区门口接您和孩子。';
const STICKING = 'document.documentElement.scrollWidth > window.innerWidth + 1';

test('from the telephone to the answer: three steps, one responsible person, a code to come back with', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const her = await phone.newPage();
  await her.goto(`${house.url}/help`);
  expect(await her.title()).toBe('便民页面');
  await her.getByRole('link', { name: '110' }).waitFor();
  await her.getByRole('link', { name: '我想求助,或替别人求助' }).click();
  await her.getByText('正在发生,或者今天就怕出事').click();
  await her.getByText('我自己').click();
  await her.getByRole('button', { name: '下一步' }).click();
  await her.getByText('家里有人打骂、恐吓、不让出门').click();
  await her.getByLabel('请说说经过,想要我们做什么').fill(WORDS);
  await her.getByLabel('在哪里', { exact: true }).fill('福州市鼓楼区');
  await her.getByRole('button', { name: '下一步' }).click();
  await her.getByText('不用联系我,我凭回执码来看').click();
  await her.getByText('我同意妇联为办这件事看我写的内容').click();
  await her.getByRole('button', { name: '发出' }).click();
  const code = (await her.locator('.code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  // Nothing that she wrote stands in an address.
  expect(her.url()).toBe(`${house.url.replace(/\/$/, '')}/help/ask`);

  const desk = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  // The first thing on her home page.
  const urgent = desk.page.getByRole('listitem').filter({ hasText: '1 件紧急的事等您办' });
  await urgent.getByRole('link', { name: '马上办' }).click();
  await desk.page.getByRole('link', { name: /网络 · 家庭暴力/ }).click();
  await desk.page.getByRole('heading', { name: '来件往来' }).waitFor();
  await desk.page.getByText(WORDS).first().waitFor();
  await desk.page.getByRole('button', { name: '她已经安全', exact: true }).click();
  const safe = desk.page.getByRole('form', { name: '她已经安全' });
  await safe.getByLabel(/理由/).fill('和孩子在邻居家,邻居陪着,派出所已到场');
  await safe.getByRole('button', { name: '她已经安全' }).click();
  await desk.page.getByRole('button', { name: /^答 ?复$/ }).click();
  const answer = desk.page.getByRole('form', { name: '答复' });
  await answer.getByLabel(/怎么答复的/).fill(ANSWER);
  await answer.getByRole('button', { name: /^答 ?复$/ }).click();
  await desk.page
    .getByText(/已办结/)
    .first()
    .waitFor();
  expect(desk.complaints).toEqual([]);

  await her.goto(`${house.url}/help/follow`);
  await her.getByLabel('回执码').fill(code.toLowerCase());
  await her.getByRole('button', { name: '看', exact: true }).click();
  await her.getByRole('heading', { name: '已经答复' }).waitFor();
  expect(await her.getByText(ANSWER).count()).toBe(1);
  await her.getByRole('button', { name: '满意', exact: true }).click();
  await her.getByText('谢谢您的评价').waitFor();
  await Promise.all([phone.close(), desk.context.close()]);
});

test('the public pages: axe finds nothing serious, large and in high contrast too; nothing sticks out at 360 px', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const look = async (path: string): Promise<string[]> => {
    await page.goto(`${house.url.replace(/\/$/, '')}${path}`);
    return await findings(page, axe);
  };
  const found: string[] = [];
  for (const shape of ['', 'large', 'strong', 'large-strong']) {
    if (shape !== '') await page.goto(`${house.url.replace(/\/$/, '')}/help/look/${shape}`);
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

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/** A village's month, at a desk and on a telephone; and a county that looks into a strange figure down to a photo. */

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

const thisYear = new Date().getFullYear();

/** A picture as a camera gives it, far larger than what is kept. */
async function photo(page: Page, words: string): Promise<Buffer> {
  // As text, since the tests' own types know no page.
  const text = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#c9a27a';
    pen.fillRect(0, 0, 3000, 2000);
    pen.fillStyle = '#fff';
    pen.font = '240px sans-serif';
    pen.fillText(${JSON.stringify(words)}, 300, 1000);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  })()`);
  return Buffer.from(text, 'base64');
}

/** Nothing hangs over the edge of the screen. */
const isInside = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');

async function recordClass({ page }: Desk, topic: string, people: number): Promise<void> {
  await page.goto(`${house.url}/ledgers/training/new`);
  await page.getByLabel('讲什么').fill(topic);
  await page.getByLabel('哪一类').fill('科技');
  await page.keyboard.press('Escape');
  await page.getByLabel('多少人').fill(String(people));
  await page.getByLabel('其中妇女').fill(String(people));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: await photo(page, topic) });
  await page.getByRole('list', { name: '已传好的附件' }).getByText('IMG_0001.jpg').waitFor();
  expect(await isInside(page)).toBe(true);
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  // A number far above the usual is asked about, and a word of explanation lets it stand.
  const why = page.getByRole('textbox', { name: '说明' });
  const saved = page.getByRole('status').filter({ hasText: '已存下' });
  await why.or(saved).first().waitFor();
  if (await why.isVisible()) {
    await why.fill('全街道一起听,人确实多');
    await page.getByRole('button', { name: /^保\s?存$/ }).click();
  }
  await saved.waitFor();
}

/** Last month: what did not happen is stated with one click, taken back, stated again. */
async function closeMonth({ page }: Desk): Promise<void> {
  await page.goto(`${house.url}/closing`);
  await page.getByRole('heading', { name: '月结' }).waitFor();
  const open = page.getByRole('button', { name: /^空着的 \d+ 本都没有发生$/ });
  const whole = page.getByText('✓ 这个月齐了');
  await open.or(whole).first().waitFor();
  for (let back = 0; back < 6 && !(await open.isVisible()); back += 1) {
    await page.getByRole('button', { name: '上个月' }).click();
    await open.or(whole).first().waitFor();
  }
  await open.click();
  expect(await isInside(page)).toBe(true);
  await page.getByRole('button', { name: /^\d+ 本记为本月无$/ }).click();
  await whole.waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await open.waitFor();
  await open.click();
  await page.getByRole('button', { name: /^\d+ 本记为本月无$/ }).click();
  await whole.waitFor();
}

test('a village’s month at the desk; the county looks into a strange figure down to the photo', async () => {
  const village = await enterAs(browser, house.url, '中山社区妇联');
  await recordClass(village, '剪纸大课', 1_900);
  await closeMonth(village);
  // One's own list: the line carries its photo, filters are kept under a name, many are withdrawn and put back.
  const { page } = village;
  await page.goto(`${house.url}/ledgers/training?sort=value`);
  const row = page.getByRole('row').filter({ hasText: '剪纸大课' });
  await row.getByText('附件 1').waitFor();
  await page.getByRole('button', { name: '存为常用' }).click();
  await page.getByLabel('给现在的筛选起个名字').fill('人多的在前');
  await page.getByRole('button', { name: '存下' }).click();
  await page.getByRole('navigation', { name: '常用筛选' }).getByText('人多的在前').waitFor();
  await row.getByRole('checkbox').check();
  const bulk = page.getByRole('region', { name: '对选中的记录' });
  await bulk.getByRole('button', { name: '撤回' }).click();
  await bulk.getByLabel(/为什么撤回/).fill('先撤下核对');
  await bulk.getByRole('button', { name: '撤回 1 条' }).click();
  await page.getByRole('status').filter({ hasText: '已撤回 1 条' }).waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await row.waitFor();
  expect(village.complaints).toEqual([]);

  const county = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
  const desk = county.page;
  const figure = desk.getByRole('button', { name: /^培训人数 / });
  await desk.goto(`${house.url}/figures?p=${thisYear}&measure=training.people`);
  await figure.first().click();
  const lines = desk.getByRole('table', { name: '计入这个数的记录' });
  const strange = lines.getByRole('row').filter({ hasText: '剪纸大课' });
  await strange.getByText('附件 1').waitFor();
  await strange.click();
  await desk.getByRole('button', { name: '看 IMG_0001.jpg' }).click();
  const picture = desk.getByRole('img', { name: 'IMG_0001.jpg' });
  await picture.waitFor();
  // The photo itself is there, made smaller on its way.
  await expect
    .poll(() => desk.evaluate('document.querySelector(".viewer-picture").naturalWidth'))
    .toBe(2_048);
  await desk.keyboard.press('Escape');
  await picture.waitFor({ state: 'detached' });
  // Only the photo closed; the line with its history stands.
  await desk.getByRole('region', { name: '经过' }).getByText('撤销批量撤回').waitFor();
  expect(county.complaints).toEqual([]);
  await Promise.all([village.context.close(), county.context.close()]);
});

test('a village’s month on a telephone', async () => {
  const village = await enterAs(browser, house.url, '中山社区妇联');
  await village.page.setViewportSize({ width: 360, height: 740 });
  // The line drops once while the photo is on its way: it goes on by itself.
  let pieces = 0;
  await village.page.route('**/api/uploads/**', async (route) => {
    if (route.request().method() === 'PUT') pieces += 1;
    await (route.request().method() === 'PUT' && pieces === 1
      ? route.abort('connectionreset')
      : route.continue());
  });
  await recordClass(village, '手机上记的课', 30);
  expect(pieces).toBe(2);
  await closeMonth(village);
  await village.page.goto(`${house.url}/ledgers/training`);
  await village.page.getByText('手机上记的课').first().click();
  await village.page.getByRole('button', { name: '看 IMG_0001.jpg' }).click();
  await village.page.getByRole('img', { name: 'IMG_0001.jpg' }).waitFor();
  expect(await isInside(village.page)).toBe(true);
  expect(village.complaints.filter((c) => !c.includes('ERR_CONNECTION_RESET'))).toEqual([]);
  await village.context.close();
});

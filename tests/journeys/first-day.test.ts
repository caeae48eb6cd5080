import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeAt } from '../../server/identity/totp.ts';
import { openBrowser, openDesk, startEmptyHouse } from './running-house.ts';

/** The first day of a house (第一天): its first administrator lets herself in, makes a county's account, and that person enters. */

let house: Awaited<ReturnType<typeof startEmptyHouse>>;
let browser: Browser;

beforeAll(async () => {
  house = await startEmptyHouse('3501');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** Sets up an authenticator on the page that asks for it, as a telephone would, and puts the recovery codes away. */
async function enrol(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '绑定手机验证器' }).waitFor();
  await page.getByText('扫不了?手动输入密钥').click();
  const secret = ((await page.locator('.groups').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('验证码').fill(codeAt(secret, new Date()));
  await page.getByRole('button', { name: '绑定' }).click();
  expect(await page.locator('.codes li').count()).toBe(8);
  await page.getByRole('link', { name: '收好了,进入系统' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  return secret;
}

test('the first administrator lets herself in, makes a county account, and that person enters with her code', async () => {
  const admin = await openDesk(browser, house.url);
  await admin.page.getByRole('link', { name: '建立第一位管理员' }).click();
  await admin.page.getByLabel('一次性口令').fill(house.code);
  await admin.page.getByLabel('所在组织的代码').fill('350100');
  await admin.page.getByLabel('姓名', { exact: true }).fill('样例·系统管理员');
  await admin.page.getByLabel(/^账号/).fill('xitong1');
  await admin.page.getByLabel(/^密码/).fill('梧桐 7 月 扁担 river');
  await admin.page.getByLabel('再输入一次密码').fill('梧桐 7 月 扁担 river');
  await admin.page.getByRole('button', { name: '建立并进入' }).click();
  await enrol(admin.page);

  await admin.page.getByRole('link', { name: '账号' }).click();
  await admin.page.getByRole('button', { name: '建账号' }).click();
  const form = admin.page.getByRole('dialog', { name: '建账号' });
  await form.getByLabel('姓名').fill('样例·林春燕');
  await form.getByLabel('账号', { exact: true }).fill('linchunyan');
  await form.getByLabel('在哪个组织任职').fill('鼓楼区');
  await admin.page.getByText('鼓楼区妇联').last().click();
  await form.getByLabel('角色').click();
  await admin.page.getByText('县(市、区)妇联干部').last().click();
  const preview = form.getByRole('region', { name: '她会看到什么' });
  await preview.getByText(/鼓楼区妇联及以下:乡级 \d+ 个、村级 \d+ 个。/).waitFor();
  await form.getByRole('button', { name: '建立并发一次性口令' }).click();
  const code = (await form.locator('.account-code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);

  const county = await openDesk(browser, house.url);
  const enter = async (password: string): Promise<void> => {
    await county.page.getByLabel('账号').fill('linchunyan');
    await county.page.locator('#password').fill(password);
    await county.page.getByRole('button', { name: '登录' }).click();
  };
  await enter(code.toLowerCase());
  await county.page.getByRole('heading', { name: '先定一个自己的密码' }).waitFor();
  // Nothing else opens meanwhile.
  await county.page.goto(`${house.url}/ledgers`);
  await county.page.getByRole('heading', { name: '先定一个自己的密码' }).waitFor();
  await county.page.getByLabel('新密码', { exact: true }).fill('fulian2024');
  await county.page.getByLabel('再输入一次新密码').fill('fulian2024');
  await county.page.getByRole('button', { name: '保存并进入' }).click();
  await county.page.getByText('密码里不要用账号').waitFor();
  await county.page.getByLabel('新密码', { exact: true }).fill('三只麻雀 石桥 lotus 84');
  await county.page.getByLabel('再输入一次新密码').fill('三只麻雀 石桥 lotus 84');
  await county.page.getByRole('button', { name: '保存并进入' }).click();
  const secret = await enrol(county.page);
  await county.page.goto(house.url);
  await county.page.getByRole('region', { name: '等您办的事' }).waitFor();

  // The code was for once; from now on it is her password and her telephone.
  await county.page.goto(`${house.url}/account`);
  await county.page.getByText('就是这台').waitFor();
  await county.context.clearCookies();
  await county.page.goto(house.url);
  await enter(code);
  await county.page.getByText('这个一次性口令已经用过了').waitFor();
  await enter('三只麻雀 石桥 lotus 84');
  await county.page.getByLabel('验证码').fill(codeAt(secret, new Date(Date.now() + 30_000)));
  await county.page.getByRole('button', { name: '登录' }).click();
  await county.page.getByRole('region', { name: '等您办的事' }).waitFor();
  expect([...admin.complaints, ...county.complaints]).toEqual([]);
});

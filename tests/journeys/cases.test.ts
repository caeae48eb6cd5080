import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Desk,
  enterAs,
  openBrowser,
  type RunningHouse,
  startHouse,
  typeAndTake,
} from './running-house.ts';

/**
 * Two matters from the woman's telephone to the end, each by the rules of its kind: violence (police, mandatory report,
 * assessment, visit; the city reads along) and a claim about work (accepted, decided, answered, closed). She reads the
 * answer by her code, on an old telephone without scripts, and says how satisfied she is.
 */
let house: RunningHouse;
let browser: Browser;
let county: Desk;
beforeAll(async () => {
  house = await startHouse();
  browser = await openBrowser();
  county = await enterAs(browser, house.url, '鼓楼区妇联 区妇联干部');
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const address = (path: string): string => `${house.url.replace(/\/$/, '')}${path}`;
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** A button's words; the component library spreads two characters. */
const words = (name: string): RegExp => new RegExp(`^${[...name].join('\\s?')}$`);
const choose = (form: Locator, group: string, value: string): Promise<void> =>
  form.getByRole('radiogroup', { name: group }).getByText(value, { exact: true }).click();

interface Step {
  readonly fill?: (form: Locator) => Promise<void>;
  /** Reason or opinion. */
  readonly say?: string;
  /** The button that opens it, where it bears other words. */
  readonly opener?: Locator;
}

/** Takes one step of the matter on the screen and waits until it is said to be done. */
async function take(page: Page, name: string, step: Step = {}): Promise<void> {
  await (step.opener ?? page.getByRole('button', { name: words(name) })).first().click();
  const form = page.getByRole('form', { name, exact: true });
  await step.fill?.(form);
  if (step.say) await form.getByLabel(/^(理由|意见)/).fill(step.say);
  await form.getByRole('button', { name: words(name) }).click();
  await page.getByText(`已记下:${name}`).waitFor();
}

interface Letter {
  readonly danger: string;
  readonly cause: string;
  readonly about: string;
}

/** She writes in three steps; answers her code. */
async function write(phone: BrowserContext, letter: Letter): Promise<{ page: Page; code: string }> {
  const page = await phone.newPage();
  await page.goto(address('/help'));
  await page.getByRole('link', { name: '110' }).waitFor();
  await page.getByRole('link', { name: '我想求助,或替别人求助' }).click();
  await page.getByText(letter.danger).click();
  await page.getByText('我自己').click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText(letter.cause).click();
  await page.getByLabel('请说说经过,想要我们做什么').fill(letter.about);
  await page.getByLabel('在哪里', { exact: true }).fill('福州市鼓楼区');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('不用联系我,我凭回执码来看').click();
  await page.getByText('我同意妇联为办这件事看我写的内容').click();
  await page.getByRole('button', { name: '发出' }).click();
  const code = (await page.locator('.code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  // Nothing that she wrote stands in an address, and the page has no telling title.
  expect(page.url()).toBe(address('/help/ask'));
  expect(await page.title()).toBe('便民页面');
  return { page, code };
}

/** She comes back with her code, reads what was answered, and rates it. */
async function readAndRate(page: Page, code: string, answer: string): Promise<void> {
  // What was answered comes to her page a moment after the step; she looks again until it is there.
  await expect
    .poll(
      async () => {
        await page.goto(address('/help/follow'));
        await page.getByLabel('回执码').fill(code.toLowerCase());
        await page.getByRole('button', { name: '看', exact: true }).click();
        return await page.getByRole('heading', { level: 1 }).textContent();
      },
      { timeout: 90_000, interval: 500 },
    )
    .toBe('已经答复');
  expect(await page.getByText(answer).count()).toBe(1);
  await page.getByRole('button', { name: '满意', exact: true }).click();
  await page.getByText('谢谢您的评价').waitFor();
}

test('violence: first what keeps her safe, then the rest; closed only after a visit; the city has read it', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const { page: her, code } = await write(phone, {
    danger: '正在发生,或者今天就怕出事',
    cause: '家里有人打骂、恐吓、不让出门',
    about: '样例:他喝了酒打人,我和孩子在邻居家,想知道能不能住到别处。',
  });

  // The first thing on her home page.
  const { page } = county;
  await page.goto(house.url);
  await page
    .getByRole('listitem')
    .filter({ hasText: '1 件紧急的事等您办' })
    .getByRole('link', { name: '马上办' })
    .click();
  await page.getByRole('link', { name: /网络 · 家庭暴力/ }).click();
  await page.getByRole('heading', { name: '来件往来' }).waitFor();
  const contact = page.url();
  await page.getByRole('button', { name: '转为家庭暴力个案' }).click();
  const begin = page.getByRole('form', { name: '登记家庭暴力个案' });
  await begin
    .getByLabel('她说了什么')
    .and(begin.getByText(/他喝了酒打人/))
    .waitFor();
  await choose(begin, '报警了吗', '已报警');
  await choose(begin, '受害的是谁', '成年人和未成年人');
  await begin.getByRole('button', { name: words('登记') }).click();

  const first = page.getByRole('region', { name: '先做这几件' });
  const row = (text: string): Locator =>
    first.getByRole('listitem').filter({ hasText: text }).getByRole('button');
  await take(page, '记下报警', {
    opener: row('还没有记下报警时间'),
    async fill(form) {
      await form.getByLabel('报警时间(日期)').fill(today());
      await form.getByRole('button', { name: '现在' }).click();
      await form.getByLabel('报给哪个派出所').fill('样例派出所');
    },
  });
  await take(page, '记下强制报告', {
    opener: row('没有报不能结案'),
    async fill(form) {
      await form.getByLabel('报案时间(日期)').fill(today());
      await form.getByRole('button', { name: '现在' }).click();
      await form.getByLabel('谁去报的').fill('样例·区干部');
      await form.getByLabel('报给谁').fill('样例派出所');
    },
  });
  await take(page, '危险评估', {
    async fill(form) {
      for (const item of await form.getByRole('radiogroup').all())
        await item.getByText('否', { exact: true }).click();
    },
  });
  await take(page, '她已经安全', {
    opener: row('写明她在哪里'),
    say: '和孩子在邻居家,邻居陪着,派出所已到场',
  });
  await take(page, '报上级妇联', {
    async fill(form) {
      await form.getByLabel('传给谁看').click();
      await typeAndTake(page, '样例·主席');
      await page.keyboard.press('Escape');
    },
  });
  await take(page, '定回访计划', {
    async fill(form) {
      await form.getByLabel('回访计划').fill('样例:到邻居家看她和孩子');
      await form.getByLabel('下次回访').fill(today());
    },
  });

  const city = await enterAs(browser, house.url, '福州市妇联 主席');
  await city.page.goto(page.url());
  await city.page.getByText('他喝了酒打人').first().waitFor();
  await take(city.page, '已阅');

  // What the city did stands in the history; not closed before somebody has been there.
  await page.reload();
  await page.getByRole('button', { name: words('结案') }).click();
  const close = page.getByRole('form', { name: '结案', exact: true });
  await close.getByLabel('结果').fill('样例:平安');
  await close.getByRole('button', { name: words('结案') }).click();
  await page.getByText('还没有回访过,不能结案').waitFor();
  await close.getByRole('button', { name: words('取消') }).click();
  await take(page, '记一次回访', {
    async fill(form) {
      await form.getByLabel('哪天回访的').fill(today());
      // She wants nobody to reach out to her: at her door only with the police, who must go.
      await choose(form, '怎么回访的', '和派出所一起查访');
      await choose(form, '情况怎么样', '没有新的暴力');
      await form.getByLabel('下次回访').fill('');
    },
    say: '样例:她和孩子都好',
  });
  await take(page, '结案', { fill: (form) => form.getByLabel('结果').fill('样例:平安,已搬到亲戚家') });
  await page
    .getByText(/已办结/)
    .first()
    .waitFor();

  const answer = '样例答复:派出所已到场,今晚可住庇护所,明早九点在社区门口接您和孩子。';
  await page.goto(contact);
  // That she is safe was said in the case, and is not asked for again.
  await page.getByText('平台 个案里已写明她安全').waitFor();
  await take(page, '答复', { fill: (form) => form.getByLabel('怎么答复的').fill(answer) });
  await readAndRate(her, code, answer);
  expect([...county.complaints, ...city.complaints]).toEqual([]);
  await Promise.all([phone.close(), city.context.close()]);
});

test('a claim about work: accepted, decided, answered, closed; she says how satisfied she is', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const { page: her, code } = await write(phone, {
    danger: '没有危险',
    cause: '工作、工资、怀孕被辞退',
    about: '样例:怀孕以后被辞退,想回去上班。',
  });

  const { page } = county;
  await page.goto(address('/matters'));
  await page.getByRole('link', { name: /网络 · 劳动权益/ }).click();
  await page.getByRole('heading', { name: '来件往来' }).waitFor();
  await page.getByRole('button', { name: '登记成信访件' }).click();
  const begin = page.getByRole('form', { name: '登记信访件' });
  await choose(begin, '她现在有危险吗', '没有');
  await choose(begin, '哪一类', '申诉求决');
  await choose(begin, '交办、转送的吗', '不是');
  await choose(begin, '谁来反映的', '本人');
  await begin.getByRole('button', { name: words('登记') }).click();
  await take(page, '受理', { fill: (form) => choose(form, '怎么告诉她的', '短信或网上告知') });
  await take(page, '作出处理意见', {
    async fill(form) {
      await form.getByLabel('怎么办结的').click();
      await typeAndTake(page, '调解成功');
      await form.getByLabel('处理意见').fill('样例:与用人单位和劳动监察协商,恢复劳动关系');
    },
  });
  const answer = '样例答复:用人单位同意恢复岗位,下周一可以回去上班。';
  await take(page, '答复', {
    async fill(form) {
      await form.getByLabel('给她的答复').fill(answer);
      await choose(form, '怎么答复的', '短信或网上答复');
    },
  });
  await take(page, '办结');
  await page
    .getByText(/已办结/)
    .first()
    .waitFor();

  // Written once: what was answered in the petition is what her code shows.
  await readAndRate(her, code, answer);
  expect(county.complaints).toEqual([]);
  await phone.close();
});

import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../bin/test-tools.ts';
import { type Finding, median, quantile } from '../measure.ts';
import { type Seat, seatsAt } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench } from '../world.ts';

const ROUNDS = 20;
const LINES = 150_000;
const row = '点开到看见';

/** A page by the link that leads to it, and what must stand there before it counts as painted. */
const PAGES: readonly (readonly [what: string, link: string, shown: string])[] = [
  ['首页', '待办', '.frame-page h2'],
  ['记录列表', '/ledgers/training', 'table.lines tbody tr td'],
  ['数字', '数字', '.frame-page .door'],
  ['组织树', '组织', '[role=tree] [role=treeitem]'],
];

/** From a click to the painted page in a warm browser, data fetched anew each time: home, a list, figures, the tree. */
export async function deskPages(bench: Bench): Promise<Finding[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; set HALFSKY_CHROMIUM or install it');
  const house = await bench.world('pages', LINES, { search: true, facts: true, figures: true });
  const [seat] = await seatsAt(house, ['350102'], 'county-cadre');
  if (!seat) throw new Error('no seat');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return await withWeb(house, async (url) => await rounds(browser, url, seat));
  } finally {
    await browser.close();
  }
}

async function rounds(browser: Browser, url: string, seat: Seat): Promise<Finding[]> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const cookie = { name: '__Host-halfsky', value: seat.token, domain: '127.0.0.1', path: '/', secure: true };
  await context.addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
  const page = await context.newPage();
  await page.goto(`${url}/account`);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  const times = new Map<string, number[]>();
  for (let i = 0; i <= ROUNDS; i += 1)
    for (const [what, link, shown] of PAGES) {
      const ms = await clickToPaint(page, link, shown);
      // The first round fetches the pages' own scripts.
      if (i > 0) times.set(what, [...(times.get(what) ?? []), ms]);
    }
  await context.close();
  return [...times].map(([what, list]) => ({
    row,
    what: `${what},p95`,
    value: quantile(list, 0.95),
    unit: 'ms',
    target: { most: 300 },
    note: `p50 ${median(list).toFixed(0)} ms,${list.length} 次`,
  }));
}

/** The moment after the frame in which the awaited thing stands on the page, counted from the click, inside the page. */
async function clickToPaint(page: Page, link: string, shown: string): Promise<number> {
  if (link.startsWith('/')) await click(page, '记录', `a[href^="${link}"]`);
  return await click(page, link, shown);
}

async function click(page: Page, link: string, shown: string): Promise<number> {
  const target = link.startsWith('/')
    ? `document.querySelector('a[href^="${link}"]')`
    : `[...document.querySelectorAll('nav[aria-label="主导航"] a')].find((a) => a.textContent.startsWith('${link}'))`;
  return await page.evaluate<number>(`new Promise((resolve, reject) => {
    const old = new Set(document.querySelectorAll(${JSON.stringify(shown)}));
    const from = performance.now();
    const look = () => {
      const there = [...document.querySelectorAll(${JSON.stringify(shown)})].some((e) => !old.has(e));
      if (there) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
      else if (performance.now() - from > 30000) reject(new Error('not painted: ' + ${JSON.stringify(link)}));
      else requestAnimationFrame(look);
    };
    ${target}.click();
    look();
  })`);
}

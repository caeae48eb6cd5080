import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../bin/test-tools.ts';
import { type Finding, median } from '../measure.ts';
import { type Seat, seatsInManyRegions } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench } from '../world.ts';

const ROUNDS = 5;
const ROWS = 1_000;
const row = '成片录入';

/** A grid of a thousand rows in a real browser: the longest task while it scrolls and while cells are typed into. */
export async function gridRow(bench: Bench): Promise<Finding[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; set HALFSKY_CHROMIUM or install it');
  const house = await bench.world('saves', 0, { search: false, facts: false, figures: false });
  const [seat] = await seatsInManyRegions(house, 1);
  if (!seat) throw new Error('no seat');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const rounds = await withWeb(house, async (url) => {
      const all: Longest[] = [];
      for (let i = 0; i < ROUNDS; i += 1) {
        all.push(await once(browser, url, seat));
        const { paste, scroll, type } = all.at(-1) ?? { paste: 0, scroll: 0, type: 0 };
        bench.say(
          `  longest: paste ${paste.toFixed(0)} ms, scrolling ${scroll.toFixed(0)} ms, typing ${type.toFixed(0)} ms`,
        );
      }
      return all;
    });
    const of = (what: keyof Longest): number => median(rounds.map((r) => r[what]));
    const finding = (what: string, value: number, most?: number): Finding => ({
      row,
      what: `${ROWS} 行,${what},最长的一步`,
      value,
      unit: 'ms',
      ...(most ? { target: { most } } : {}),
      note: '中位数;短于 50 ms 的记作 0',
    });
    return [
      finding('滚动', of('scroll'), 100),
      finding('打字', of('type'), 100),
      finding('贴进来', of('paste')),
    ];
  } finally {
    await browser.close();
  }
}

interface Longest {
  readonly paste: number;
  readonly scroll: number;
  readonly type: number;
}

async function once(browser: Browser, url: string, seat: Seat): Promise<Longest> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addCookies([
    {
      name: '__Host-halfsky',
      value: seat.token,
      domain: '127.0.0.1',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    },
  ]);
  const page = await context.newPage();
  await page.addInitScript(
    `window.tasks = []; new PerformanceObserver((l) => l.getEntries().forEach((e) => window.tasks.push(e.duration))).observe({ entryTypes: ['longtask'] });`,
  );
  await page.goto(`${url}/ledgers/training/grid`);
  await page.getByLabel('第 1 行 举办日期').waitFor();
  await page.waitForTimeout(500);
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `2026-03-${1 + (n % 28)}\t剪纸第${n}课\t科技\t40\t30`,
  ).join('\n');
  const paste = await longest(page, async () => {
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(lines)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await page.getByText(`${ROWS.toLocaleString('en-US')} 行`, { exact: true }).waitFor();
  });
  const scroll = await longest(page, async () => {
    await page.mouse.move(600, 450);
    for (let i = 0; i < 60; i += 1) {
      await page.mouse.wheel(0, i < 40 ? 900 : -1_700);
      await page.waitForTimeout(16);
    }
  });
  await page.getByRole('table').locator('tbody tr[aria-rowindex]').nth(8).locator('td').nth(1).click();
  const type = await longest(page, async () => {
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.type('葡萄修剪');
      await page.keyboard.press('Enter');
    }
    await page.waitForTimeout(1_500);
  });
  await context.close();
  return { paste, scroll, type };
}

/** The longest task of the page's own thread while something is done; tasks under 50 ms are not told. */
async function longest(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('window.tasks.length = 0');
  await act();
  await page.waitForTimeout(200);
  return await page.evaluate<number>('Math.max(0, ...window.tasks)');
}

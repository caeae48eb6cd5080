import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterAs, openBrowser, type RunningHouse, startHouse } from './running-house.ts';

/**
 * Every page of the desk is looked at by axe (no serious finding) and at 360 px (nothing sticks out to the side), as the
 * county that works all day and as an administrator.
 */
let house: RunningHouse;
let browser: Browser;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  house = await startHouse();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const PAGES: readonly { account: string; paths: readonly string[] }[] = [
  {
    account: '鼓楼区妇联 区妇联干部',
    paths: [
      '/',
      '/ledgers',
      '/ledgers/training',
      '/ledgers/training/new',
      '/ledgers/training/import',
      '/ledgers/training/grid',
      '/ledgers/imports',
      '/figures',
      '/figures?measure=training.people&p=2013',
      '/reports',
      '/reports/annual?p=2013',
      '/reports/annual/template',
      '/reading',
      '/people',
      '/people?tab=statistics',
      '/people?tab=affairs',
      '/people?tab=duplicates',
      '/people?tab=libraries',
      '/units',
      '/units/coverage',
      '/scores?p=2013',
      '/scores?part=points&p=2013',
      '/account',
      '/matters',
      '/matters?box=past',
      '/matters/new/leave',
      '/matters/new/first-asked',
      '/matters/new',
      '/matters/new/petition-case',
      '/matters/new/violence',
      '/settings',
      '/settings/parameters',
      '/settings/calendar',
      '/settings/takeout',
    ],
  },
  { account: '福州市妇联 系统管理员', paths: ['/settings', '/settings/backups', '/settings/rights'] },
  { account: '福州市妇联 主席', paths: ['/', '/account'] },
  { account: '福州市妇联 系统管理员', paths: ['/', '/accounts', '/accounts/bulk', '/accounts?state=unused'] },
  { account: '福州市妇联 安全管理员', paths: ['/', '/accounts'] },
  { account: '福州市妇联 审计管理员', paths: ['/', '/audit'] },
  { account: '中山社区妇联', paths: ['/', '/ledgers', '/ledgers/training/new', '/closing', '/figures'] },
];

/** What a page has asked for and not got yet, and since when that stands. */
interface Loading {
  readonly open: Set<Request>;
  since: number;
}
function watched(page: Page): Loading {
  const loading: Loading = { open: new Set(), since: Date.now() };
  page.on('request', (request) => {
    loading.open.add(request);
  });
  // What was asked for before is no member, and is not missed.
  const over = (request: Request): void => {
    loading.open.delete(request);
    loading.since = Date.now();
  };
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  return loading;
}

/** For so long nothing may be asked for, as Playwright's own `networkidle` has it, which comes once a document only. */
const QUIET_MS = 400;
/** Waits until nothing loads any more and every skeleton is gone. */
async function settled(page: Page, loading: Loading): Promise<void> {
  loading.since = Date.now();
  await expect
    .poll(() => loading.open.size === 0 && Date.now() - loading.since >= QUIET_MS, {
      timeout: 90_000,
      interval: 50,
    })
    .toBe(true);
  await page.waitForFunction(`document.querySelector('.ant-skeleton') === null`);
}

/** Goes there as a link of the desk does, without loading the desk anew: that an address opens by itself, other journeys show. */
const visit = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    const { history, dispatchEvent, PopStateEvent } = globalThis as unknown as {
      history: { pushState(state: null, title: string, url: string): void };
      dispatchEvent(event: unknown): void;
      PopStateEvent: new (kind: string) => unknown;
    };
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);

/** Waits until the page has been drawn at its new width. */
const laidOut = async (page: Page): Promise<void> => {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.waitForFunction(`document.querySelector('.ant-skeleton') === null`);
};

/** Serious and critical findings, each with the first place where it stands. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.help} · ${v.nodes[0]?.html.slice(0, 160)} (${v.nodes.length})`);
}

/** What sticks out of the window to the side; a page may scroll downward only. Runs in the page, hence as text. */
const STICKING = `document.documentElement.scrollWidth <= window.innerWidth + 1
  ? []
  : [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 3)
      .map((e) => e.tagName + '.' + e.className + ' reaches ' + Math.round(e.getBoundingClientRect().right))`;
const sticking = async (page: Page): Promise<string[]> => (await page.evaluate(STICKING)) as string[];

describe.each(PAGES)('the pages of $account', ({ account, paths }) => {
  test('axe finds nothing serious; nothing sticks out at 360 px', { timeout: 240_000 }, async () => {
    const desk = await enterAs(browser, house.url, account);
    const loading = watched(desk.page);
    const found: Record<string, readonly string[]> = {};
    for (const path of paths) {
      await desk.page.setViewportSize({ width: 1366, height: 768 });
      await visit(desk.page, path);
      await settled(desk.page, loading);
      found[path] = await findings(desk.page);
      await desk.page.setViewportSize({ width: 360, height: 740 });
      await laidOut(desk.page);
      found[`${path} at 360 px`] = await sticking(desk.page);
    }
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });
});

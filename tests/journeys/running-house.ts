import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { ROOT } from '../../bin/gates.ts';
import { findChromium } from '../../bin/test-tools.ts';
import { SAMPLE_FOLDER } from './sample-folder.ts';

/** A real server with the sample world, on a free port and a folder of its own, as `npm start` makes it. */
export interface RunningHouse {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it on a copy of the sample world and waits until it says where it is open. */
export async function startHouse(): Promise<RunningHouse> {
  const { folder, run } = ownFolder();
  const sample = process.env[SAMPLE_FOLDER];
  // With owners and modes: PostgreSQL starts on its own files only. Without the shared one `start` loads it anew.
  if (sample) execFileSync('cp', ['-a', sample, join(folder, 'data')]);
  const server = run('start');
  return { url: await firstMatch(server, /打开\s+(http:\S+)/), stop: () => stop(server, folder) };
}

/** A house as on its first day: the tree below a code, no account, and the one-time code that its start prints. */
export async function startEmptyHouse(under: string): Promise<RunningHouse & { readonly code: string }> {
  const { folder, run } = ownFolder();
  await ended(run('load-tree', '--under', under));
  const server = run('serve');
  const [url, code] = await Promise.all([
    firstMatch(server, /打开\s+(http:\S+)/),
    firstMatch(server, /一次性口令[^:]*:(\S+)/),
  ]);
  return { url, code, stop: () => stop(server, folder) };
}

function ownFolder(): { folder: string; run: (...args: readonly string[]) => ChildProcess } {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-journey-'));
  chmodSync(folder, 0o755);
  return {
    folder,
    run: (...args) =>
      spawn(process.execPath, [join(ROOT, 'server', 'main.ts'), ...args], {
        cwd: folder,
        env: { ...process.env, HALFSKY_PORT: '0', HALFSKY_DATA: join(folder, 'data'), DATABASE_URL: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
}

const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('exit', resolve));

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = ended(server);
  server.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = pattern.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the server ended (${code}) and said:\n${said}`)));
  });
}

/** A loaded machine is slow, not wrong: what comes late has come. */
const PATIENCE_MS = 90_000;
const browsers = new Set<Browser>();

/** The Chromium of the system; the pages are shown without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; set HALFSKY_CHROMIUM or install it');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  browsers.add(browser);
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  browser.on('disconnected', () => browsers.delete(browser));
  return browser;
}

// Where nobody can look at the screen, a journey that failed says what stood on it.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const page of [...browsers].flatMap((b) => b.contexts()).flatMap((c) => c.pages())) {
    const seen = await page
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => String(error));
    // What a dialog says stands at the end.
    const told = seen.length > 6_000 ? `${seen.slice(0, 3_000)}\n…\n${seen.slice(-3_000)}` : seen;
    console.log(`\n── ${new URL(page.url()).pathname} ──\n${told}`);
  }
});

/** One person at one desk. Whatever the page complains about ends up in `complaints`. */
export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** Opens the desk and enters with the sample account of a unit and post, by its button on the sign-in page. */
export async function enterAs(browser: Browser, url: string, account: string): Promise<Desk> {
  const desk = await openDesk(browser, url);
  await desk.page.getByRole('button', { name: new RegExp(`用样例账号进入 ${account}`) }).click();
  await desk.page.getByRole('navigation', { name: '主导航' }).waitFor();
  return desk;
}

/** A browser of her own at the way in, not signed in. */
export async function openDesk(browser: Browser, url: string): Promise<Desk> {
  // Without motion: a click is then never in the middle of one, however slow the machine.
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal that a page shows (a wrong code, a proof that is wanted) is in order.
    if (message.type() === 'error' && !/\b(401|422)\b/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, context, complaints };
}

/** Types into a list that is open and takes what is offered for it, by keyboard; not before it is offered. */
export async function typeAndTake(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.locator('.ant-select-item-option-active').filter({ hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program or font that some tests need and that no npm package brings. */
export interface Tool {
  readonly name: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The browser that journeys are made in: HALFSKY_CHROMIUM, else the system's. Undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['HALFSKY_CHROMIUM'];
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return [...(named ? [named] : []), ...known].find((path) => existsSync(path));
}

export const BROWSER_TOOLS: readonly Tool[] = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    isThere: () => findChromium() !== undefined,
  },
  {
    name: 'Chinese fonts',
    packages: ['fonts-noto-cjk'],
    isThere: () => spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim() !== '',
  },
];

/** Installs what is missing from Debian's packages where this is a Debian and we are root; returns what stays missing. */
export function provide(tools: readonly Tool[]): string[] {
  const missing = tools.filter((tool) => !tool.isThere());
  if (missing.length === 0) return [];
  if (process.getuid?.() === 0 && runs('apt-get', '--version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = missing.flatMap((tool) => tool.packages);
    console.log(`installing ${packages.join(', ')} from the system's packages …`);
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const flags = ['install', '-y', '-qq', '--no-install-recommends'];
    spawnSync('apt-get', [...flags, ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  return missing.filter((tool) => !tool.isThere()).map((tool) => tool.name);
}

import { spawnSync } from 'node:child_process';

/** A program or font that some tests need and that no npm package brings. */
export interface Tool {
  readonly name: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

export const BROWSER_TOOLS: readonly Tool[] = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some((c) => runs(c, '--version')),
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

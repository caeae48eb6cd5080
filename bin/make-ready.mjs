/** What a fresh clone lacks: the packages of the lock, and the built pages. Runs on Node ≥ 18, synchronously. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs by `npm ci` when node_modules is missing or not what the lock names. Throws a Chinese sentence. */
export function installPackages(root, say) {
  const lockText = readFileSync(join(root, 'package-lock.json'));
  const stamp = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}\n`;
  const stampFile = join(root, 'node_modules', '.halfsky-lock');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!isInstalled(root, JSON.parse(lockText))) {
    say('首次运行,正在安装依赖包,约需半分钟……');
    const npm = npmCommand();
    const words = [
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const done = spawnSync(npm.command, [...npm.args, ...words], {
      cwd: root,
      encoding: 'utf8',
      shell: npm.shell,
      env: withoutProduction(),
    });
    if (done.error || done.status !== 0) {
      const told = `${done.stderr ?? ''}`.trim().split('\n').slice(0, 12).join('\n');
      throw new Error(
        `依赖包没有装成。请检查网络和 npm 源的设置(npm config get registry),再运行一次。npm 说:\n${done.error?.message ?? told}`,
      );
    }
    say('依赖包已装好。');
  }
  // A read-only installation is compared anew each time, which is cheap.
  writeWhereAllowed(stampFile, stamp);
}

/** Whether somebody ran `npm ci` or `npm install` by hand already: every package of the lock stands there. */
function isInstalled(root, lock) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages ?? {};
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = there[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/** The npm that called us, else the one on the PATH. */
function npmCommand() {
  const caller = process.env.npm_execpath;
  if (caller?.endsWith('npm-cli.js') && existsSync(caller)) {
    return { command: process.execPath, args: [caller], shell: false };
  }
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', args: [], shell: windows };
}

/** The pages are built here, so development packages are needed even where NODE_ENV says production. */
function withoutProduction() {
  const { NODE_ENV, npm_config_omit, npm_config_production, ...env } = process.env;
  return env;
}

function writeWhereAllowed(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}

/** Builds web/workbench into dist/workbench when it is missing or older than its sources. Throws a Chinese sentence. */
export function buildPages(root, node, env, say) {
  const source = join(root, 'web', 'workbench');
  if (!existsSync(join(source, 'index.html'))) return;
  const page = join(root, 'dist', 'workbench', 'index.html');
  const newest = Math.max(
    ...[source, join(root, 'contracts'), join(root, 'package-lock.json')].map(newestIn),
  );
  if (existsSync(page) && statSync(page).mtimeMs >= newest) return;
  say('正在生成网页……');
  mkdirSync(join(root, 'dist'), { recursive: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(node, [vite, 'build', source, '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, NODE_ENV: 'production' },
  });
  if (done.status !== 0 || !existsSync(page)) {
    throw new Error(`网页没有生成成功:\n${done.error?.message ?? `${done.stdout}${done.stderr}`.trim()}`);
  }
}

/** Latest change in a file or folder, in ms; folders count too, so that a deleted file is noticed. */
function newestIn(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules' && !name.includes('.test.'));
  return Math.max(mtimeMs, ...inside.map((name) => newestIn(join(path, name))));
}

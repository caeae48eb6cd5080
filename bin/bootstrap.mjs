/**
 * The way in for a fresh clone: any npm, any Node from 18 on, nothing prepared by hand.
 * It installs what the lock names, finds Node 24, builds the pages when they are older than their sources, and hands
 * over to `server/main.ts` (or to an npm script, as `npm:<script>`). Plain JavaScript, since an old Node reads it.
 *
 *   node bin/bootstrap.mjs start --port 8081     the operator's command
 *   node bin/bootstrap.mjs npm:check:all         a script of package.json, with Node 24 first on the PATH
 *   node bin/bootstrap.mjs ready start           only makes ready; prints the path of Node 24 (used by ./halfsky)
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages, installPackages } from './make-ready.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDS_PAGES = new Set(['start', 'serve']);

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

/** The Node 24 of the lock, else the running or installed one when it is new enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const locked = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', name);
  if (existsSync(locked) && isNewEnough(versionOf(locked))) return locked;
  if (isNewEnough(process.versions.node)) return process.execPath;
  const onPath = versionOf('node');
  if (isNewEnough(onPath)) return 'node';
  return giveUp(
    `需要 Node.js 24.15 或更高的 24 版,本机只有 ${process.versions.node}。` +
      `这个平台(${process.platform}-${process.arch})没有随包带来的 Node.js,请从系统软件源或 nodejs.org 安装 24 版后再试。`,
  );
}

function versionOf(node) {
  const asked = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim().replace(/^v/, '') : '0.0';
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 15);
}

/** PATH and compile cache for everything that runs from here. */
function environment(node) {
  const bins = [join(root, 'node_modules', '.bin')];
  if (node !== 'node') bins.unshift(dirname(node));
  return {
    ...process.env,
    PATH: [...bins, process.env.PATH ?? ''].join(delimiter),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
  };
}

/** Runs a command in our place: same terminal, signals handed on, its exit code ours. */
function become(command, args, options) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe'], ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the whole group by itself; handing it on would be a second one.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on('error', (error) => giveUp(`无法启动 ${command}:${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : code));
}

const [command = 'start', ...rest] = process.argv.slice(2);
const wanted = command === 'ready' ? (rest[0] ?? '') : command;
try {
  installPackages(root, say);
} catch (error) {
  giveUp(error.message);
}
const node = findNode();
const env = environment(node);
if (NEEDS_PAGES.has(wanted) && !rest.includes('--help')) {
  try {
    buildPages(root, node, env, say);
  } catch (error) {
    giveUp(error.message);
  }
}

if (command === 'ready') {
  process.stdout.write(`${node}\n`);
} else if (command.startsWith('npm:')) {
  const name = command.slice('npm:'.length);
  const script = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts[name];
  if (!script) giveUp(`package.json 里没有名为「${name}」的脚本。`);
  const quoted = rest.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  become([script, ...quoted].join(' '), [], { cwd: root, env, shell: true });
} else {
  const lifeline = join(root, 'bin', 'lifeline.mjs');
  become(node, ['--import', lifeline, join(root, 'server', 'main.ts'), command, ...rest], { env });
}

/**
 * Completes package-lock.json: an optional package of another platform that the registry in use does not carry is left
 * out of the lock by `npm install`, and then every `npm ci` stops with "Missing … from lock file". This adds each of
 * them with the exact version its parent asks for and the platform its name says. They carry no integrity, since
 * nobody could look at them; no machine that made or tested this lock ever installs one. Run it after `npm install`.
 */
import { readFile, writeFile } from 'node:fs/promises';

interface Locked {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}
interface Lock {
  packages: Record<string, Locked>;
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `@oxc-parser/binding-linux-riscv64-musl` → linux, riscv64, musl. Undefined where the name says no platform. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = OS.find((o) => words.includes(o));
  const cpu = CPU.find((c) => words.includes(c));
  if (!os || !cpu) return undefined;
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

/** Adds what is missing; returns the names added and those whose platform is unknown. */
export function completeLock(lock: Lock): { added: string[]; unknown: string[] } {
  const added: string[] = [];
  const unknown: string[] = [];
  for (const [parent, { optionalDependencies, dev }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      if (lock.packages[`node_modules/${name}`] || lock.packages[`${parent}/node_modules/${name}`]) continue;
      const platform = platformOf(name);
      if (!platform || !/^\d+\.\d+\.\d+/.test(version)) {
        unknown.push(name);
        continue;
      }
      lock.packages[`node_modules/${name}`] = {
        version,
        ...(dev ? { dev } : {}),
        optional: true,
        ...platform,
      };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { added, unknown };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock;
  const { added, unknown } = completeLock(lock);
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${added.length} added${added.length ? `: ${added.join(', ')}` : ''}`);
  if (unknown.length > 0) {
    console.error(`platform unknown: ${unknown.join(', ')}`);
    process.exitCode = 1;
  }
}

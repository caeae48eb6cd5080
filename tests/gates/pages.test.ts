import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Manifest } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../bin/gates.ts';

/** What a page fetches, and how: nothing is imported by its barrel, and every page stays within its measure (issue 3). */

const KILO = 1024;
/** Compressed script and style. A further page and the charts count what they fetch beyond the home page. */
const LIMITS = { signIn: 20 * KILO, home: 330 * KILO, page: 150 * KILO, charts: 190 * KILO };

const BARRELS = ['antd', '@ant-design/icons', 'echarts'];

/** Imports that bring a whole library: values by its name alone. Types weigh nothing. */
function barrelsIn(source: string): string[] {
  const named = `(?:${BARRELS.map((name) => name.replace('/', '\\/')).join('|')})(?:\\/(?:es|lib|index(?:\\.js)?))?`;
  const found = source.matchAll(
    new RegExp(
      `^\\s*(?:import|export)\\s(?!type\\b)(?:[^;'"]*\\sfrom\\s)?\\s*['"](${named})['"]|import\\(\\s*['"](${named})['"]`,
      'gm',
    ),
  );
  return [...found].map((m) => m[1] ?? m[2] ?? '');
}

test('the look for barrels sees each kind of them, and nothing else', () => {
  for (const sin of [
    "import { Button } from 'antd';",
    "import {\n  Button,\n  type ButtonProps,\n} from 'antd';",
    "import * as icons from '@ant-design/icons';",
    "import 'echarts';",
    "export { Button } from 'antd/es';",
    "const e = await import('echarts');",
  ])
    expect(barrelsIn(sin), sin).toHaveLength(1);
  for (const fine of [
    "import Button from 'antd/es/button';",
    "import type { ThemeConfig } from 'antd';",
    "import { init } from 'echarts/core';",
    "import SearchOutlined from '@ant-design/icons/SearchOutlined';",
  ])
    expect(barrelsIn(fine), fine).toEqual([]);
});

test('no page imports a library by its barrel', () => {
  const folder = join(ROOT, 'web');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f));
  expect(files.length).toBeGreaterThan(50);
  const sins = files.flatMap((f) =>
    barrelsIn(readFileSync(join(folder, f), 'utf8')).map((b) => `${f}: ${b}`),
  );
  expect(sins).toEqual([]);
});

let out = '';
let manifest: Manifest = {};

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'halfsky-pages-'));
  await build({
    root: join(ROOT, 'web', 'workbench'),
    configFile: join(ROOT, 'web', 'workbench', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: out, emptyOutDir: true, manifest: true },
  });
  manifest = JSON.parse(readFileSync(join(out, '.vite', 'manifest.json'), 'utf8')) as Manifest;
}, 180_000);
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

/** Every file that comes with an entry before it can run: itself, what it imports, their styles. */
function filesOf(key: string, seen = new Set<string>(), files = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const next of chunk.imports ?? []) filesOf(next, seen, files);
  return files;
}

const sizes = new Map<string, number>();
const sizeOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => {
    const size = sizes.get(file) ?? brotliCompressSync(readFileSync(join(out, file))).length;
    sizes.set(file, size);
    return sum + size;
  }, 0);

const ENTRY = 'index.html';
/** The frame fetches its drawers with the first page. */
const FIRST = [ENTRY, 'src/home/home-page.tsx', 'src/frame/drawers.tsx'];
const FIGURES = 'src/figures/figures-page.tsx';
const CHARTS = 'src/figures/charts/chart.tsx';
const kilo = (bytes: number): string => `${(bytes / KILO).toFixed(1)} KB`;

test('every page stays within its measure, compressed', () => {
  const home = new Set(FIRST.flatMap((key) => [...filesOf(key)]));
  const beyond = (key: string, known = home): number =>
    sizeOf([...filesOf(key)].filter((f) => !known.has(f)));
  const pages = (manifest[ENTRY]?.dynamicImports ?? []).filter((key) => !FIRST.includes(key));
  expect(pages.length).toBeGreaterThan(8);
  const signIn = readdirSync(join(ROOT, 'web', 'sign-in'))
    .filter((f) => /\.(js|css)$/.test(f))
    .reduce((sum, f) => sum + brotliCompressSync(readFileSync(join(ROOT, 'web', 'sign-in', f))).length, 0);
  const measured: [name: string, bytes: number, limit: number][] = [
    ['sign-in', signIn, LIMITS.signIn],
    ['home', sizeOf(home), LIMITS.home],
    ...pages.map((key): [string, number, number] => [key, beyond(key), LIMITS.page]),
    ['charts', beyond(CHARTS, new Set([...home, ...filesOf(FIGURES)])), LIMITS.charts],
  ];
  console.log(measured.map(([name, bytes, limit]) => `${kilo(bytes)} of ${kilo(limit)}  ${name}`).join('\n'));
  for (const [name, bytes, limit] of measured) {
    expect(bytes, name).toBeGreaterThan(0);
    expect(bytes, `${name}: ${kilo(bytes)}`).toBeLessThanOrEqual(limit);
  }
});

test('the charts come alone: no page waits for them', () => {
  const library = (file: string): boolean => /zrender|echarts/.test(readFileSync(join(out, file), 'utf8'));
  expect([...filesOf(CHARTS)].some(library)).toBe(true);
  for (const key of [ENTRY, ...(manifest[ENTRY]?.dynamicImports ?? [])])
    expect([...filesOf(key)].filter((f) => f.endsWith('.js')).some(library), key).toBe(false);
});

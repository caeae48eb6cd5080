import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { GATES, ROOT, SOURCES } from '../../bin/gates.ts';

/**
 * Each gate proves itself: in a copy of the house with one planted sin of each kind, every tool must name its own.
 * (A tool that silently looked at nothing would pass every other test.)
 */
const PLANTED: Readonly<Record<string, string>> = {
  'server/platform/planted-upward.ts':
    "import { foldOnce } from '../figures/index.ts';\nexport const up = foldOnce;\n",
  'server/org/planted-back-door.ts':
    "import { openDatabase } from '../platform/db/database.ts';\nexport const open = openDatabase;\n",
  'server/org/planted-institution.ts':
    "import { INSTITUTIONS } from '../../institutions/index.ts';\nexport const all = INSTITUTIONS;\n",
  'institutions/planted-engine.ts':
    "import { foldOnce } from '../server/figures/index.ts';\nexport const fold = foldOnce;\n",
  'contracts/planted-database.ts': "import pg from 'pg';\nexport const pool = pg.Pool;\n",
  'web/workbench/src/planted-server.ts':
    "import { newId } from '../../../server/platform/ids/index.ts';\nexport const id = newId;\n",
  'server/workbooks/planted-library.ts':
    "import { readXlsx } from 'hucre/xlsx';\nexport const reader = readXlsx;\n",
  'server/org/planted-circle.ts':
    "import { b } from './planted-round.ts';\nexport const a = (): unknown => b;\n",
  'server/org/planted-round.ts':
    "import { a } from './planted-circle.ts';\nexport const b = (): unknown => a;\n",
  'server/org/planted-dead.ts': 'export const nobody = 1;\n',
  'server/org/planted-floating.ts':
    'async function save(): Promise<void> {}\nexport function go(): void {\n  save();\n}\n',
  'server/org/planted-type.ts': "export const count: number = 'twelve';\n",
  'web/workbench/src/planted-type.ts': "export const width: number = 'wide';\n",
};
const CONFIG = [
  'package.json',
  'biome.json',
  'tsconfig.json',
  'web/workbench/tsconfig.json',
  'knip.json',
  '.dependency-cruiser.mjs',
  'vitest.config.ts',
  '.gitignore',
];

// Type checks of the whole house, next to another worker on two cores.
vi.setConfig({ testTimeout: 180_000 });
/** The whole house with all that was planted: what is dead or forbidden shows only among the rest. */
let copy = '';
/** The settings and what was planted alone: enough for what a tool sees in one file, and quick. */
let bare = '';

beforeAll(() => {
  copy = plant();
  for (const folder of SOURCES) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  bare = plant();
});
afterAll(() => {
  for (const folder of [copy, bare]) rmSync(folder, { recursive: true, force: true });
});

function plant(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-gates-'));
  for (const file of CONFIG) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function run(name: string, where = copy, more: readonly string[] = []): { status: number; output: string } {
  const gate = GATES.find((g) => g.name === name);
  const [command = '', ...args] = gate?.command ?? [];
  const done = spawnSync(command, [...args, ...more], {
    cwd: where,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status: done.status ?? -1, output: `${done.stdout}${done.stderr}` };
}

test('lint sees a floating promise', () => {
  const { status, output } = run('format and lint', bare, ['--max-diagnostics=none']);
  expect(status).not.toBe(0);
  const diagnostics = output.split('\n').filter((l) => l.includes('planted-floating.ts'));
  expect(diagnostics.join('\n')).toContain('noFloatingPromises');
});

test('both type checks see a type error', () => {
  for (const [name, file] of [
    ['types', 'server/org/planted-type.ts'],
    ['types of the workbench', 'planted-type.ts'],
  ] as const) {
    const { status, output } = run(name, bare);
    expect(status).not.toBe(0);
    expect(output).toMatch(new RegExp(`${file.replaceAll('.', '\\.')}\\(1,14\\): error TS2322`));
  }
});

test('dead code sees a file that nobody imports', () => {
  const { status, output } = run('dead code');
  expect(status).not.toBe(0);
  expect(output).toContain('server/org/planted-dead.ts');
});

test('boundaries see each kind of forbidden import', () => {
  const { status, output } = run('boundaries');
  expect(status).not.toBe(0);
  for (const [rule, file] of [
    ['room-platform', 'server/platform/planted-upward.ts'],
    ['front-doors', 'server/org/planted-back-door.ts'],
    ['server-names-no-institution', 'server/org/planted-institution.ts'],
    ['institutions-are-data', 'institutions/planted-engine.ts'],
    ['contracts-know-zod', 'contracts/planted-database.ts'],
    ['web-knows-contracts', 'web/workbench/src/planted-server.ts'],
    ['one-file-knows-hucre', 'server/workbooks/planted-library.ts'],
    ['no-cycles', 'server/org/planted-'],
  ]) {
    expect(output).toContain(`error ${rule}: ${file}`);
  }
});

test('boundaries look at the whole house', () => {
  const { output } = run('boundaries', ROOT, ['--output-type', 'json']);
  const seen = JSON.parse(output) as {
    modules: { source: string; dependencies: unknown[] }[];
    summary: { totalCruised: number };
  };
  expect(seen.summary.totalCruised).toBeGreaterThan(100);
  const own = seen.modules.filter((m) => !m.source.includes('node_modules'));
  for (const room of ['contracts/', 'institutions/', 'server/org/', 'server/ledgers/', 'server/figures/']) {
    const inside = own.filter((m) => m.source.startsWith(room));
    expect(inside.length, room).toBeGreaterThan(1);
    expect(
      inside.some((m) => m.dependencies.length > 0),
      room,
    ).toBe(true);
  }
});

test('TypeScript stays at 6.0: with 7 the boundaries check saw no module at all', () => {
  const pack = readFileSync(join(ROOT, 'node_modules', 'typescript', 'package.json'), 'utf8');
  expect((JSON.parse(pack) as { version: string }).version).toMatch(/^6\.0\./);
});

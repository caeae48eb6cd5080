import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
/** 248 + 9 is not 261 (样例). */
const WRONG = '青禾县转移富余劳动力妇女261人,其中本县248人,县外9人。\n';
const PASSAGE =
  '全县各级妇联组织把学习宣传作为头等大事,分片包干、送学上门,做到一户不漏、一人不落,2019年共走访妇女家庭三千余户,听取意见建议四百多条,件件有回音、事事有着落。\n';
const COPY = PASSAGE.replace('2019', '2020').replace('三千', '五千').replace('全县', '全市');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-read-'));
  writeFileSync(join(folder, 'wrong.txt'), WRONG + PASSAGE);
  writeFileSync(join(folder, 'right.txt'), '青禾县举办培训班12期。\n');
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'old', 'last-year.txt'), COPY);
  writeFileSync(join(folder, 'old', 'noise.docx'), 'PK\x03\x04 no docx');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command with an empty data folder, in which it must leave nothing. */
function read(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, 'read', ...args], {
    cwd: folder,
    env: { ...process.env, HALFSKY_DATA: join(folder, 'data'), DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    ),
  );
}

interface Json {
  documents: {
    file: string;
    chars: number;
    figures: { start: number; end: number; raw: string; value: number }[];
    checks: { holds: boolean | string; grade: string | null; message: string }[];
    sameness: {
      with: string;
      share: number;
      stretches: { start: number; otherStart: number; changed?: object[] }[];
    }[];
    error?: { code: string; message: string };
  }[];
}

describe('./halfsky read', () => {
  it('answers figures, checks and sameness as JSON, exit 0 also with findings, and opens no database', async () => {
    const ended = await read('wrong.txt', 'right.txt', '--against', 'old', '--json');
    expect(ended.code).toBe(0);
    const { documents } = JSON.parse(ended.out) as Json;
    expect(documents.map((d) => d.file)).toEqual(['wrong.txt', 'right.txt']);
    const [wrong] = documents;
    expect(wrong?.chars).toBe([...(WRONG + PASSAGE)].length);
    const points = [...(WRONG + PASSAGE)];
    for (const f of wrong?.figures ?? []) expect(points.slice(f.start, f.end).join('')).toBe(f.raw);
    expect(wrong?.figures.map((f) => f.value)).toEqual(expect.arrayContaining([261, 248, 9]));
    expect(wrong?.checks.some((c) => c.holds === false)).toBe(true);
    expect(wrong?.sameness).toHaveLength(1);
    expect(wrong?.sameness[0]?.with).toBe(join('old', 'last-year.txt'));
    expect(wrong?.sameness[0]?.share).toBeGreaterThan(0.6);
    expect(wrong?.sameness[0]?.stretches[0]?.changed).toContainEqual({
      kind: 'year',
      from: '2020',
      to: '2019',
    });
    expect(ended.err).toContain('noise.docx');
    expect(readdirSync(folder)).not.toContain('data');
  });

  it('speaks to a person: the finding with its line and words, the copy with its share', async () => {
    const { out, code } = await read('wrong.txt', '--against', 'old');
    expect(code).toBe(0);
    expect(out).toMatch(/第 1 行:.*261/);
    expect(out).toMatch(/雷同 {2}全文 \d+% 的字也在「old.last-year\.txt」里/);
  });

  it('--fail-on: 3 where that grade or a graver one occurs', async () => {
    expect((await read('wrong.txt', '--fail-on', 'ask')).code).toBe(3);
    expect((await read('right.txt', '--fail-on', 'ask')).code).toBe(0);
  });

  it('a file that cannot be read is told beside the others; exit 1', async () => {
    const ended = await read('right.txt', 'none.txt', join('old', 'noise.docx'), '--json');
    expect(ended.code).toBe(1);
    const { documents } = JSON.parse(ended.out) as Json;
    expect(documents[0]?.figures).toHaveLength(1);
    expect(documents[1]?.error?.code).toBe('file.missing');
    expect(ended.err).toContain('「none.txt」:没有这个文件');
  });

  it('says what is missing for the ledgers, and which folder is none', async () => {
    expect((await read('right.txt', '--unit', '350102')).err).toContain('--from');
    const none = await read('right.txt', '--against', 'nowhere');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('nowhere')]);
  });
});

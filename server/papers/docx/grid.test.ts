import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficialDocument, renderDocx } from './index.ts';

/** One line of text on a page, in millimetres from the paper's left and top edges; `text` without spaces. */
type Line = { left: number; right: number; middle: number; text: string };

const missing = [
  ['soffice', '--version'],
  ['pdftotext', '-v'],
].flatMap(([tool = '', flag = '']) => (spawnSync(tool, [flag]).error === undefined ? [] : [tool]));

const PITCH = 579 / 56.6929;
const prose =
  '全市各级妇联组织团结引领广大妇女在基层治理家庭教育创业就业关爱服务维护权益等方面积极作为取得明显成效';
const mixed =
  '全市共举办培训班72期，培训妇女1,234人次，同比增长12.5%；建成“妇女之家”356个、“儿童之家”218个，覆盖率达98.6%。';

function readPages(html: string): Line[][] {
  const mm = (points: string | undefined): number => (Number(points) / 72) * 25.4;
  return html
    .split('<page ')
    .slice(1)
    .map((page) => {
      const rows: Line[] = [];
      for (const [, x0, y0, x1, y1, text = ''] of page.matchAll(
        /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g,
      )) {
        const word = { left: mm(x0), right: mm(x1), middle: (mm(y0) + mm(y1)) / 2, text };
        const row = rows.find((line) => Math.abs(line.middle - word.middle) < 2);
        if (row === undefined) rows.push(word);
        else {
          row.text = word.left < row.left ? word.text + row.text : row.text + word.text;
          row.left = Math.min(row.left, word.left);
          row.right = Math.max(row.right, word.right);
        }
      }
      return rows.sort((a, b) => a.middle - b.middle);
    });
}

// The reason stands in the name and in the output, so that nobody takes a skipped measurement for a passed one.
const reason =
  missing.length === 0 ? 'measured on the PDF' : `NOT RUN: ${missing.join(' and ')} not installed`;

if (missing.length > 0) console.warn(`papers/docx grid: ${reason}`);

describe.runIf(missing.length === 0)(`the printed page (${reason})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-docx-'));
  const pages = new Map<string, Line[][]>();
  const paragraph = (text: string): OfficialDocument['blocks'][number] => ({
    kind: 'paragraph',
    runs: [{ text }],
  });
  const table: OfficialDocument['blocks'][number] = {
    kind: 'table',
    head: ['县区', '期数', '备注'],
    rows: Array.from({ length: 70 }, (_, row) => [`第${row + 1}县`, String(row * 137), '无']),
  };
  const documents: Record<string, OfficialDocument> = {
    pure: { title: '工作报告', blocks: [paragraph(prose.repeat(40))] },
    mixed: { title: '', blocks: [paragraph(mixed.repeat(30))] },
    parts: {
      title:
        '某某市妇女联合会关于上半年全市妇联系统家庭教育指导服务和妇女儿童权益保障工作有关情况及下半年工作安排的报告',
      addressee: '市委',
      header: { issuerMark: '某某市妇女联合会文件', number: '某妇〔2026〕8号' },
      blocks: [
        { kind: 'heading', level: 1, text: '一、情况' },
        paragraph(mixed),
        table,
        paragraph('特此报告。'),
      ],
      issuer: '某某市妇女联合会',
      date: '2026年1月6日',
      sample: true,
    },
    empty: { title: '', blocks: [] },
  };

  beforeAll(async () => {
    const files = [];
    for (const [name, doc] of Object.entries(documents)) {
      files.push(join(folder, `${name}.docx`));
      writeFileSync(join(folder, `${name}.docx`), await renderDocx(doc));
    }
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
      stdio: 'ignore',
    });
    for (const name of Object.keys(documents)) {
      execFileSync('pdftotext', ['-bbox-layout', join(folder, `${name}.pdf`), join(folder, `${name}.html`)]);
      pages.set(name, readPages(readFileSync(join(folder, `${name}.html`), 'utf8')));
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has 22 lines of 28 characters on a full page of Chinese text', () => {
    const full = pages.get('pure')?.slice(1, -1) ?? [];
    expect(full.length).toBeGreaterThanOrEqual(2);
    for (const page of full) {
      expect(page).toHaveLength(23); // 22 and the page number
      for (const line of page.slice(0, 22)) {
        expect([...line.text]).toHaveLength(28);
        expect(Math.abs(line.left - 28)).toBeLessThan(1);
        expect(Math.abs(line.right - 184)).toBeLessThan(1);
      }
      // Each glyph box of 16 pt stands inside its own row: row 1 begins at 37 mm, row 22 ends at 262 mm from the top.
      // Where in the row is up to the program and the font.
      page.slice(0, 22).forEach((line, row) => {
        expect(Math.abs(line.middle - (37 + PITCH * (row + 0.5)))).toBeLessThan((PITCH - 5.64) / 2);
        const before = page[row - 1];
        if (before !== undefined) expect(line.middle - before.middle).toBeCloseTo(PITCH, 1);
      });
    }
  });

  it('puts the title after two empty lines, indents by two characters and starts lines without punctuation', () => {
    const [title, first] = pages.get('pure')?.[0] ?? [];
    expect(title?.text).toBe('工作报告');
    expect(Math.abs((title?.middle ?? 0) - (37 + PITCH * 2.5))).toBeLessThan(1.5);
    expect(Math.abs((first?.left ?? 0) - (28 + (2 * 156) / 28))).toBeLessThan(1);
    const starts = (pages.get('mixed') ?? []).flat().map((line) => line.text.charAt(0));
    expect(starts.filter((char) => '，。；、”）%'.includes(char))).toEqual([]);
  });

  it('keeps 22 lines and both edges with digits and percent signs among the Chinese', () => {
    const page = pages.get('mixed')?.[1] ?? [];
    expect(page).toHaveLength(23);
    for (const line of page.slice(0, 22)) {
      expect(Math.abs(line.left - 28)).toBeLessThan(1.5);
      expect(line.right).toBeLessThan(185);
    }
  });

  it('stands the page number 7 mm under the block, odd right, even left, one character in', () => {
    const [odd, even] = (pages.get('pure') ?? []).map((page) => page.at(-1));
    expect(odd?.text).toBe('—1—');
    expect(even?.text).toBe('—2—');
    expect(Math.abs((odd?.right ?? 0) - (184 - 4.94))).toBeLessThan(1);
    expect(Math.abs((even?.left ?? 0) - (28 + 4.94))).toBeLessThan(1);
    expect(Math.abs((odd?.middle ?? 0) - 269)).toBeLessThan(1);
  });

  it('repeats the table head on each page, wraps a very long title and keeps every row', () => {
    const parts = pages.get('parts') ?? [];
    const heads = parts.filter((page) => page.some((line) => line.text === '县区期数备注'));
    expect(heads.length).toBeGreaterThanOrEqual(2);
    const text = parts
      .flat()
      .map((line) => line.text)
      .join('');
    for (const row of [1, 35, 70]) expect(text).toContain(`第${row}县`);
    expect(text).toContain('样例');
    expect(parts.flat().every((line) => line.left > 27 && line.right < 185)).toBe(true);
  });

  it('is one page when the document is empty', () => {
    expect(pages.get('empty')?.map((page) => page.map((line) => line.text))).toEqual([['—1—']]);
  });
});

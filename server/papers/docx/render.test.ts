import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OfficialDocument, renderDocx } from './index.ts';
import { zipParts } from './zip-parts.fixture.ts';

const small: OfficialDocument = {
  title: '关于上半年工作情况的报告',
  addressee: '市委',
  blocks: [{ kind: 'paragraph', runs: [{ text: '共培训妇女1,234人次。' }] }],
};

async function part(doc: OfficialDocument, path = 'word/document.xml'): Promise<string> {
  return zipParts(await renderDocx(doc)).get(path) ?? '';
}

/** The text of each paragraph, without markup. */
function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map((match) =>
    [...match[0].matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((text) => text[1]).join(''),
  );
}

describe('page and grid', () => {
  it('is A4 with the margins of 5.2.1 and a block of 156 × 225 mm', async () => {
    const xml = await part(small);
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    const margin = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml);
    const [top, right, bottom, left] = (margin ?? []).slice(1).map((twips) => Number(twips) / 56.6929);
    expect(top).toBeCloseTo(37, 1);
    expect(left).toBeCloseTo(28, 1);
    expect(210 - (left ?? 0) - (right ?? 0)).toBeCloseTo(156, 1);
    expect(297 - (top ?? 0) - (bottom ?? 0)).toBeCloseTo(225, 1);
  });

  it('sets a grid of 22 lines × 28 characters that fits the block', async () => {
    const xml = await part(small);
    const grid = /<w:docGrid w:type="linesAndChars" w:linePitch="(\d+)" w:charSpace="(-?\d+)"/.exec(xml);
    const line = Number(grid?.[1]);
    const cell = 16 + Number(grid?.[2]) / 4096;
    expect(Math.floor(12756 / line)).toBe(22);
    expect(Math.floor(8845 / 20 / cell)).toBe(28);
    expect(cell).toBeCloseTo(15.79, 2);
  });

  it('keeps punctuation inside the line, lines exact and no automatic space around digits', async () => {
    const styles = await part(small, 'word/styles.xml');
    const normal = /w:styleId="Normal">.*?<\/w:style>/s.exec(styles)?.[0] ?? '';
    for (const rule of [
      '<w:kinsoku w:val="1"/>',
      '<w:overflowPunct w:val="0"/>',
      '<w:autoSpaceDE w:val="0"/>',
      '<w:autoSpaceDN w:val="0"/>',
      '<w:widowControl w:val="0"/>',
      'w:line="579" w:lineRule="exact"',
      '<w:jc w:val="both"/>',
      '<w:sz w:val="32"/>',
      'w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"',
    ]) {
      expect(normal).toContain(rule);
    }
    expect(await part(small, 'word/settings.xml')).toContain('doNotCompress');
  });
});

describe('fonts and parts', () => {
  it('names each font with its fallback and embeds none', async () => {
    const parts = zipParts(await renderDocx(small));
    const table = parts.get('word/fontTable.xml') ?? '';
    expect(table).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体,');
    expect(table).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,');
    expect(table).toContain('<w:font w:name="楷体_GB2312"><w:altName w:val="楷体,');
    expect([...parts.keys()].filter((path) => path.startsWith('word/fonts/'))).toEqual([]);
  });

  it('gives the headings 黑体, 楷体 and 仿宋', async () => {
    const styles = await part(small, 'word/styles.xml');
    for (const [id, font] of [
      ['Heading1', '黑体'],
      ['Heading2', '楷体_GB2312'],
      ['Heading3', '仿宋_GB2312'],
      ['Title', '方正小标宋简体'],
    ]) {
      const style = new RegExp(`w:styleId="${id}">.*?</w:style>`, 's').exec(styles)?.[0];
      expect(style).toContain(`w:eastAsia="${font}"`);
    }
    const xml = await part({
      title: '',
      blocks: [1, 2, 3].map((level) => ({
        kind: 'heading',
        level: level as 1 | 2 | 3,
        text: `标题${level}`,
      })),
    });
    expect([...xml.matchAll(/<w:pStyle w:val="(\w+)"\/>/g)].map((match) => match[1])).toEqual([
      'Heading1',
      'Heading2',
      'Heading3',
    ]);
  });

  it('writes the page number as a field, odd right and even left, and 样例 only on a sample', async () => {
    const parts = zipParts(await renderDocx(small));
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    expect(parts.get('word/document.xml')).toMatch(
      /footerReference w:type="default".*footerReference w:type="even"/s,
    );
    const order = (path: string): string =>
      (parts.get(path) ?? '')
        .replace(/.*<w:p>/s, '')
        .replace(/<w:tab\/>/, '⇥')
        .replace(/<w:instrText[^>]*>/, '#')
        .replace(/<[^>]*>/g, '')
        .replace('PAGE', '');
    expect(order('word/footer1.xml')).toBe('⇥— # —');
    expect(order('word/footer2.xml')).toBe('— # —⇥');
    expect(await part({ ...small, sample: true }, 'word/footer1.xml')).toContain('样例');
    expect(parts.get('word/footer1.xml')).not.toContain('样例');
  });

  it('repeats table heads, fills ragged rows, right-aligns numbers and uses tabular digits', async () => {
    const xml = await part({
      title: '表',
      blocks: [{ kind: 'table', caption: '表1', head: ['县', '期数'], rows: [['甲县', '12'], ['乙县']] }],
    });
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(3);
    expect(xml.match(/<w:tc>/g)).toHaveLength(6);
    expect(xml.match(/<w:jc w:val="right"\/>/g)).toHaveLength(2);
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8845);
    expect(await part(small, 'word/styles.xml')).toContain('<w14:numSpacing w14:val="tabular"/>');
  });

  it('ends the addressee with one full-width colon and numbers several attachments', async () => {
    const xml = await part({
      ...small,
      addressee: '市委:',
      blocks: [{ kind: 'attachment-note', items: ['甲表。', '乙表'] }],
    });
    expect(paragraphs(xml)).toEqual([small.title, '市委：', '附件：1.甲表', '2.乙表']);
    expect(
      paragraphs(await part({ ...small, blocks: [{ kind: 'attachment-note', items: ['甲表'] }] })),
    ).toContain('附件：甲表');
  });

  it('centres the issuer over a date that stands four characters from the right', async () => {
    const xml = await part({ title: '', blocks: [], issuer: '某市妇联', date: '2026年1月6日' });
    const insets = [...xml.matchAll(/<w:ind w:right="(\d+)"\/>/g)].map(
      (match) => Number(match[1]) / (8845 / 28),
    );
    expect(insets.map((inset) => Math.round(inset * 100) / 100)).toEqual([5, 4]);
  });
});

describe('properties and determinism', () => {
  it('holds the title and the given time, and no author', async () => {
    const zip = await renderDocx(small, { created: new Date('2026-01-06T08:00:00Z') });
    const core = zipParts(zip).get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:title>关于上半年工作情况的报告</dc:title>');
    expect(core).toContain('2026-01-06T08:00:00Z</dcterms:created>');
    expect(core).not.toMatch(/creator|lastModifiedBy|Un-named/);
    expect(await part(small, 'docProps/core.xml')).not.toContain('dcterms:created');
  });

  it('gives equal bytes for equal documents', async () => {
    const first = await renderDocx(small);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await renderDocx(structuredClone(small))).equals(first)).toBe(true);
  });

  it('opens without content', async () => {
    expect(await part({ title: '', blocks: [] })).toMatch(/<w:body><w:p>.*<w:sectPr>/s);
  });
});

/** Every tag closed in order, no raw &, < or forbidden character: what a strict XML reader would ask. */
function wellFormed(xml: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for exactly those
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed()) return false;
  if (/&(?!(amp|lt|gt|quot|apos);)/.test(xml) || xml.includes(']]>')) return false;
  const open: string[] = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) return false;
    } else if (empty !== '/') open.push(name ?? '');
  }
  return open.length === 0;
}

describe('hostile text', () => {
  it('survives control characters, ]]>, &, emoji and astral characters in every field', async () => {
    const evil = '甲\u0000\u0008]]>&<b>"\'😀𠮷\ud800\ufffe乙';
    const doc: OfficialDocument = {
      title: evil,
      addressee: evil,
      blocks: [
        { kind: 'heading', level: 1, text: evil },
        { kind: 'paragraph', runs: [{ text: `${evil}\n${evil}`, mark: 'missing' }] },
        { kind: 'table', caption: evil, head: [evil], rows: [[evil]] },
        { kind: 'attachment-note', items: [evil, evil] },
      ],
      issuer: evil,
      date: evil,
      header: { issuerMark: evil, number: evil, urgency: evil, signatory: evil },
      sources: [{ figure: evil, shown: evil, rule: evil }],
    };
    const parts = zipParts(await renderDocx(doc));
    expect(wellFormed(parts.get('word/document.xml') ?? '')).toBe(true);
    expect(wellFormed(parts.get('docProps/core.xml') ?? '')).toBe(true);
    expect(parts.get('word/document.xml')).toContain('甲]]&gt;&amp;&lt;b&gt;&quot;&apos;😀𠮷\ufffd乙');
  });

  it('gives well-formed XML for any text and any table', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(text, { maxLength: 5 }),
        fc.array(fc.array(text, { maxLength: 8 }), { maxLength: 4 }),
        async (title, head, rows) => {
          const parts = zipParts(
            await renderDocx({
              title,
              blocks: [
                { kind: 'table', head, rows },
                { kind: 'paragraph', runs: [{ text: title }] },
              ],
            }),
          );
          expect(wellFormed(parts.get('word/document.xml') ?? '<')).toBe(true);
          expect(wellFormed(parts.get('docProps/core.xml') ?? '<')).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

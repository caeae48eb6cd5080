import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { documentText, fileText, UnreadableFile } from './index.ts';
import { docxParts, pdfOf, zipOf } from './testing-files.ts';

const TEXT = '青禾市妇联今年举办培训班24期,培训妇女1860人次。\r\n其中家政服务班9期。\n';
/** 共5期,青禾市妇联(样例) */
const GB_SHORT = Buffer.from('b9b235c6da2cc7e0bacccad0b8bec1aa', 'hex');
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** The code of what is thrown; the sentence must be Chinese and say what to do. */
async function refused(bytes: Uint8Array): Promise<string> {
  const error = await documentText(bytes).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(UnreadableFile);
  expect((error as UnreadableFile).message).toMatch(/^(?:Word |PDF )?\p{Script=Han}.*。$/u);
  return (error as UnreadableFile).code;
}

describe('text files', () => {
  it('UTF-8 with and without its mark, UTF-16 of both kinds with and without: the same words, line ends kept', async () => {
    const utf16 = Buffer.from(TEXT, 'utf16le');
    const swapped = Buffer.from(TEXT, 'utf16le').swap16();
    for (const bytes of [
      Buffer.from(TEXT),
      Buffer.from(`\ufeff${TEXT}`),
      utf16,
      Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
      swapped,
      Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(),
    ])
      expect(await documentText(bytes)).toBe(TEXT);
  });

  it('GB18030 is detected, also in a line of few words', async () => {
    expect(await documentText(GB_SHORT)).toBe('共5期,青禾市妇联');
  });

  it('UTF-8 that was cut in the middle of a character is still UTF-8', async () => {
    const cut = Buffer.from(TEXT.repeat(3)).subarray(0, -5);
    expect(await documentText(cut)).toContain('其中家政服务班9期');
  });

  it('nothing, blanks, noise, old Word, RTF: a sentence each', async () => {
    expect(await refused(Buffer.alloc(0))).toBe('empty');
    expect(await refused(Buffer.from('\ufeff \r\n\t'))).toBe('empty');
    expect(
      await refused(Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256))),
    ).toBe('binary');
    const container = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
    expect(await refused(container)).toBe('old-word');
    container.write('EncryptedPackage', 1_000, 'utf16le');
    expect(await refused(container)).toBe('encrypted');
    expect(await refused(Buffer.from('{\\rtf1 x}'))).toBe('rtf');
  });
});

describe('Word files', () => {
  it('paragraphs are lines; breaks, table rows and cells stay apart; deleted words are gone', async () => {
    const body = `${paragraph('全市共12个')}<w:p><w:r><w:t>共12</w:t><w:br/><w:t>3、下面</w:t></w:r><w:del><w:r><w:delText>删掉</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc>${paragraph('城区')}</w:tc><w:tc>${paragraph('12')}</w:tc></w:tr></w:tbl>`;
    expect(await documentText(zipOf(docxParts(body)))).toBe('全市共12个\n共12\n3、下面\n城区\t12\n');
  });

  it('reads what a word processor writes', async () => {
    const made = new Document({
      sections: [
        {
          children: TEXT.trim()
            .split('\r\n')
            .map((t) => new Paragraph(t)),
        },
      ],
    });
    expect(await documentText(await Packer.toBuffer(made))).toBe(TEXT.replace('\r\n', '\n'));
  });

  it('a bomb with lying sizes, a lock, another zip, a broken one: a sentence each', async () => {
    const bomb = docxParts(paragraph('0'.repeat(40_000_000)));
    expect(await refused(zipOf(bomb, { claimedSize: 1_000 }))).toBe('bomb');
    expect(await refused(zipOf(docxParts(paragraph('x')), { locked: true }))).toBe('encrypted');
    expect(await refused(zipOf({ 'xl/workbook.xml': '<x/>' }))).toBe('not-word');
    expect(await refused(zipOf(docxParts('<w:p>')))).toBe('broken-word');
    expect(await refused(zipOf(docxParts(paragraph('x'))).subarray(0, 300))).toBe('broken-word');
    expect(await refused(zipOf(docxParts(paragraph(''))))).toBe('empty');
  });

  it('nesting without end ends with a sentence', async () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(30_000)}${paragraph('x')}${'</w:sdtContent></w:sdt>'.repeat(30_000)}`;
    expect(['broken-word', 'too-heavy']).toContain(await refused(zipOf(docxParts(deep))));
  });

  it('a file that takes too long is stopped', async () => {
    const long = zipOf(docxParts(paragraph('慢').repeat(100_000)));
    await expect(convert('docx', long, 0.05)).rejects.toMatchObject({ code: 'too-slow' });
  });
});

describe('PDF files', () => {
  it('pages of lines; a line that the page broke is joined; radicals are characters', async () => {
    const pages = [
      [
        '全市共举办培训班24期,培训妇女1860人次,其中家政服',
        '务班九期、育婴员班六期,都在年底前办完,学员们都反映',
        '很好。',
        '下一段',
      ],
      ['第二页⼥⼯⻓'],
    ];
    expect(await documentText(pdfOf(pages))).toBe(
      '全市共举办培训班24期,培训妇女1860人次,其中家政服务班九期、育婴员班六期,都在年底前办完,学员们都反映很好。\n下一段\n\n第二页女工长\n',
    );
  });

  it('without text, with letters that have no code, broken: a sentence each', async () => {
    expect(await refused(pdfOf([[]]))).toBe('pdf-no-text');
    expect(await refused(pdfOf([['全市共举办培训班']], 'gbk'))).toMatch(/^pdf-no/);
    expect(await refused(pdfOf([['全市']]).subarray(0, 400))).toBe('broken-pdf');
  });
});

describe('files of the disk', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halfsky-files-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads a file; says what is missing or a folder', async () => {
    writeFileSync(join(folder, 'a.txt'), TEXT);
    expect(await fileText(join(folder, 'a.txt'))).toBe(TEXT);
    await expect(fileText(join(folder, 'b.txt'))).rejects.toMatchObject({ code: 'missing' });
    await expect(fileText(folder)).rejects.toMatchObject({ code: 'folder' });
    await expect(fileText('/dev/zero')).rejects.toMatchObject({ code: 'device' });
  });
});

describe('any bytes', () => {
  it('give a text or a sentence, never another error', async () => {
    const zip = zipOf(docxParts(paragraph('青禾市妇联')));
    const pdf = pdfOf([['青禾市妇联']]);
    const spoilt = (whole: Buffer): fc.Arbitrary<Uint8Array> =>
      fc
        .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
        .map((changes) => {
          const copy = Buffer.from(whole);
          for (const [at, byte] of changes) copy[at] = byte;
          return copy;
        });
    const settled = async (bytes: Uint8Array): Promise<void> => {
      const answer = await documentText(bytes).catch((e: unknown) => e);
      expect(typeof answer === 'string' || answer instanceof UnreadableFile).toBe(true);
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), settled));
    await fc.assert(fc.asyncProperty(fc.oneof(spoilt(zip), spoilt(pdf)), settled), { numRuns: 12 });
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../docx/index.ts';
import { PRINT_CSS, renderHtml } from './index.ts';

const doc: OfficialDocument = {
  title: '工作报告',
  addressee: '市委:',
  blocks: [
    { kind: 'heading', level: 1, text: '一、情况' },
    {
      kind: 'paragraph',
      runs: [
        { text: '培训' },
        { text: '72', ref: 'training.sessions' },
        { text: '期，' },
        { text: '？', mark: 'missing' },
      ],
    },
    { kind: 'table', caption: '表1', head: ['县', '期数'], rows: [['甲县']], align: ['left', 'right'] },
    { kind: 'attachment-note', items: ['名单'] },
  ],
  issuer: '某市妇联',
  date: '2026年1月6日',
  sample: true,
};

describe('the paper as HTML', () => {
  it('is one article with headings, a figure to open and a table', () => {
    const page = renderHtml(doc);
    expect(page).toMatch(
      /^<article class="paper"><h1>工作报告<\/h1><p class="flush">市委：<\/p><h2>一、情况<\/h2>/,
    );
    expect(page).toContain(
      '培训<button type="button" data-figure="training.sessions">72</button>期，<mark>？</mark>',
    );
    expect(page).toContain('<th scope="col" style="text-align:left">县</th>');
    expect(page).toContain('<td style="text-align:left">甲县</td><td style="text-align:right"></td>');
    expect(page).toContain('样例');
    expect(page).not.toContain('class="number"');
  });

  it('escapes every field', () => {
    const evil = '"><script>alert(1)</script>\'&\u0000';
    const page = renderHtml({
      title: evil,
      addressee: evil,
      header: { issuerMark: evil, number: evil, urgency: evil, signatory: evil },
      blocks: [
        { kind: 'heading', level: 2, text: evil },
        { kind: 'paragraph', runs: [{ text: evil, ref: evil, bold: true, mark: 'missing' }] },
        { kind: 'table', caption: evil, head: [evil], rows: [[evil]] },
        { kind: 'attachment-note', items: [evil] },
      ],
      issuer: evil,
      date: evil,
      sources: [{ figure: evil, shown: evil, rule: evil }],
    });
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u0000');
    // 6 of the title, addressee and header, 7 in the blocks (a run's text and its ref), 2 of the signature, 3 of the source.
    expect(page.match(/&lt;script&gt;/g)).toHaveLength(18);
  });

  it('prints on A4 with the margins of the standard', () => {
    expect(PRINT_CSS).toContain('@page { size: A4; margin: 37mm 26mm 35mm 28mm; }');
  });
});

import type { Block, OfficialDocument, Run } from '../docx/index.ts';

/** Escapes for HTML text and double-quoted attributes; drops controls that HTML cannot hold. */
function html(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}--\n]/gv, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const element = (tag: string, text: string | undefined, attributes = ''): string =>
  text === undefined || text.trim() === '' ? '' : `<${tag}${attributes}>${html(text)}</${tag}>`;

function run({ text, bold, mark, ref }: Run): string {
  let inner = html(text);
  if (bold === true) inner = `<strong>${inner}</strong>`;
  if (mark === 'missing') inner = `<mark>${inner}</mark>`;
  return ref === undefined ? inner : `<button type="button" data-figure="${html(ref)}">${inner}</button>`;
}

function table(block: Extract<Block, { kind: 'table' }>): string {
  const columns = Math.max(block.head.length, ...block.rows.map((row) => row.length));
  const style = (at: number): string => {
    const align = block.align?.[at];
    return align === undefined ? '' : ` style="text-align:${align}"`;
  };
  const row = (cells: string[], tag: string, extra: string): string =>
    `<tr>${Array.from({ length: columns }, (_, at) => `<${tag}${extra}${style(at)}>${html(cells[at] ?? '')}</${tag}>`).join('')}</tr>`;
  const head = block.head.length > 0 ? `<thead>${row(block.head, 'th', ' scope="col"')}</thead>` : '';
  const rows = block.rows.map((cells) => row(cells, 'td', '')).join('');
  return `<table>${element('caption', block.caption)}${head}<tbody>${rows}</tbody></table>`;
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return element(`h${part.level + 1}`, part.text);
    case 'paragraph':
      return part.runs.length === 0 ? '' : `<p>${part.runs.map(run).join('')}</p>`;
    case 'table':
      return table(part);
    case 'attachment-note':
      return part.items.length === 0
        ? ''
        : `<section aria-label="附件说明"><p>附件：</p><ol class="notes">${part.items.map((item) => element('li', item)).join('')}</ol></section>`;
  }
}

/**
 * The same document as an HTML fragment, `<article class="paper">`, for the screen and for printing with `PRINT_CSS`.
 * Every text is escaped. A run with `ref` becomes `<button data-figure>`, so that a reader can open the figure.
 */
export function renderHtml(doc: OfficialDocument): string {
  const { header } = doc;
  const signatory = header?.signatory === undefined ? '' : `　签发人：${header.signatory}`;
  const addressee = (doc.addressee ?? '').replace(/[:：]+$/u, '');
  const sources = doc.sources ?? [];
  return [
    '<article class="paper">',
    element('p', header?.urgency, ' class="flush"'),
    element('p', header?.issuerMark, ' class="mark"'),
    element('p', `${header?.number ?? ''}${signatory}`, ' class="number"'),
    element('h1', doc.title),
    element('p', addressee === '' ? '' : `${addressee}：`, ' class="flush"'),
    ...doc.blocks.map(block),
    element('p', doc.issuer, ' class="sign"'),
    element('p', doc.date, ' class="sign"'),
    doc.sample === true ? '<p class="flush">样例</p>' : '',
    sources.length === 0
      ? ''
      : table({
          kind: 'table',
          caption: '数字来源',
          head: ['数字', '本文写作', '口径'],
          rows: sources.map((source) => [source.figure, source.shown, source.rule]),
        }),
    '</article>',
  ].join('');
}

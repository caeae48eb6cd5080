/** Text that is HTML already; anything else is escaped where it is put in. */
export interface Html {
  readonly html: string;
}
type Piece = string | number | Html | readonly Html[] | false | null | undefined;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => SIGNS[c] ?? c);

function show(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'html' in piece ? piece.html : piece.map((p) => p.html).join('');
}

/** html`<p>${name}</p>`: every value is escaped, save other HTML. */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: texts.map((text, i) => text + (i < pieces.length ? show(pieces[i]) : '')).join('') };
}

/** HTML from a library of ours (the square of an authenticator), as it is. */
export const trusted = (text: string): Html => ({ html: text });

/** What Excel takes in one cell. */
const MOST_CHARS = 32_767;

/**
 * Text for a cell of an .xlsx, as XML (SECURITY 28). It stands in a cell of type text, so no sign at its start makes it a
 * formula; what XML forbids is left out; `_x0041_` is kept from being read as a letter.
 */
export function cellXml(text: string): string {
  // Most texts hold nothing of the kind, and a hundred thousand rows have a million of them.
  if (text.length <= MOST_CHARS && !UNSAFE.test(text)) return text;
  const kept = text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS - 1)}…` : text;
  return (
    kept
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden in XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
      .replace(/\r\n?/g, '\n')
  );
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
const UNSAFE = /[\u0000-\u001f&<>"_\ud800-\udfff\ufffe\uffff]/;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Signs at which a spreadsheet begins to calculate, in both widths, also behind spaces and marks that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL, tab and return at the start are among them
const BEGINS = /^[\s\u0000\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\u0000]/;

/** Text for a cell of a .csv: what would be a formula gets the apostrophe that Excel shows to nobody. */
export function cellCsv(text: string): string {
  const safe = BEGINS.test(text) ? `'${text.replaceAll('\u0000', '')}` : text.replaceAll('\u0000', '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

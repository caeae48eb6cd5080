/**
 * Makes any string safe as XML text: drops what XML 1.0 forbids (C0 controls, U+FFFE, U+FFFF), mends lone surrogates,
 * and turns tabs into a space. Newlines stay, for the caller to split at. Escaping of & < > is the writer's work.
 */
export function safeText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to drop
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2060\ufeff\ufffe\uffff]/g, '')
  );
}

/** `safeText` on one line: every newline becomes nothing, since Chinese has no space between words. */
export function lineText(text: string): string {
  return safeText(text).replaceAll('\n', '').trim();
}

/** Escapes a safe text for XML element content and attributes; used only for the parts written by hand. */
export function xmlText(text: string): string {
  return safeText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Width of a line in character cells: ASCII takes half a cell, everything else a whole one. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const char of text) width += char <= '\u007f' ? 0.5 : 1;
  return width;
}

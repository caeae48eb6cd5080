import mammoth from 'mammoth';
import { inspectDocx } from './inspect-zip.ts';
import { UnreadableFile } from './unreadable.ts';

/** What mammoth makes of a document: text, paragraphs, tables; only what is read here. */
interface Element {
  readonly type: string;
  readonly value?: string;
  readonly breakType?: string;
  readonly children?: readonly Element[];
  readonly notes?: { readonly _notes?: Readonly<Record<string, { readonly body?: readonly Element[] }>> };
}

/**
 * The text of a .docx: a paragraph a line, a table row a line with its cells apart by tabs, foot and end notes at the end.
 * Numbers that Word makes itself (automatic lists) are not in the file and not in the text. Throws UnreadableFile.
 */
export async function wordText(bytes: Uint8Array): Promise<string> {
  inspectDocx(bytes);
  let document: Element | null = null;
  try {
    await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        // Only its reading is wanted: an empty document is all that is left to convert, and no image is unpacked.
        transformDocument: (read: Element) => {
          document = read;
          return { ...read, children: [] };
        },
      },
    );
  } catch {
    throw new UnreadableFile('broken-word');
  }
  if (document === null) throw new UnreadableFile('broken-word');
  const { children, notes } = document as Element;
  const out: string[] = [];
  for (const child of children ?? []) write(child, out);
  for (const note of Object.values(notes?._notes ?? {}))
    for (const child of note.body ?? []) write(child, out);
  return out.join('');
}

function write(element: Element, out: string[]): void {
  const each = (): void => {
    for (const child of element.children ?? []) write(child, out);
  };
  switch (element.type) {
    case 'text':
      out.push(element.value ?? '');
      return;
    case 'tab':
      out.push('\t');
      return;
    case 'break':
      out.push('\n');
      return;
    case 'paragraph':
      each();
      out.push('\n');
      return;
    case 'tableRow':
      out.push(`${(element.children ?? []).map(cellText).join('\t')}\n`);
      return;
    default:
      each();
  }
}

/** A cell on one line: its paragraphs joined by blanks. */
function cellText(cell: Element): string {
  const out: string[] = [];
  write(cell, out);
  return out.join('').trimEnd().replace(/\n+/g, ' ');
}

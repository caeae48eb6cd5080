/** One stretch of text. `missing` marks a figure nobody has counted yet; `ref` names the figure behind the text (screen only, the .docx ignores it). */
export type Run = { text: string; bold?: boolean; mark?: 'missing'; ref?: string };

export type Align = 'left' | 'right' | 'center';

/** One block of the main part (正文). Headings carry their own numbers (一、 / （一） / 1.). */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'table'; caption?: string; head: string[]; rows: string[][]; align?: Align[] }
  | { kind: 'attachment-note'; items: string[] };

/** Where one figure comes from: its name, how it is printed, and the counting rule (口径) in words. */
export type FigureSource = { figure: string; shown: string; rule: string };

/** The head of a formal document (版头): red mark, number, urgency, and the signer of a document sent upward. */
export interface DocumentHeader {
  issuerMark?: string;
  number?: string;
  urgency?: string;
  signatory?: string;
}

/** A finished official document (公文), independent of how it is printed. A newline in `title` is a line break chosen by hand. */
export interface OfficialDocument {
  title: string;
  addressee?: string;
  blocks: Block[];
  issuer?: string;
  /** In the printed form, 2014年1月6日: Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4). */
  date?: string;
  header?: DocumentHeader;
  /** Prints 样例 beside the page number, so that a sample is never taken for an issued paper. */
  sample?: boolean;
  /** When given, a last page lists every figure with its rule. */
  sources?: FigureSource[];
}

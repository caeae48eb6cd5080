/** What accounts ask of the room that knows workbooks; filled where the house is wired. */
export interface TableBooks {
  /** The first sheet that holds something, row by row as text. Throws a refusal of the file. */
  read(bytes: Uint8Array): Promise<readonly (readonly string[])[]>;
  /** A workbook to be filled in. */
  write(table: {
    readonly title: string;
    readonly columns: readonly {
      readonly header: string;
      readonly must: boolean;
      readonly note: string;
      readonly width: number;
      /** Offered in the cell; other text may be written. */
      readonly choices?: readonly string[];
    }[];
    readonly example: readonly string[];
    readonly intro: readonly string[];
  }): Promise<Uint8Array>;
}

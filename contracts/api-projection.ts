/** What stands behind a line of a ledger: a matter that made it (事项形成的记录), named only to who may see it. */
export interface MatterBehind {
  readonly ofMatter: boolean;
  readonly matter: { readonly id: string; readonly number: string } | null;
}

/**
 * The table-class manifest (DESIGN §7 rule 1): what each table becomes on Citus.
 * distributed: by region_code · reference: a copy on every node, not hot · local: on the coordinator only.
 */
export type TableClass = 'distributed' | 'reference' | 'local';

export const TABLE_CLASSES: Readonly<Record<string, TableClass>> = {
  unit: 'reference',
  unit_span: 'reference',
  unit_break: 'reference',
  unit_event: 'reference',
  definition: 'reference',
  person: 'distributed',
  post: 'distributed',
  audit_event: 'distributed',
  audit_chain: 'distributed',
  entry: 'distributed',
  entry_version: 'distributed',
  answered_request: 'distributed',
  stated_zero: 'distributed',
  search_row: 'distributed',
  fact: 'distributed',
  cell: 'distributed',
  coverage: 'distributed',
  fold_outbox: 'distributed',
  paper: 'distributed',
  taught_subject: 'distributed',
  kept_text: 'distributed',
  kept_print: 'distributed',
  audit_head: 'distributed',
  account: 'local',
  account_post: 'local',
  session: 'local',
  sign_in_failure: 'local',
  first_code: 'local',
  audit_sealer: 'local',
  answer_memo: 'local',
  migration: 'local',
};

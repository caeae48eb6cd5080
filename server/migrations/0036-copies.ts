/**
 * Copies (备份): a value sealed with this house's keys, by which a start knows that its keys.json is the one that the
 * database was sealed with; and of each backup whether it lies enciphered.
 */
export const name = '0036-copies';
export const sql = `
CREATE TABLE key_check (
  name text COLLATE "C" PRIMARY KEY,
  sealed text COLLATE "C" NOT NULL,
  print text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL
);
ALTER TABLE backup_run ADD COLUMN sealed boolean NOT NULL DEFAULT false;
`;

/**
 * Figures (数字): facts are one row per line × measure; cells are sums by unit × measure × split × piece.
 * They are derived, so they carry no foreign key: it would ask, and lock, once a row what the line's own save has settled.
 * A piece is a month, cut where the unit's place in the tree changed, so a cell never spans a move.
 */
export const name = '0004-figures';
export const sql = `
CREATE TABLE fact (
  region_code text COLLATE "C" NOT NULL,
  entry_id uuid NOT NULL,
  measure text COLLATE "C" NOT NULL,
  part smallint NOT NULL,
  unit_id uuid NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  day date NOT NULL,
  value numeric NOT NULL,
  splits text[] COLLATE "C" NOT NULL,
  person text COLLATE "C",
  opening_until date,
  PRIMARY KEY (region_code, entry_id, measure, part)
);
CREATE INDEX fact_by_unit ON fact (unit_id, measure, day);
CREATE INDEX fact_by_day ON fact (measure, day, unit_path);
CREATE INDEX fact_opening ON fact (measure, opening_until) WHERE opening_until IS NOT NULL;

CREATE TABLE cell (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL,
  measure text COLLATE "C" NOT NULL,
  split text COLLATE "C" NOT NULL,
  piece date NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  own_n int NOT NULL DEFAULT 0,
  own_v numeric NOT NULL DEFAULT 0,
  office_n int NOT NULL DEFAULT 0,
  office_v numeric NOT NULL DEFAULT 0,
  below_n int NOT NULL DEFAULT 0,
  below_v numeric NOT NULL DEFAULT 0,
  own_opening numeric NOT NULL DEFAULT 0,
  rest_opening numeric NOT NULL DEFAULT 0,
  PRIMARY KEY (region_code, unit_id, measure, split, piece)
) WITH (fillfactor = 85);

CREATE TABLE coverage (
  region_code text COLLATE "C" NOT NULL,
  unit_id uuid NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  month date NOT NULL,
  unit_path text COLLATE "C" NOT NULL,
  lines int NOT NULL,
  zero boolean NOT NULL,
  PRIMARY KEY (region_code, unit_id, ledger, month)
);
CREATE INDEX coverage_by_ledger ON coverage (ledger, month, unit_path) INCLUDE (unit_id);
CREATE INDEX coverage_zero ON coverage (ledger, unit_path, month) WHERE zero;

CREATE TABLE fold_outbox (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);

CREATE TABLE answer_memo (
  unit_id uuid NOT NULL,
  question text COLLATE "C" NOT NULL,
  ledger text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  answer jsonb NOT NULL,
  PRIMARY KEY (unit_id, question)
);
CREATE INDEX answer_memo_ledger ON answer_memo (ledger, from_day);

CREATE TABLE paper (
  region_code text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  unit_id uuid NOT NULL REFERENCES unit (id),
  unit_path text COLLATE "C" NOT NULL,
  template text COLLATE "C" NOT NULL,
  template_version int NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  state text COLLATE "C" NOT NULL,
  version int NOT NULL,
  explanations jsonb NOT NULL,
  frozen jsonb,
  account_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (region_code, id)
);
CREATE INDEX paper_unit ON paper (unit_id, template, from_day);
`;

import Input from 'antd/es/input';
import { type ReactNode, useEffect, useState } from 'react';
import {
  BATCH_COLUMNS,
  type BatchCheck,
  type BatchField,
  type BatchRow,
  type BatchTexts,
} from '../../../../contracts/api-account-batches.ts';

const FIELDS = Object.keys(BATCH_COLUMNS) as BatchField[];

/** Every person of the table: those to be mended first, their cells open to be typed into. */
export function BulkRows(props: {
  check: BatchCheck;
  busy: boolean;
  changed: (rows: readonly BatchTexts[]) => void;
}): ReactNode {
  const { check } = props;
  const texts = check.rows.map((r) => r.texts);
  const rank = (r: BatchRow): number => (r.problems.length > 0 ? 0 : r.known ? 2 : 1);
  return (
    <div className="table-box tall">
      <table className="lines plain import-rows" aria-label="名单">
        <thead>
          <tr>
            <th scope="col">第几人</th>
            {FIELDS.map((f) => (
              <th key={f} scope="col">
                {BATCH_COLUMNS[f]}
              </th>
            ))}
            <th scope="col">情况</th>
          </tr>
        </thead>
        <tbody>
          {check.rows
            .slice()
            .sort((a, b) => rank(a) - rank(b) || a.n - b.n)
            .map((r) => (
              <tr key={r.n}>
                <td className="number">{r.n}</td>
                {FIELDS.map((f) => (
                  <td key={f} className={r.problems.some((p) => p.field === f) ? 'wrong' : ''}>
                    {r.problems.length > 0 ? (
                      <CellInput
                        label={`第 ${r.n} 人的${BATCH_COLUMNS[f]}`}
                        value={r.texts[f]}
                        invalid={r.problems.some((p) => p.field === f)}
                        disabled={props.busy}
                        settle={(value) =>
                          props.changed(texts.map((t, i) => (i === r.n - 1 ? { ...t, [f]: value } : t)))
                        }
                      />
                    ) : (
                      shown(r, f)
                    )}
                  </td>
                ))}
                <td className="row-state">
                  {r.problems.length > 0 ? (
                    r.problems.map((p) => (
                      <p key={p.field + p.message} className="problem">
                        <span className="sign late">✗</span> {p.message}
                      </p>
                    ))
                  ) : r.known ? (
                    <span className="hint">已有账号 {r.known},不再建</span>
                  ) : (
                    <span>
                      <span className="sign done">✓</span> 可以建
                    </span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** As it would be made; what the system fills in itself is lighter than what she wrote. */
function shown(r: BatchRow, field: BatchField): ReactNode {
  if (!r.made || field === 'name') return r.texts[field];
  const made = { unit: r.made.unitName, role: r.made.roleName, title: r.made.title, login: r.made.login }[
    field
  ];
  return r.texts[field].trim() === '' ? <span className="hint">{made}</span> : made;
}

/** Typed freely; told when she leaves the cell or presses Enter, and only when something changed. */
function CellInput(props: {
  label: string;
  value: string;
  invalid: boolean;
  disabled: boolean;
  settle: (value: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(props.value);
  useEffect(() => setTyped(props.value), [props.value]);
  const settle = (): void => {
    if (typed !== props.value) props.settle(typed);
  };
  return (
    <Input
      size="small"
      aria-label={props.label}
      status={props.invalid ? 'error' : ''}
      value={typed}
      readOnly={props.disabled}
      maxLength={200}
      onChange={(e) => setTyped(e.target.value)}
      onBlur={settle}
      onPressEnter={settle}
    />
  );
}

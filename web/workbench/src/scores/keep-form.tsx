import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { KeptSheet, SheetRow, SheetView } from '../../../../contracts/api-assessments.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { refreshAll } from '../queries.ts';
import { isWireError, send, sentenceOf } from '../wire.ts';
import { SHEET } from './queries.ts';

/** Puts a mark on record: what stands on her paper is compared with the ledgers, and what differs is said with both numbers. */
export function KeepForm(props: {
  view: SheetView;
  row: SheetRow;
  close: (said: string) => void;
}): ReactNode {
  const { view, row } = props;
  const [requestKey] = useState(() => crypto.randomUUID());
  const [total, setTotal] = useState(String(row.total ?? ''));
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>({});
  const [remark, setRemark] = useState('');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const typed = Object.entries(marks).filter(([, text]) => text.trim() !== '');
      const kept = await send<KeptSheet>(`/assessments/${SHEET}/sheets`, {
        requestKey,
        unitId: row.id,
        from: view.from,
        to: view.to,
        total: total.trim() === '' ? null : Number(total),
        marks: Object.fromEntries(typed.map(([key, text]) => [key, Number(text)])),
        remark: remark.trim(),
      });
      await refreshAll();
      props.close(`已登记 ${row.name} ${kept.total} 分。`);
    } catch (error) {
      const said = isWireError(error) ? error.problems.map((p) => p.message) : [];
      setProblems(said.length > 0 ? said : [sentenceOf(error)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="reason-form no-print"
      aria-label={`登记得分:${row.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <h3>登记 {row.name} 的得分</h3>
      <p className="hint">
        台账算出来是 {row.total} 分。手里有纸质考核表的,照着填,平台替您和台账对;不用对的直接登记。
      </p>
      <div className="mark-fields">
        <p>
          <label htmlFor="mark-total">总分</label>
          <Input
            id="mark-total"
            inputMode="decimal"
            value={total}
            onChange={(e) => setTotal(e.target.value)}
            autoFocus
          />
        </p>
        {view.indicators.map((i, at) =>
          row.cells[at]?.score === null ? null : (
            <p key={i.key}>
              <label htmlFor={`mark-${i.key}`}>{i.label}</label>
              <Input
                id={`mark-${i.key}`}
                inputMode="decimal"
                placeholder="可以不填"
                value={marks[i.key] ?? ''}
                onChange={(e) => setMarks({ ...marks, [i.key]: e.target.value })}
              />
            </p>
          ),
        )}
      </div>
      <p>
        <label htmlFor="mark-remark">考核意见(可以不写)</label>
        <Input.TextArea
          id="mark-remark"
          rows={2}
          maxLength={500}
          value={remark}
          onChange={(e) => setRemark(e.target.value)}
        />
      </p>
      {problems.length > 0 && (
        <ul className="problem" role="alert">
          {problems.map((p) => (
            <li key={p}>{p}</li>
          ))}
        </ul>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在对…">
          和台账对好,登记
        </BusyButton>
        <Button onClick={() => props.close('')}>取消</Button>
      </p>
    </form>
  );
}

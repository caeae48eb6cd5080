import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { ParameterView } from '../../../../contracts/api-settings.ts';
import { type SettingValue, valueProblem } from '../../../../contracts/setting.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { isWireError, send } from '../wire.ts';
import { ValueField } from './value-field.tsx';

/** A value for her own place, with the day from which it holds and where it is written. */
export function ParameterForm(props: { p: ParameterView; today: string; close: () => void }): ReactNode {
  const { p, today, close } = props;
  const shown = p.value ?? p.waiting;
  const isConfirming = p.value === null && p.waiting !== null;
  const [value, setValue] = useState<SettingValue | null>(shown?.value ?? null);
  const [from, setFrom] = useState(p.fixedBefore ?? (isConfirming ? (shown?.from ?? today) : today));
  const [source, setSource] = useState('');
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const save = (): void => {
    const bad =
      valueProblem(p.type, p.label, value) ??
      (source.trim().length < 4 ? '依据要写清楚:文件名称和文号。' : null) ??
      (reason.trim().length < 2 ? '为什么改,请写一句。' : null);
    if (bad) {
      setProblem(bad);
      return;
    }
    void run(async () => {
      try {
        await send(`/parameters/${p.key}`, { value, from, to: null, source, reason, seen: p.newest });
      } catch (error) {
        if (isWireError(error) && error.problems.length > 0) {
          setProblem(error.problems.map((x) => x.message).join(''));
          return;
        }
        throw error;
      }
      await refreshAll();
      close();
    });
  };
  const id = `parameter-${p.key}`;
  return (
    <form
      className="setting-form"
      aria-label={`录入${p.label}`}
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      <label htmlFor={id}>数值</label>
      <ValueField id={id} label={p.label} type={p.type} value={value} onChange={setValue} />
      <label htmlFor={`${id}-from`}>从哪天起</label>
      <DayField id={`${id}-from`} label="从哪天起" value={from} today={today} onChange={setFrom} />
      <label htmlFor={`${id}-source`}>依据</label>
      <Input
        id={`${id}-source`}
        maxLength={200}
        value={source}
        placeholder="文件名称和文号"
        onChange={(e) => setSource(e.target.value)}
      />
      <label htmlFor={`${id}-reason`}>为什么改</label>
      <Input id={`${id}-reason`} maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
      {p.fixedBefore && (
        <p className="hint setting-wide">{p.fixedBefore} 以前的值核对过原文,不能改;这里录入以后的新规定。</p>
      )}
      <p className="hint setting-wide">只对本组织和下级有效,写明是本组织录入的。</p>
      {problem && (
        <p className="problem setting-wide" role="alert">
          {problem}
        </p>
      )}
      <p className="actions setting-wide">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在保存…">
          保存
        </BusyButton>
        <Button onClick={close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}

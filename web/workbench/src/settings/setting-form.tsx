import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { SettingRow } from '../../../../contracts/api-settings.ts';
import { type SettingValue, valueProblem } from '../../../../contracts/setting.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { isWireError, send } from '../wire.ts';
import { ValueField } from './value-field.tsx';

/** A new value from a day on, with its reason; or back to what the units above say. */
export function SettingForm(props: {
  row: SettingRow;
  house: boolean;
  today: string;
  close: () => void;
}): ReactNode {
  const { row, house, today, close } = props;
  const [value, setValue] = useState<SettingValue | null>(row.value);
  const [from, setFrom] = useState(today);
  const [binding, setBinding] = useState(row.own?.binding ?? false);
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const wrong = (wanted: SettingValue | null): string | null => {
    if (wanted !== null || value === null) {
      const bad = valueProblem(row.type, row.label, wanted ?? '');
      if (bad) return bad;
    }
    return reason.trim().length < 2 ? '为什么改,请写一句。' : null;
  };
  const save = (wanted: SettingValue | null, isBack: boolean): void => {
    const bad = isBack ? (reason.trim().length < 2 ? '为什么改,请写一句。' : null) : wrong(wanted);
    if (bad) {
      setProblem(bad);
      return;
    }
    void run(async () => {
      try {
        await send(`/${house ? 'house-settings' : 'settings'}/${row.key}`, {
          value: wanted,
          binding,
          from,
          reason,
          seen: row.newest,
        });
      } catch (error) {
        // Every problem that the server names is shown, not only that there are some.
        if (isWireError(error) && error.problems.length > 0) {
          setProblem(error.problems.map((p) => p.message).join(''));
          return;
        }
        throw error;
      }
      await refreshAll();
      close();
    });
  };
  const id = `set-${row.key}`;
  return (
    <form
      className="setting-form"
      aria-label={`改${row.label}`}
      onSubmit={(e) => {
        e.preventDefault();
        save(value, false);
      }}
    >
      <label htmlFor={id}>改为</label>
      <ValueField id={id} label={`${row.label}改为`} type={row.type} value={value} onChange={setValue} />
      <label htmlFor={`${id}-from`}>从哪天起</label>
      <DayField id={`${id}-from`} label="从哪天起" value={from} today={today} onChange={setFrom} />
      <label htmlFor={`${id}-reason`}>为什么改</label>
      <Input
        id={`${id}-reason`}
        maxLength={200}
        value={reason}
        placeholder="如 市妇联 2026 年 6 月通知"
        onChange={(e) => setReason(e.target.value)}
      />
      {!house && (
        <Checkbox checked={binding} onChange={(e) => setBinding(e.target.checked)} className="setting-wide">
          下级统一执行,不能另定
        </Checkbox>
      )}
      {problem && (
        <p className="problem setting-wide" role="alert">
          {problem}
        </p>
      )}
      <p className="actions setting-wide">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在保存…">
          保存
        </BusyButton>
        {row.own && row.own.value !== null && (
          <Button disabled={busy} onClick={() => save(null, true)}>
            {house ? '改回系统的默认' : '不再自己定,随上级'}
          </Button>
        )}
        <Button onClick={close}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}

import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Popover from 'antd/es/popover';
import type { ReactNode } from 'react';
import type { Field, Ledger } from '../../../../contracts/ledger.ts';
import { useSetParams } from '../place.ts';

const USUAL = 3;
const MOST = 8;
const isNumber = (f: Field): boolean => f.type === 'integer' || f.type === 'decimal' || f.type === 'money';

/** The fields that a list shows beside day, title and unit: chosen in the address, else the first numbers. */
export function shownFields(ledger: Ledger, chosen: string | null): Field[] {
  if (chosen === null) return ledger.fields.filter(isNumber).slice(0, USUAL);
  const keys = chosen.split(',');
  return ledger.fields.filter((f) => keys.includes(f.key)).slice(0, MOST);
}

/** Which columns the list shows (选列); the choice stands in the address, so it can be kept and shared. */
export function ColumnChoice(props: { ledger: Ledger; chosen: string | null }): ReactNode {
  const set = useSetParams();
  const shown = shownFields(props.ledger, props.chosen).map((f) => f.key);
  const change = (keys: readonly string[] | null): void =>
    set({ cols: keys === null ? null : keys.join(',') || '-' }, { replace: true });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="column-choice">
          {props.ledger.fields.map((f) => (
            <Checkbox
              key={f.key}
              checked={shown.includes(f.key)}
              disabled={!shown.includes(f.key) && shown.length >= MOST}
              onChange={(e) =>
                change(e.target.checked ? [...shown, f.key] : shown.filter((key) => key !== f.key))
              }
            >
              {f.label}
            </Checkbox>
          ))}
          {props.chosen !== null && (
            <Button size="small" type="link" onClick={() => change(null)}>
              恢复原样
            </Button>
          )}
        </div>
      }
    >
      <Button>选列</Button>
    </Popover>
  );
}

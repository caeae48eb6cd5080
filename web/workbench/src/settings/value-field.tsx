import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { SettingValue, ValueType } from '../../../../contracts/setting.ts';

/** One value to be typed or chosen, with its unit word; null while it is empty. */
export function ValueField(props: {
  id: string;
  label: string;
  type: ValueType;
  value: SettingValue | null;
  onChange: (value: SettingValue | null) => void;
}): ReactNode {
  const { id, label, type, value, onChange } = props;
  switch (type.kind) {
    case 'whole':
    case 'number':
      return (
        <span className="value-field">
          <InputNumber
            id={id}
            aria-label={label}
            controls={false}
            min={type.least}
            max={type.most}
            {...(type.kind === 'whole' ? { precision: 0 } : {})}
            value={typeof value === 'number' ? value : null}
            onChange={(v) => onChange(v)}
          />{' '}
          {type.unitWord}
          <span className="hint">
            {' '}
            {type.least}–{type.most}
          </span>
        </span>
      );
    case 'yesno':
      return (
        <Select<'yes' | 'no'>
          id={id}
          aria-label={label}
          className="value-choice"
          value={value === true ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
          onChange={(v) => onChange(v === 'yes')}
        />
      );
    case 'choice':
      return (
        <Select<string>
          id={id}
          aria-label={label}
          className="value-choice"
          {...(typeof value === 'string' ? { value } : {})}
          options={type.options.map((o) => ({ value: o, label: o }))}
          onChange={onChange}
        />
      );
    default:
      return (
        <Input
          id={id}
          aria-label={label}
          className="value-choice"
          placeholder={type.kind === 'time' ? '02:30' : ''}
          maxLength={type.kind === 'time' ? 5 : type.most}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.target.value)}
        />
      );
  }
}

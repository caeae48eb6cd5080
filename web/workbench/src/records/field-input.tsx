import AutoComplete from 'antd/es/auto-complete';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import Select from 'antd/es/select';
import Space from 'antd/es/space';
import { type ReactNode, useEffect, useState } from 'react';
import type { Field } from '../../../../contracts/ledger.ts';
import { readNumberText } from '../day-text.ts';
import { DayField } from '../parts/day-field.tsx';
import { SEARCH_SIGN } from '../signs.tsx';

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly value: unknown;
  readonly today: string;
  readonly invalid: boolean;
  readonly onChange: (value: unknown) => void;
}

const FEW = 6;
const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** True when the control is a group of buttons, which is named by aria-labelledby. */
export const isGroup = (field: Field): boolean =>
  field.type === 'yesno' ||
  field.type === 'choices' ||
  (field.type === 'choice' && !field.open && (field.options?.length ?? 0) <= FEW);

/** The control that fits a field of a ledger. Keeps whatever was typed, also when it is not a number or a day. */
export function FieldInput(props: Props): ReactNode {
  const { field, id, invalid } = props;
  const status = invalid ? 'error' : '';
  const common = {
    id,
    status,
    'aria-describedby': `${id}-say`,
    'aria-required': field.required ?? false,
  } as const;
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return <NumberInput {...props} />;
    case 'date':
      return (
        <DayField
          id={id}
          value={textOf(props.value)}
          today={props.today}
          invalid={invalid}
          describedBy={`${id}-say`}
          onChange={(day) => props.onChange(day === '' ? null : day)}
        />
      );
    case 'yesno':
      return (
        <Choices
          id={id}
          value={props.value}
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
          onChange={props.onChange}
        />
      );
    case 'choices':
      return field.open ? (
        <Select
          {...common}
          mode="tags"
          className="wide"
          value={Array.isArray(props.value) ? (props.value as string[]) : []}
          options={(field.options ?? []).map((o) => ({ value: o, label: o }))}
          onChange={props.onChange}
        />
      ) : (
        <Checkbox.Group
          aria-labelledby={`${id}-label`}
          options={field.options ?? []}
          value={Array.isArray(props.value) ? (props.value as string[]) : []}
          onChange={props.onChange}
        />
      );
    case 'choice':
      return isGroup(field) ? (
        <Choices
          id={id}
          value={props.value}
          options={(field.options ?? []).map((o) => ({ value: o, label: o }))}
          onChange={props.onChange}
        />
      ) : (
        <OneOf {...props} />
      );
    case 'longtext':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={textOf(props.value)}
          onChange={(e) => props.onChange(e.target.value)}
        />
      );
    default:
      return (
        <Input
          {...common}
          autoComplete="off"
          value={textOf(props.value)}
          onChange={(e) => props.onChange(e.target.value)}
        />
      );
  }
}

function NumberInput(props: Props): ReactNode {
  const { field } = props;
  const word = field.unitWord ?? (field.type === 'money' ? '元' : '');
  const [text, setText] = useState(textOf(props.value));
  // What is typed stays as typed ("3.", "12人") as long as it means the value; another value from outside replaces it.
  useEffect(() => {
    setText((typed) => (readNumberText(typed, word) === (props.value ?? null) ? typed : textOf(props.value)));
  }, [props.value, word]);
  return (
    <Space.Compact className="number-input">
      <Input
        id={props.id}
        inputMode="decimal"
        autoComplete="off"
        status={props.invalid ? 'error' : ''}
        aria-describedby={`${props.id}-say`}
        aria-required={field.required ?? false}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          props.onChange(readNumberText(e.target.value, word));
        }}
        onBlur={() => setText(textOf(readNumberText(text, word)))}
      />
      {word && <Space.Addon>{word}</Space.Addon>}
    </Space.Compact>
  );
}

function OneOf(props: Props): ReactNode {
  const { field, id } = props;
  const options = (field.options ?? []).map((o) => ({ value: o, label: o }));
  if (!field.open)
    return (
      <Select
        id={id}
        className="wide"
        allowClear
        showSearch={{ searchIcon: SEARCH_SIGN, optionFilterProp: 'label' }}
        status={props.invalid ? 'error' : ''}
        aria-describedby={`${id}-say`}
        value={textOf(props.value) || null}
        options={options}
        onChange={(v) => props.onChange(v ?? null)}
      />
    );
  return (
    <AutoComplete
      id={id}
      className="wide"
      allowClear
      status={props.invalid ? 'error' : ''}
      aria-describedby={`${id}-say`}
      placeholder="选一项,或自己写"
      value={textOf(props.value)}
      // Once an option is chosen all of them are offered again, so that another click can change it.
      options={options.filter(
        (o) => options.some((x) => x.value === props.value) || o.value.includes(textOf(props.value)),
      )}
      onChange={(v) => props.onChange(v === '' || v === undefined ? null : v)}
    />
  );
}

function Choices(props: {
  id: string;
  value: unknown;
  options: readonly { value: string | boolean; label: string }[];
  onChange: (value: unknown) => void;
}): ReactNode {
  const chosen = props.value === undefined || props.value === '' ? null : props.value;
  return (
    <div className="choices">
      <Radio.Group
        id={props.id}
        aria-labelledby={`${props.id}-label`}
        optionType="button"
        value={chosen}
        options={[...props.options]}
        onChange={(e) => props.onChange(e.target.value)}
      />
      {chosen !== null && (
        <Button type="link" size="small" onClick={() => props.onChange(null)}>
          清除
        </Button>
      )}
    </div>
  );
}

import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { MeasureView } from '../../../../contracts/api.ts';
import { matches } from '../frame/initials.ts';
import { SEARCH_SIGN } from '../signs.tsx';

/** Chooses what is counted, in the groups of the ledgers; words or pinyin initials. */
export function MeasurePicker(props: {
  measures: readonly MeasureView[];
  value: string | null;
  placeholder?: string;
  onChange: (key: string) => void;
}): ReactNode {
  const groups = [...new Set(props.measures.map((m) => `${m.group} · ${m.ledgerName}`))];
  const labels = new Map(props.measures.map((m) => [m.key, m.label]));
  const words = new Map(props.measures.map((m) => [m.key, m.unitWord]));
  return (
    <Select
      className="measure-picker"
      aria-label="选一个数字"
      placeholder={props.placeholder ?? '选一个数字看明细,可打拼音首字母'}
      popupMatchSelectWidth={360}
      value={props.value}
      showSearch={{
        searchIcon: SEARCH_SIGN,
        filterOption: (typed, option) => matches(typed, labels.get(keyOf(option)) ?? '·'),
      }}
      options={groups.map((group) => ({
        label: group,
        title: group,
        options: props.measures
          .filter((m) => `${m.group} · ${m.ledgerName}` === group)
          .map((m) => ({ value: m.key, label: m.label })),
      }))}
      optionRender={(option) => (
        <span className="unit-option">
          {option.label} <span className="hint">{words.get(String(option.value)) ?? ''}</span>
        </span>
      )}
      onChange={(key) => key && props.onChange(key)}
    />
  );
}

/** Groups are offered to the filter too; they have no key and are kept by what they hold. */
const keyOf = (option: unknown): string => String((option as { value?: unknown } | undefined)?.value ?? '');

import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { UnitView } from '../../../../contracts/api.ts';
import { matches } from '../frame/initials.ts';
import { SEARCH_SIGN } from '../signs.tsx';

/** Whose line: shown only when there is a choice. */
export function UnitChoice(props: {
  units: readonly UnitView[];
  value: string;
  onChange: (id: string) => void;
}): ReactNode {
  return (
    <Select
      id="f-unit"
      className="wide"
      value={props.value}
      showSearch={{
        searchIcon: SEARCH_SIGN,
        filterOption: (typed, option) => matches(typed, String(option?.label ?? '')),
      }}
      options={props.units.map((u) => ({ value: u.id, label: u.name }))}
      onChange={props.onChange}
    />
  );
}

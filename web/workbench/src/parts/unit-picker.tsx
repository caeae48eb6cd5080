import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { UnitView } from '../../../../contracts/api.ts';
import { useUnitSearch } from '../queries.ts';
import { SEARCH_SIGN } from '../signs.tsx';
import { LEVEL_NAMES } from '../text.ts';

interface Base {
  readonly id: string;
  readonly label: string;
  /** Offered before anything is typed, and named when chosen. */
  readonly known: readonly UnitView[];
  readonly allow?: (unit: UnitView) => boolean;
  readonly placeholder?: string;
  /** Who finds units by words; those of her own reach unless told. A hook, so always the same one. */
  readonly useSearch?: typeof useUnitSearch;
}
type Props = Base &
  (
    | {
        readonly many?: false;
        readonly value: string | null;
        readonly onChange: (id: string, unit: UnitView | undefined) => void;
      }
    | { readonly many: true; readonly value: readonly string[]; readonly onChange: (ids: string[]) => void }
  );

/** Chooses units by name, code or pinyin initials; the server searches. */
export function UnitPicker(props: Props): ReactNode {
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState<ReadonlyMap<string, UnitView>>(new Map());
  const q = useDeferredValue(typed.trim());
  const useSearch = props.useSearch ?? useUnitSearch;
  const found = useSearch(q);
  const list = (q === '' ? [...props.known, ...seen.values()] : (found.data ?? [])).filter(
    (u, i, all) => (props.allow?.(u) ?? true) && all.findIndex((x) => x.id === u.id) === i,
  );
  const options = list.map((u) => ({
    value: u.id,
    label: u.name,
    note: `${LEVEL_NAMES[u.level]} ${u.code}`,
  }));
  const remember = (ids: readonly string[]): void => {
    const more = list.filter((u) => ids.includes(u.id));
    if (more.length > 0) setSeen((before) => new Map([...before, ...more.map((u) => [u.id, u] as const)]));
    setTyped('');
  };
  const shared = {
    id: props.id,
    'aria-label': props.label,
    options,
    className: 'wide',
    placeholder: props.placeholder ?? '名称、代码或拼音首字母',
    showSearch: { searchIcon: SEARCH_SIGN, filterOption: false, searchValue: typed, onSearch: setTyped },
    notFoundContent: q === '' ? '打几个字找组织' : found.isFetching ? '正在找…' : `没有找到“${q}”`,
    optionRender: (option: { label?: ReactNode; data: { note: string } }) => (
      <span className="unit-option">
        {option.label} <span className="hint">{option.data.note}</span>
      </span>
    ),
  };
  if (props.many)
    return (
      <Select<string[], (typeof options)[number]>
        {...shared}
        mode="multiple"
        value={[...props.value]}
        onChange={(ids) => {
          remember(ids);
          props.onChange(ids);
        }}
      />
    );
  return (
    <Select<string | null, (typeof options)[number]>
      {...shared}
      value={props.value}
      onChange={(id) => {
        if (id === null) return;
        remember([id]);
        props.onChange(
          id,
          list.find((u) => u.id === id),
        );
      }}
    />
  );
}

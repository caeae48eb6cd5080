import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Input from 'antd/es/input';
import Segmented from 'antd/es/segmented';
import Select from 'antd/es/select';
import { type ReactNode, useEffect, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { readWhere, whereText } from '../door.ts';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useSetParams } from '../place.ts';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { CLEAR, SEARCH_SIGN } from '../signs.tsx';

export interface Filter {
  readonly q: string;
  readonly unit: string;
  readonly where: string;
  readonly sort: 'day' | 'value';
  readonly state: 'valid' | 'withdrawn' | 'all';
  readonly allTime: boolean;
}

/** The filters as the address holds them, so that a link shows the same list. */
export function readFilter(params: URLSearchParams): Filter {
  const state = params.get('state');
  return {
    q: params.get('q') ?? '',
    unit: params.get('unit') ?? '',
    where: params.get('where') ?? '',
    sort: params.get('sort') === 'value' ? 'value' : 'day',
    state: state === 'withdrawn' || state === 'all' ? state : 'valid',
    allTime: params.get('time') === 'all',
  };
}

export const isFiltered = (f: Filter): boolean =>
  f.q !== '' || f.unit !== '' || f.where !== '' || f.state !== 'valid';

const PAUSE = 300;

export function Filters(props: {
  me: Me;
  ledger: Ledger;
  filter: Filter;
  setWords: ((words: string) => void) | null;
  periodLabel: string;
}): ReactNode {
  const { ledger, filter, setWords } = props;
  const set = useSetParams();
  const [typed, setTyped] = useState(filter.q);
  const [wide, setWide] = useState(false);
  const seat = useUnit(seatOf(props.me));
  useEffect(() => {
    if (typed === filter.q) return;
    const wait = setTimeout(
      () => (setWords ? setWords(typed) : set({ q: typed.trim() }, { replace: true })),
      PAUSE,
    );
    return () => clearTimeout(wait);
  }, [typed, filter.q, set, setWords]);
  const where = readWhere(filter.where);
  const change = (key: string, value: string | null): void => {
    const { [key]: _, ...others } = where;
    set({ where: whereText(value === null ? others : { ...others, [key]: value }) }, { replace: true });
  };
  return (
    <search className={`filters ${wide ? 'wide-open' : ''}`} aria-label="筛选记录">
      <Input
        allowClear={CLEAR}
        className="filter-words"
        placeholder="找内容里的字"
        aria-label="找内容里的字"
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
      />
      <Button className="filters-more" onClick={() => setWide(!wide)} aria-expanded={wide}>
        筛选{isFiltered(filter) ? '(有)' : ''}
      </Button>
      {props.me.unit.level !== 'village' && (
        <div className="filter-unit">
          <UnitPicker
            id="filter-unit"
            label="只看哪个组织"
            known={seat.data ? [seat.data.unit, ...seat.data.children] : []}
            value={filter.unit || null}
            placeholder="全部组织"
            onChange={(id) => set({ unit: id }, { replace: true })}
          />
          {filter.unit && (
            <Button type="link" size="small" onClick={() => set({ unit: null }, { replace: true })}>
              清除
            </Button>
          )}
        </div>
      )}
      {ledger.dimensions.map((d) => {
        const key = /^\$\{([\w-]+)\}$/.exec(d.value)?.[1];
        const field = ledger.fields.find((f) => f.key === key);
        if (!field?.options) return null;
        return (
          <Select
            key={d.key}
            className="filter-dimension"
            aria-label={d.label}
            placeholder={d.label}
            allowClear
            showSearch={{ searchIcon: SEARCH_SIGN, optionFilterProp: 'label' }}
            value={where[d.key] ?? null}
            options={[...field.options.map((o) => ({ value: o, label: o })), { value: '', label: '未填' }]}
            onChange={(v: string | null | undefined) => change(d.key, v ?? null)}
          />
        );
      })}
      <Select
        className="filter-state"
        aria-label="状态"
        value={filter.state}
        options={[
          { value: 'valid', label: '有效的' },
          { value: 'withdrawn', label: '已撤回的' },
          { value: 'all', label: '全部' },
        ]}
        onChange={(v) => set({ state: v === 'valid' ? null : v }, { replace: true })}
      />
      <Segmented
        aria-label="排序"
        value={filter.sort}
        options={[
          { value: 'day', label: '按日期' },
          { value: 'value', label: '按数值' },
        ]}
        onChange={(v) => set({ sort: v === 'day' ? null : v }, { replace: true })}
      />
      <Checkbox
        checked={filter.allTime}
        onChange={(e) => set({ time: e.target.checked ? 'all' : null }, { replace: true })}
      >
        不限时段(现在只看{props.periodLabel})
      </Checkbox>
    </search>
  );
}

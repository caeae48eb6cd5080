import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { SEARCH_SIGN } from '../signs.tsx';
import { useAccounts } from './queries.ts';

/** Chooses an account in use by the beginning of its name or login. */
export function AccountPicker(props: {
  id: string;
  label: string;
  except: string;
  value: string | null;
  onChange: (id: string | null) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const q = useDeferredValue(typed.trim());
  const found = useAccounts({ q, unit: null, state: 'active' });
  const options = (found.data?.pages[0]?.rows ?? [])
    .filter((a) => a.id !== props.except)
    .map((a) => ({
      value: a.id,
      label: `${a.name} · ${a.posts[0] ? `${a.posts[0].unitName} ${a.posts[0].title}` : a.login}`,
    }));
  const all = chosen && !options.some((o) => o.value === chosen.value) ? [...options, chosen] : options;
  return (
    <Select<string | null>
      id={props.id}
      aria-label={props.label}
      allowClear
      className="wide"
      placeholder="姓名或账号的开头;还没有人接手可以空着"
      value={props.value}
      options={all}
      showSearch={{
        searchIcon: SEARCH_SIGN,
        filterOption: false,
        searchValue: typed,
        onSearch: setTyped,
      }}
      notFoundContent={found.isFetching ? '正在找…' : '没有这样的账号'}
      onChange={(id) => {
        setChosen(all.find((o) => o.value === id) ?? null);
        setTyped('');
        props.onChange(id ?? null);
      }}
    />
  );
}

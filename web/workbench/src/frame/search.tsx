import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import { formatDay } from '../format.ts';
import { useGo } from '../place.ts';
import { useFind, useLedgers, useMeasures, useUnitSearch } from '../queries.ts';
import { LEVEL_NAMES, TEXT } from '../text.ts';
import { sentenceOf } from '../wire.ts';
import { bestFirst } from './initials.ts';
import { isComposing } from './keys.ts';
import { pagesFor } from './pages.ts';

interface Hit {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly about: string;
  readonly open: () => void;
}

/** Ctrl K: one box for units, ledgers, figures, lines, papers and pages; words, codes or pinyin initials. */
export function Search(props: { me: Me; close: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const go = useGo();
  const q = useDeferredValue(typed.trim());
  const mayRead = props.me.permissions.includes('reading.use');
  const mayRecords = props.me.permissions.includes('entry.read');
  const ledgers = useLedgers();
  const measures = useMeasures();
  const units = useUnitSearch(q);
  const found = useFind(q);
  const kept = [...q].length > 1 ? found.data : undefined;
  const openAt =
    (path: string, params: Record<string, string> = {}) =>
    (): void => {
      props.close();
      go(path, params);
    };
  const hits: Hit[] = [
    ...(q !== '' && mayRead ? bestFirst(q, [TEXT.reading], (name) => name) : []).map((name) => ({
      key: 'reading',
      kind: '页面',
      name,
      about: '数对不对得上、与台账差多少、有没有雷同',
      open: openAt('/reading'),
    })),
    ...bestFirst(q, mayRecords ? (ledgers.data ?? []) : [], (l) => l.name)
      .slice(0, q === '' ? 5 : 8)
      .map((l) => ({
        key: `l${l.key}`,
        kind: '台账',
        name: l.name,
        about: l.group,
        open: openAt(`/ledgers/${l.key}`),
      })),
    ...bestFirst(q, q === '' || !mayRecords ? [] : (measures.data ?? []), (m) => m.label)
      .slice(0, 8)
      .map((m) => ({
        key: `m${m.key}`,
        kind: '数字',
        name: m.label,
        about: m.ledgerName,
        open: openAt('/figures', { measure: m.key }),
      })),
    ...(q === '' ? [] : (units.data ?? [])).slice(0, 12).map((u) => ({
      key: `u${u.id}`,
      kind: '组织',
      name: u.name,
      about: `${LEVEL_NAMES[u.level]} ${u.code}${u.to ? ' 已撤销' : ''}`,
      open: openAt(`/units/${u.id}`),
    })),
    ...(kept?.people ?? []).map((p) => ({
      key: `r${p.id}`,
      kind: '人员',
      name: p.name,
      about: p.post,
      open: openAt(`/people/${p.id}`),
    })),
    ...(kept?.lines ?? []).map((l) => ({
      key: `e${l.id}`,
      kind: '记录',
      name: l.title,
      about: `${l.ledgerName} · ${l.unitName} · ${formatDay(l.day)}`,
      open: openAt(`/ledgers/${l.ledger}`, { entry: l.id }),
    })),
    ...(kept?.papers ?? []).map((p) => ({
      key: `p${p.kind}${p.unitId}${p.from}`,
      kind: '报告',
      name: p.title,
      about: p.unitName,
      open: openAt(`/reports/${p.kind}`, { unit: p.unitId, from: p.from, to: p.to, year: p.to.slice(0, 4) }),
    })),
    ...bestFirst(q, q === '' ? [] : pagesFor(props.me), (page) => page.name).map((page) => ({
      key: `g${page.to}`,
      kind: '页面',
      name: page.name,
      about: '',
      open: openAt(page.to),
    })),
  ];
  const chosen = Math.min(at, hits.length - 1);
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={props.close}
      width={560}
      className="search-box"
      title={<span className="visually-hidden">搜索</span>}
    >
      <Input
        autoFocus
        size="large"
        value={typed}
        placeholder="名称、代码或拼音首字母,例如 pxb"
        aria-label="搜索组织、人员、台账、数字、记录、报告"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits[chosen] ? `hit-${chosen}` : undefined}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={(e) => {
          if (isComposing(e.nativeEvent)) return;
          if (e.key === 'ArrowDown') setAt(Math.min(chosen + 1, hits.length - 1));
          else if (e.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
          else if (e.key === 'Enter') hits[chosen]?.open();
          else return;
          e.preventDefault();
        }}
      />
      <div id="search-hits" role="listbox" aria-label="搜索结果" className="search-hits">
        {hits.map((hit, i) => (
          <button
            key={hit.key}
            id={`hit-${i}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            className={i === chosen ? 'chosen' : ''}
            onClick={hit.open}
          >
            <span className="hit-kind">{hit.kind}</span>
            <span className="hit-name">{hit.name}</span>
            <span className="hint">{hit.about}</span>
          </button>
        ))}
      </div>
      {units.isError && <p className="problem">{sentenceOf(units.error)}</p>}
      {q !== '' && hits.length === 0 && !units.isFetching && !found.isFetching && (
        <p className="hint">没有找到“{q}”。可以只打几个字,或打拼音首字母(福州 → fz)。</p>
      )}
    </Modal>
  );
}
